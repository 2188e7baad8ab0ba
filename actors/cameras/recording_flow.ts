import type { RecordOrder, SensorReading } from "../../protocols/discovery/events.ts";
import type { CameraContext, CameraState } from "./camera_state.ts";
import { announce } from "./camera_view.ts";
import type { ViewerUnit } from "./link.ts";
import type { Recorder } from "./recording.ts";
import { newTally, type RecordingTally, retire, settleRecorder } from "./recording_tally.ts";
import { amend, recordingFolder } from "./seat.ts";

/** Begins a recording; the first file begins with the next keyframe. Nothing changes while one is on. */
export function beginRecording(state: CameraState, ctx: CameraContext): void {
  const { seat, args } = state;
  if (seat.recording !== null) return;
  const startedAt = ctx.now();
  seat.recording = newTally(startedAt);
  amend(seat, { recordingSince: startedAt });
  args.directory.tell({ type: "cameraAmended" });
  announce(state, ctx);
}

/** Ends a recording. Answers what it has come to, of which the last bytes may be on their way; null: there was none. */
export function endRecording(state: CameraState, ctx: CameraContext): RecordingTally | null {
  const { seat, args } = state;
  const { recording } = seat;
  if (recording === null) return null;
  pauseRecording(state, ctx);
  seat.recording = null;
  amend(seat, { recordingSince: null });
  args.directory.tell({ type: "cameraAmended" });
  announce(state, ctx);
  return recording;
}

/** Closes the file: there is a gap in the stream. A recording that is on goes on in another one. */
export function pauseRecording({ seat: { recording: tally } }: CameraState, ctx: CameraContext) {
  const retired = tally === null ? undefined : retire(tally);
  if (tally === null || retired === undefined) return;
  const { recorder, stopped } = retired;
  const settled = () => ({ type: "recorderStopped", tally, recorder } as const);
  ctx.pipe(stopped, settled, settled);
}

/** A file is closed. */
export function recorderStopped(
  state: CameraState,
  tally: RecordingTally,
  recorder: Recorder,
): void {
  settleRecorder(tally, recorder);
  state.changed = true;
}

/** Writes a picture. A file begins with a keyframe. */
export function record(
  { seat, picture, args }: CameraState,
  tally: RecordingTally,
  unit: ViewerUnit,
  ctx: CameraContext,
): void {
  if (picture === null) return;
  if (tally.recorder === null) {
    if (unit.begins !== "keyframe") return;
    tally.recorder = args.ports.recordings.start(recordingFolder(seat.record), ctx.now());
  }
  tally.recorder.write(unit, picture);
}

/** Writes a sensor's reading beside the video. */
export function recordSensor(
  { seat }: CameraState,
  sensor: string,
  reading: SensorReading,
  ctx: CameraContext,
): void {
  seat.recording?.recorder?.writeSensor(sensor, reading, ctx.now());
}

/** The whole site is recorded, or no more. */
export function orderRecording(state: CameraState, order: RecordOrder, ctx: CameraContext): void {
  state.seat.leftSite = false;
  if (order === "stop") endRecording(state, ctx);
  else if (state.stream === "streaming") beginRecording(state, ctx);
}

/** The camera streams (again): it is recorded where the whole site is, unless somebody has stopped just this one. */
export function joinSite(state: CameraState, ctx: CameraContext): void {
  const { seat, args: { site } } = state;
  if (site.since !== null && !seat.leftSite) beginRecording(state, ctx);
}

/** What the record says goes on after our own restart. */
export function resumeRecording({ seat }: CameraState): void {
  const { recordingSince } = seat.record;
  if (recordingSince !== null) seat.recording ??= newTally(recordingSince);
}

/** The actor ends: every file is closed. */
export async function closeRecorders({ seat: { recording } }: CameraState): Promise<void> {
  if (recording === null) return;
  retire(recording);
  await Promise.all(recording.ending.values());
}
