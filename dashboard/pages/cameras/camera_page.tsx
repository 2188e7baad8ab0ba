import type { Camera } from "../../../protocols/api/camera.ts";
import type { PageProps } from "../../app/routes.ts";
import { cameraLine } from "../../members/member.ts";
import { MemberCommands } from "../../members/member_commands.tsx";
import { MemberHistory, MemberStrip } from "../../members/member_history.tsx";
import { EmptyState } from "../../parts/empty_state.tsx";
import { PageHead } from "../../parts/page_head.tsx";
import { RemoveButton } from "../../parts/remove_button.tsx";
import { StateBadge } from "../../parts/state_badge.tsx";
import { Tabs } from "../../parts/tabs.tsx";
import { fleet } from "../../wire/fleet.ts";
import { memberPathOf } from "../../wire/root.ts";
import { mayAs } from "../../wire/session.ts";
import { cameraWords } from "../../words/cameras.ts";
import { commonWords } from "../../words/shell.ts";
import { CameraFacts } from "./camera_facts.tsx";
import { RecordButton } from "./camera_orders.tsx";
import { LivePicture } from "./live_picture.tsx";
import { Recordings } from "./recordings.tsx";
import { Said } from "../../parts/said.tsx";

/** One camera: live, what is known of it, and what was recorded. */
export function CameraPage({ params: { id = "" } }: PageProps) {
  const { tabs, tabsLabel } = cameraWords();
  const camera = fleet.cameras.get(id);
  if (!camera) return <EmptyState title={commonWords().noSuchMember(id)} />;
  const path = `cameras/${memberPathOf(id)}/history`;
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
          {camera.reason !== "" && (
            <p>
              <Said>{camera.reason}</Said>
            </p>
          )}
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
  return (
    <RemoveButton
      path={`cameras/${memberPathOf(id)}`}
      query={{ force: stream === "connecting" ? undefined : "true" }}
      name={name}
      title={words.forgetTitle(name)}
      text={words.forgetText}
      action={words.forget}
      back="cameras"
    />
  );
}
