import type { Camera } from "../../../protocols/api/camera.ts";
import { cameraLine } from "../../members/member.ts";
import { EmptyState } from "../../parts/empty_state.tsx";
import { Icon } from "../../parts/icon.tsx";
import { PageHead } from "../../parts/page_head.tsx";
import { matchesSearch, SearchBox } from "../../parts/search_box.tsx";
import { StateBadge } from "../../parts/state_badge.tsx";
import { fleet } from "../../wire/fleet.ts";
import { cameraWords } from "../../words/cameras.ts";
import { RecordAll, RecordButton } from "./camera_orders.tsx";
import { LivePicture } from "./live_picture.tsx";

/** All cameras live, side by side. */
export function CamerasPage() {
  const words = cameraWords();
  const cameras = fleet.cameras.items.value;
  if (cameras.length === 0) {
    return (
      <>
        <PageHead title={words.title} />
        <EmptyState
          title={words.emptyTitle}
          command={`signalbox agent camera --source test --mqtt-url mqtt://${location.hostname}`}
          waiting={words.emptyWaiting}
        >
          <p>{words.emptyText}</p>
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <PageHead title={words.title}>
        <RecordAll />
      </PageHead>
      <div class="toolbar">
        <SearchBox label={words.search} />
      </div>
      <div class="video-grid">
        {cameras.filter(({ name, address }) => matchesSearch(name, address)).map((camera) => (
          <CameraCard key={camera.id} camera={camera} />
        ))}
      </div>
    </>
  );
}

function CameraCard({ camera }: { readonly camera: Camera }) {
  const line = cameraLine(camera);
  return (
    <article class="panel camera-card" data-tone={line.tone} data-member={`camera:${line.name}`}>
      <LivePicture id={camera.id} name={camera.name} />
      <footer class="toolbar">
        {camera.stream !== "streaming" && <StateBadge {...line} />}
        {camera.recording && (
          <span class="badge" data-tone="bad">
            <Icon name="stop" /> {cameraWords().recording}
          </span>
        )}
        <a href={line.href}>{cameraWords().open}</a>
        <RecordButton camera={camera} />
      </footer>
    </article>
  );
}
