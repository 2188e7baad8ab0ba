import type { Camera } from "../../../protocols/api/camera.ts";
import { goTo } from "../../app/router.ts";
import type { PageProps } from "../../app/routes.ts";
import { cameraLine } from "../../members/member.ts";
import { MemberCommands } from "../../members/member_commands.tsx";
import { MemberHistory, MemberStrip } from "../../members/member_history.tsx";
import { ActionButton } from "../../parts/action_button.tsx";
import { EmptyState } from "../../parts/empty_state.tsx";
import { PageHead } from "../../parts/page_head.tsx";
import { StateBadge } from "../../parts/state_badge.tsx";
import { Tabs } from "../../parts/tabs.tsx";
import { callApi } from "../../wire/api.ts";
import { fleet } from "../../wire/fleet.ts";
import { pathOf } from "../../wire/root.ts";
import { mayAs } from "../../wire/session.ts";
import { cameraWords } from "../../words/cameras.ts";
import { commonWords } from "../../words/shell.ts";
import { CameraFacts } from "./camera_facts.tsx";
import { RecordButton } from "./camera_orders.tsx";
import { LivePicture } from "./live_picture.tsx";
import { Recordings } from "./recordings.tsx";

/** One camera: live, what is known of it, and what was recorded. */
export function CameraPage({ params: { id = "" } }: PageProps) {
  const { tabs, tabsLabel } = cameraWords();
  const camera = fleet.cameras.get(id);
  if (!camera) return <EmptyState title={commonWords().noSuchMember(id)} />;
  const path = `cameras/${pathOf(id)}/history`;
  return (
    <>
      <PageHead title={camera.name} badge={<StateBadge {...cameraLine(camera)} />}>
        <RecordButton camera={camera} />
      </PageHead>
      <Tabs
        label={tabsLabel}
        tabs={[
          { id: "overview", word: tabs.overview, show: () => <Live camera={camera} /> },
          { id: "recordings", word: tabs.recordings, show: () => <Recordings camera={camera} /> },
          {
            id: "commands",
            word: tabs.commands,
            show: () => <MemberCommands target={`camera/${id}`} />,
          },
          { id: "history", word: tabs.history, show: () => <MemberHistory path={path} /> },
        ]}
      />
    </>
  );
}

function Live({ camera }: { readonly camera: Camera }) {
  return (
    <>
      <div class="camera-live">
        <div>
          <LivePicture id={camera.id} name={camera.name} />
          {camera.reason !== "" && <p dir="auto">{camera.reason}</p>}
        </div>
        <CameraFacts camera={camera} />
      </div>
      <MemberStrip kind="camera" memberKey={String(camera.id)} />
      {mayAs("admin") && !camera.configured && <Forget camera={camera} />}
    </>
  );
}

function Forget({ camera: { id, name, stream } }: { readonly camera: Camera }) {
  const words = cameraWords();
  const query = { force: stream === "connecting" ? undefined : "true" };
  return (
    <p>
      <ActionButton
        danger={{
          title: words.forgetTitle(name),
          text: words.forgetText,
          typed: name,
          action: words.forget,
        }}
        run={() => callApi(`cameras/${pathOf(id)}`, { method: "DELETE", query })}
        onDone={() => goTo(["cameras"])}
      >
        {words.forget}
      </ActionButton>
    </p>
  );
}
