import type { Viewer, ViewerUnit } from "./link.ts";

/**
 * Bytes that may wait for one viewer: four seconds of the 8 Mb/s that a camera sends at most. One who is further
 * behind than that sees the past.
 */
export const QUEUE_CAP_BYTES = 4 * 1024 * 1024;
/** A viewer that was slow begins again when no more than this waits, so that it does not fall behind at once. */
const RESUME_BYTES = QUEUE_CAP_BYTES / 4;
/** How long a viewer may stay behind before it is let go: longer than any hiccup of a network. */
export const MAX_BEHIND_MS = 30_000;

/**
 * One who watches, as the camera's actor sees it.
 *
 * - `waiting`: for a keyframe, through no fault of its own.
 * - `live`: gets every unit.
 * - `slow`: had too much waiting; gets nothing until that has drained and a keyframe comes.
 */
export interface Watcher {
  readonly viewer: Viewer;
  /** Epoch ms. */
  readonly since: number;
  stage: "waiting" | "live" | "slow";
  /** `jpeg`: what the transcoder makes. Null while the camera's codec is not known. */
  source: "camera" | "jpeg" | null;
  /** Bytes that may wait now: the cap, and at the beginning the keyframe group beside it, which all viewers share. */
  allowanceBytes: number;
  sentFrames: number;
  droppedFrames: number;
  /** Monotonic ms since when it is behind; null while it is not. */
  behindSince: number | null;
  /** Monotonic ms of what it was last handed, or of its joining. */
  servedAtMs: number;
}

/** Begins to serve a viewer. */
export function newWatcher(viewer: Viewer, now: number, monotonicMs: number): Watcher {
  return {
    viewer,
    since: now,
    stage: "waiting",
    source: null,
    allowanceBytes: QUEUE_CAP_BYTES,
    sentFrames: 0,
    droppedFrames: 0,
    behindSince: null,
    servedAtMs: monotonicMs,
  };
}

/** Offers a unit to each of `watchers`. */
export function show(watchers: readonly Watcher[], unit: ViewerUnit): void {
  for (const watcher of watchers) offer(watcher, unit);
}

/**
 * Hands a unit over, or passes it by. What a viewer gets begins with a keyframe, and after a gap with a keyframe again.
 * Whole pictures are cut only when one alone would be twice the allowance.
 */
function offer(watcher: Watcher, unit: ViewerUnit): void {
  if (watcher.stage === "live") return serve(watcher, unit);
  if (unit.begins === "keyframe" && watcher.viewer.queuedBytes <= RESUME_BYTES) {
    watcher.stage = "live";
    return hand(watcher, unit);
  }
  if (watcher.stage === "slow") watcher.droppedFrames += beginningsIn(unit);
}

function serve(watcher: Watcher, unit: ViewerUnit): void {
  const { allowanceBytes } = watcher;
  const limit = unit.begins === null ? 2 * allowanceBytes : allowanceBytes;
  if (watcher.viewer.queuedBytes <= limit) return hand(watcher, unit);
  watcher.stage = "slow";
  watcher.droppedFrames += Math.max(1, beginningsIn(unit));
}

function hand(watcher: Watcher, unit: ViewerUnit): void {
  watcher.sentFrames += beginningsIn(unit);
  watcher.servedAtMs = unit.receivedAtMs;
  watcher.viewer.show(unit);
}

function beginningsIn({ begins, further = 0 }: ViewerUnit): number {
  return (begins === null ? 0 : 1) + further;
}

/** Gives a viewer that has just come what there is since the last keyframe. */
export function replay(watcher: Watcher, units: readonly ViewerUnit[]): void {
  const [first] = units;
  if (first?.begins !== "keyframe") return;
  for (const { bytes } of units) watcher.allowanceBytes += bytes.length;
  watcher.stage = "live";
  for (const unit of units) hand(watcher, unit);
}

/** Something is missing in the stream: what comes next is of no use before a keyframe. */
export function interrupt(watcher: Watcher): void {
  if (watcher.stage === "live") watcher.stage = "waiting";
}

/** Looks after a viewer once a second. Answers false when it has been behind for too long. */
export function keepsUp(watcher: Watcher, monotonicMs: number): boolean {
  const { viewer: { queuedBytes }, stage } = watcher;
  if (queuedBytes <= QUEUE_CAP_BYTES) watcher.allowanceBytes = QUEUE_CAP_BYTES;
  if (queuedBytes <= (stage === "slow" ? RESUME_BYTES : watcher.allowanceBytes)) {
    watcher.behindSince = null;
    return true;
  }
  watcher.behindSince ??= monotonicMs;
  return monotonicMs - watcher.behindSince < MAX_BEHIND_MS;
}
