import type { Camera } from "../../../protocols/api/camera.ts";
import { LivenessFacts } from "../../members/liveness_facts.tsx";
import { CopyButton } from "../../parts/copy_button.tsx";
import { Ago } from "../../parts/time.tsx";
import { apiUrl, memberPathOf } from "../../wire/root.ts";
import { bytes, count } from "../../words/amounts.ts";
import { cameraWords } from "../../words/cameras.ts";
import { commonWords } from "../../words/shell.ts";
import { Said } from "../../parts/said.tsx";

/** What is known of a camera: its stream, who watches, and how other programs get at it. */
export function CameraFacts({ camera }: { readonly camera: Camera }) {
  return (
    <div class="panels">
      <Stream camera={camera} />
      <Where camera={camera} />
      <Viewers camera={camera} />
      <Addresses camera={camera} />
    </div>
  );
}

function Stream({ camera: { figures, picture, format } }: { readonly camera: Camera }) {
  const { facts } = cameraWords();
  const interval = figures.keyframeIntervalMs;
  return (
    <section class="panel">
      <dl class="facts">
        <dt>{facts.picture}</dt>
        <dd>
          {picture === null
            ? "—"
            : `${picture.width}×${picture.height} ${picture.profile ?? picture.codec}`}
        </dd>
        <dt>{facts.fps}</dt>
        <dd>{figures.framesPerSecond.toFixed(1)}</dd>
        <dt>{facts.bitrate}</dt>
        <dd>{count(figures.bitrateKbps)} kb/s</dd>
        <dt>{facts.keyframes}</dt>
        <dd>{interval === null ? "—" : `${(interval / 1_000).toFixed(1)} s`}</dd>
        <dt>{facts.format}</dt>
        <dd>{format === null ? "—" : facts.formats[format]}</dd>
        <dt>{facts.connects}</dt>
        <dd>{facts.times(figures.connects)}</dd>
        {figures.skippedBytes > 0 && (
          <>
            <dt>{facts.skipped}</dt>
            <dd>{bytes(figures.skippedBytes)}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

function Where({ camera }: { readonly camera: Camera }) {
  const { facts } = cameraWords();
  const { address, port, answeredAt, configured, recording } = camera;
  return (
    <section class="panel">
      <dl class="facts">
        <dt>{facts.address}</dt>
        <dd>{address}:{port}</dd>
        <dt>{facts.answered}</dt>
        <dd>
          <Ago at={answeredAt} />
        </dd>
        <dt>{facts.configured}</dt>
        <dd>{configured ? facts.yes : facts.no}</dd>
        {recording && (
          <>
            <dt>{facts.disk}</dt>
            <dd>
              {bytes(recording.bytes)}, {facts.since} <Ago at={recording.startedAt} />
              {recording.problem !== null && (
                <p class="problem">
                  <Said>{recording.problem}</Said>
                </p>
              )}
            </dd>
          </>
        )}
        <LivenessFacts of={camera} />
      </dl>
    </section>
  );
}

function Viewers({ camera: { viewers } }: { readonly camera: Camera }) {
  const { facts } = cameraWords();
  return (
    <section class="panel">
      <h2>{facts.viewers}</h2>
      {viewers.length === 0 && <p class="quiet">{facts.nobody}</p>}
      <ul class="viewers">
        {viewers.map(({ kind, peerAddress, since, droppedFrames }) => (
          <li key={`${kind} ${peerAddress} ${since}`}>
            {facts.watchedBy[kind]}, {peerAddress} · <Ago at={since} />
            {droppedFrames > 0 && <span class="problem">{facts.dropped(droppedFrames)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Addresses({ camera: { id, picture, relayPort } }: { readonly camera: Camera }) {
  const words = cameraWords();
  const kinds = picture?.codec === "jpeg"
    ? ["stream.mjpeg", "snapshot.jpg"]
    : ["stream.h264", "stream.mp4", "snapshot.jpg"];
  return (
    <section class="panel">
      <h2>{words.streams}</h2>
      {kinds.map((kind) => {
        const url = apiUrl(`cameras/${memberPathOf(id)}/${kind}`).href;
        return (
          <p key={kind} class="copyable">
            <code>{url}</code> <CopyButton text={url} label={`${commonWords().copy} ${kind}`} />
          </p>
        );
      })}
      <p class="quiet">{words.streamsHint}</p>
      {relayPort !== null && <p>{words.facts.relay}: {relayPort}</p>}
    </section>
  );
}
