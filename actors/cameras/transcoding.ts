import { backoffMs } from "./backoff.ts";
import type { CameraContext, CameraState } from "./camera_state.ts";
import type { TranscoderRun, ViewerUnit } from "./link.ts";
import { show } from "./watcher.ts";

/** How long a run goes on without viewers: a page that is loaded again finds it. */
export const JPEG_IDLE_MS = 5_000;
/** Bytes that may wait for the transcoder; beyond, it gets nothing until the next keyframe. */
const MAX_FEED_BYTES = 4 * 1024 * 1024;

/** JPEG pictures of an H.264 camera, made once for all who want them. */
export interface JpegSource {
  run: TranscoderRun | null;
  /** Number of the run; what an earlier one still says does not count. */
  number: number;
  /** The run has missed something, and waits for a keyframe. */
  gap: boolean;
  /** The newest picture. */
  last: ViewerUnit | null;
  /** Runs in a row that failed. */
  failures: number;
  /** Why the last run failed. */
  problem: string | null;
  /** A run has failed, and the next one waits. */
  resting: boolean;
}

/** No pictures, and nobody who wants them. */
export function newJpegSource(): JpegSource {
  return {
    run: null,
    number: 0,
    gap: false,
    last: null,
    failures: 0,
    problem: null,
    resting: false,
  };
}

/** Somebody wants JPEG pictures. The run begins as soon as there is a keyframe to begin with. */
export function wantJpeg(state: CameraState, ctx: CameraContext): void {
  const { jpeg, group } = state;
  ctx.timers.cancel("jpegIdle");
  if (jpeg.run !== null || jpeg.resting || group.isEmpty) return;
  startRun(state, ctx);
  for (const unit of group.frames()) feedJpeg(state, unit, ctx);
}

/** Nobody wants them any more. */
export function leaveJpeg({ jpeg }: CameraState, ctx: CameraContext): void {
  if (jpeg.run !== null) ctx.timers.once("jpegIdle", JPEG_IDLE_MS, { type: "jpegIdle" });
}

/** A picture of the camera, for the run where there is one, or one is wanted. */
export function feedJpeg(state: CameraState, unit: ViewerUnit, ctx: CameraContext): void {
  const { jpeg, audience } = state;
  const keyframe = unit.begins === "keyframe";
  if (jpeg.run === null) {
    if (!keyframe || jpeg.resting || audience.jpeg.length === 0) return;
    startRun(state, ctx);
  }
  const { run } = jpeg;
  if (run === null || (jpeg.gap && !keyframe)) return;
  jpeg.gap = run.queuedBytes > MAX_FEED_BYTES;
  if (!jpeg.gap) run.feed(unit.bytes);
}

function startRun({ jpeg, args }: CameraState, { self }: CameraContext): void {
  const run = ++jpeg.number;
  jpeg.gap = false;
  jpeg.run = args.ports.transcoder.start(
    (bytes) => void self.tell({ type: "jpegMade", run, bytes }),
    (reason) => void self.tell({ type: "transcoderEnded", run, reason }),
  );
}

/** The transcoder has made a picture. */
export function jpegMade(
  { jpeg, audience }: CameraState,
  run: number,
  bytes: Uint8Array,
  ctx: CameraContext,
): void {
  if (run !== jpeg.number || jpeg.run === null) return;
  jpeg.failures = 0;
  jpeg.problem = null;
  jpeg.last = {
    bytes,
    begins: "keyframe",
    frame: { codec: "jpeg", bytes, keyframe: true, nalUnits: [] },
    receivedAtMs: ctx.monotonicMs(),
    receivedAt: ctx.now(),
  };
  show(audience.jpeg, jpeg.last);
}

/** The run is over, and nobody has stopped it: tries again, later each time. */
export function transcoderEnded(
  { jpeg, audience }: CameraState,
  run: number,
  reason: string,
  ctx: CameraContext,
): void {
  if (run !== jpeg.number || jpeg.run === null) return;
  jpeg.run = null;
  jpeg.last = null;
  jpeg.problem = reason;
  if (audience.jpeg.length === 0) return;
  jpeg.resting = true;
  ctx.timers.once("jpegRetry", backoffMs(jpeg.failures++, ctx), { type: "jpegRetryDue" });
}

/** A run that has failed may be tried again. */
export function retryJpeg(state: CameraState, ctx: CameraContext): void {
  state.jpeg.resting = false;
  if (state.audience.jpeg.length > 0) wantJpeg(state, ctx);
}

/** Ends the run: nobody watches, or the camera is gone. */
export function stopJpeg({ jpeg }: CameraState): void {
  const { run } = jpeg;
  jpeg.run = null;
  jpeg.last = null;
  run?.stop();
}
