import { describeLiveness } from "../liveness.ts";
import { cameraChanged } from "../topics.ts";
import type { CameraContext, CameraState } from "./camera_state.ts";
import type { CameraSnapshot, StreamState, ViewerStatus } from "./messages.ts";
import { statusOf } from "./recording_tally.ts";
import { type CameraSeat, nameOf } from "./seat.ts";
import type { Watcher } from "./watcher.ts";

const NOT_RUNNING = {
  stream: "connecting",
  reason: "Its actor does not answer: it has failed, and will be started again.",
  format: null,
  picture: null,
} as const;

/** The camera as lists and the event stream show it, whether or not its actor runs. */
export function snapshotOf(seat: CameraSeat): CameraSnapshot {
  const { record, track, meter, watchers, recording, relayPort, answeredAt } = seat;
  const { id, address, port, createdAt } = record;
  const { stream, reason, format, picture } = seat.state ?? NOT_RUNNING;
  return {
    id,
    name: nameOf(record),
    configured: record.name !== null,
    address,
    port,
    answeredAt,
    stream,
    since: seat.state?.since ?? createdAt,
    reason,
    format,
    picture,
    figures: meter.figures,
    liveness: describeLiveness(track),
    viewers: [...watchers.values()].map(viewerStatus),
    recording: recording === null ? null : statusOf(recording),
    relayPort,
    createdAt,
  };
}

function viewerStatus({ viewer, since, sentFrames, droppedFrames }: Watcher): ViewerStatus {
  const { id, kind, peerAddress, queuedBytes } = viewer;
  return { id, kind, peerAddress, since, sentFrames, droppedFrames, queuedBytes };
}

/** Tells whoever looks at the cameras that something about this one has changed. */
export function announce(state: CameraState, ctx: CameraContext): void {
  state.changed = false;
  state.publishedAtMs = ctx.monotonicMs();
  if (!state.forgotten) ctx.publish(cameraChanged, snapshotOf(state.seat));
}

/** What the stream does now, and why. Says so when it is another than before. */
export function setStream(
  state: CameraState,
  stream: StreamState,
  reason: string,
  ctx: CameraContext,
): void {
  if (state.stream === stream && state.reason === reason) return;
  if (state.stream !== stream) state.since = ctx.now();
  state.stream = stream;
  state.reason = reason;
  announce(state, ctx);
}
