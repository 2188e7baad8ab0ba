import type { Recorder, RecordingStatus } from "./recording.ts";

/**
 * A recording of one camera, from its start until it is stopped. Each connection of the camera is recorded by a
 * recorder of its own, and this is the sum of them.
 */
export interface RecordingTally {
  readonly startedAt: number;
  recorder: Recorder | null;
  /** Recorders whose last bytes are on their way to the disk; a few at most, as each connection lasts a while. */
  readonly ending: Map<Recorder, Promise<RecordingStatus>>;
  /** What the recorders before have made. */
  done: RecordingStatus;
}

/** A recording of which nothing is written yet. */
export function newTally(startedAt: number): RecordingTally {
  const done = { startedAt, segments: 0, bytes: 0, framesDropped: 0, problem: null };
  return { startedAt, recorder: null, ending: new Map(), done };
}

/** The sum of all its recorders. */
export function statusOf({ done, recorder, ending }: RecordingTally): RecordingStatus {
  let sum = done;
  for (const { status } of ending.keys()) sum = plus(sum, status);
  return recorder === null ? sum : plus(sum, recorder.status);
}

/** Lets the recorder finish its file, if there is one; `stopped` resolves when that is on the disk. */
export function retire(
  tally: RecordingTally,
): { readonly recorder: Recorder; readonly stopped: Promise<RecordingStatus> } | undefined {
  const { recorder } = tally;
  if (recorder === null) return undefined;
  const stopped = recorder.stop();
  tally.recorder = null;
  tally.ending.set(recorder, stopped);
  return { recorder, stopped };
}

/** A recorder has put its last bytes on the disk. */
export function settleRecorder(tally: RecordingTally, recorder: Recorder): void {
  if (tally.ending.delete(recorder)) tally.done = plus(tally.done, recorder.status);
}

/** Of problems the last word counts: a recording that goes on after one is well. */
function plus(sum: RecordingStatus, more: RecordingStatus): RecordingStatus {
  return {
    startedAt: sum.startedAt,
    segments: sum.segments + more.segments,
    bytes: sum.bytes + more.bytes,
    framesDropped: sum.framesDropped + more.framesDropped,
    problem: more.problem,
  };
}
