import type { CameraContext, CameraState } from "./camera_state.ts";
import type { Viewer, ViewerKind } from "./link.ts";
import { keepMemory } from "./memory.ts";
import { leaveJpeg, wantJpeg } from "./transcoding.ts";
import { interrupt, keepsUp, MAX_BEHIND_MS, newWatcher, replay, type Watcher } from "./watcher.ts";

/**
 * Viewers of one camera. Each costs one write per picture: 128 of an 8 Mb/s camera are 1 Gb/s, all that the network
 * of one host carries.
 */
export const MAX_VIEWERS = 128;
/** A viewer that was given nothing for so long hears that the camera is there and silent. */
const KEEP_ALIVE_MS = 1_000;
/** How long a player is kept waiting for pictures: the slowest camera is tried again in this time. */
const MAX_WAIT_MS = 30_000;

/** Players end by themselves when a stream ends; pages and relays of fielded viewers wait for ever. */
const PLAYERS: ReadonlySet<ViewerKind> = new Set(["h264", "mp4", "mjpeg", "snapshot"]);

/** Those who watch, by what they are handed. The lists are never changed in place. */
export interface Audience {
  readonly all: Map<string, Watcher>;
  pieces: readonly Watcher[];
  frames: readonly Watcher[];
  /** Of pictures that the transcoder makes. */
  jpeg: readonly Watcher[];
}

/** An audience of which nobody is served yet: after a crash of the actor it waits for the next keyframe. */
export function newAudience(all: Map<string, Watcher>): Audience {
  for (const watcher of all.values()) {
    interrupt(watcher);
    watcher.source = null;
  }
  return { all, pieces: [], frames: [], jpeg: [] };
}

/** Somebody wants to watch: gets what there is since the last keyframe at once, or hears why not. */
export function join(state: CameraState, viewer: Viewer, ctx: CameraContext): void {
  const { audience, stream, reason } = state;
  if (audience.all.has(viewer.id)) return;
  if (audience.all.size >= MAX_VIEWERS) {
    return viewer.end(`${MAX_VIEWERS} viewers watch this camera already, which is the most.`);
  }
  if (viewer.kind === "snapshot" && stream !== "streaming") {
    return viewer.end(`The camera sends no picture: ${reason}`);
  }
  const watcher = newWatcher(viewer, ctx.now(), ctx.monotonicMs());
  audience.all.set(viewer.id, watcher);
  state.changed = true;
  place(state, watcher, ctx);
}

/** A viewer has gone by itself. */
export function leave(state: CameraState, viewerId: string, ctx: CameraContext): void {
  if (!state.audience.all.delete(viewerId)) return;
  keepMemory(state);
  state.changed = true;
  regroup(state, ctx);
}

/** The camera sends another codec than before, or the first: who can follow does, and the others are let go. */
export function placeAll(state: CameraState, ctx: CameraContext): void {
  for (const watcher of [...state.audience.all.values()]) {
    interrupt(watcher);
    watcher.source = null;
    place(state, watcher, ctx);
  }
  regroup(state, ctx);
}

function place(state: CameraState, watcher: Watcher, ctx: CameraContext): void {
  const { codec, group, jpeg, args: { ports } } = state;
  const { codecs, takes } = watcher.viewer;
  if (codec === null) return;
  if (codecs.includes(codec)) {
    watcher.source = "camera";
    regroup(state, ctx);
    return replay(watcher, takes === "pieces" ? group.pieces() : group.frames());
  }
  if (!codecs.includes("jpeg")) {
    return dismiss(state, watcher, "This camera sends JPEG pictures, and no H.264.", ctx);
  }
  if (ports.transcoder.unavailable !== null) {
    return dismiss(state, watcher, ports.transcoder.unavailable, ctx);
  }
  watcher.source = "jpeg";
  regroup(state, ctx);
  wantJpeg(state, ctx);
  if (jpeg.last !== null) replay(watcher, [jpeg.last]);
}

function regroup(state: CameraState, ctx: CameraContext): void {
  const { audience } = state;
  const all = [...audience.all.values()];
  const own = all.filter(({ source }) => source === "camera");
  audience.pieces = own.filter(({ viewer }) => viewer.takes === "pieces");
  audience.frames = own.filter(({ viewer }) => viewer.takes === "frames");
  audience.jpeg = all.filter(({ source }) => source === "jpeg");
  if (audience.jpeg.length === 0) leaveJpeg(state, ctx);
}

/** Lets a viewer go, with the reason. */
function dismiss(
  state: CameraState,
  { viewer }: Watcher,
  reason: string,
  ctx: CameraContext,
): void {
  leave(state, viewer.id, ctx);
  viewer.end(reason);
}

/** Something is missing in the stream: everybody waits for the next keyframe. */
export function interruptAll({ audience }: CameraState): void {
  for (const watcher of audience.all.values()) interrupt(watcher);
}

/** Lets everybody go. */
export function endAll(all: Map<string, Watcher>, reason: string): void {
  for (const { viewer } of all.values()) viewer.end(reason);
  all.clear();
}

/** Once a second: keeps the line of those who wait alive, and lets those go for whom it is no use. */
export function tendViewers(state: CameraState, ctx: CameraContext): void {
  const monotonicMs = ctx.monotonicMs();
  for (const watcher of [...state.audience.all.values()]) {
    const { viewer } = watcher;
    const idleMs = monotonicMs - watcher.servedAtMs;
    if (!keepsUp(watcher, monotonicMs)) {
      const behindS = MAX_BEHIND_MS / 1_000;
      dismiss(state, watcher, `The viewer was too slow for the stream for ${behindS} s.`, ctx);
    } else if (idleMs >= MAX_WAIT_MS && watcher.stage !== "slow" && PLAYERS.has(viewer.kind)) {
      dismiss(state, watcher, silenceOf(state, watcher), ctx);
    } else if (idleMs >= KEEP_ALIVE_MS && viewer.queuedBytes === 0) viewer.keepAlive();
  }
}

function silenceOf({ reason, jpeg }: CameraState, { source }: Watcher): string {
  const own = reason === "" ? "no keyframe has come" : reason;
  const why = source === "jpeg" && jpeg.problem !== null ? jpeg.problem : own;
  return `No picture has come for ${MAX_WAIT_MS / 1_000} s: ${why}`;
}
