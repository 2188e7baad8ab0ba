import { backoffMs } from "./backoff.ts";
import { interruptAll } from "./audience.ts";
import { DEAF_FEED, feedOf } from "./camera_feed.ts";
import type { CameraContext, CameraState, DialAttempt } from "./camera_state.ts";
import { setStream } from "./camera_view.ts";
import type { CameraFeed, CameraLink } from "./link.ts";
import { lost } from "./presence.ts";
import { pauseRecording } from "./recording_flow.ts";
import { stopJpeg } from "./transcoding.ts";

/** How long a camera may take to accept: longer than a lost SYN and its repeat take on a busy radio link. */
export const DIAL_TIMEOUT_MS = 5_000;
/** A connection on which nothing has come for so long is dead. The fielded viewers wait for ever. */
export const WATCHDOG_MS = 5_000;
/** A fresh answer to discovery brings the next try at once, but no sooner than this after the last one. */
const MIN_REDIAL_MS = 1_000;
/** A stream that has lasted for so long was well: the next outage begins with the shortest wait. */
const HEALTHY_MS = 10_000;

/** Opens a connection. What becomes of it comes back as `linkOpened` or `dialFailed`. */
export function dial(state: CameraState, ctx: CameraContext): void {
  if (state.link !== undefined || state.attempt !== undefined) return;
  const { address, port } = state.dialed = state.seat.record;
  const attempt: DialAttempt = { number: ++state.attempts, ended: false };
  const { number } = attempt;
  const { self } = ctx;
  state.attempt = attempt;
  state.dialedAtMs = ctx.monotonicMs();
  ctx.timers.cancel("dial");
  const feed = (link: CameraLink): CameraFeed => {
    if (attempt.ended) {
      link.close("Nobody waits for it any more.");
      return DEAF_FEED;
    }
    // Told from here, so that it comes before the link's first bytes.
    self.tell({ type: "linkOpened", link, attempt: number });
    return feedOf(self, link);
  };
  ctx.pipe(
    state.args.ports.dialer.open(address, port, DIAL_TIMEOUT_MS, feed),
    (link) => ({ type: "linkOpened", link, attempt: number }),
    (cause) => ({ type: "dialFailed", reason: sentenceOf(cause), attempt: number }),
  );
}

function sentenceOf(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).slice(0, 200);
}

/** Somebody has accepted. A camera that has accepted before and sent nothing stays `stalled` until it sends. */
export function linkOpened(
  state: CameraState,
  link: CameraLink,
  attempt: number,
  ctx: CameraContext,
): void {
  if (link === state.link) return;
  if (attempt !== state.attempt?.number) return link.close("Nobody waits for it any more.");
  state.attempt = undefined;
  state.link = link;
  state.lastDataAtMs = ctx.monotonicMs();
  state.seat.meter.connects++;
  ctx.timers.once("watchdog", WATCHDOG_MS, { type: "watchdogDue" });
  if (state.stream !== "stalled") setStream(state, "waiting", "Connected; no picture yet.", ctx);
}

/** Nobody has accepted. */
export function dialFailed(
  state: CameraState,
  reason: string,
  attempt: number,
  ctx: CameraContext,
): void {
  if (attempt !== state.attempt?.number) return;
  state.attempt = undefined;
  setStream(state, "connecting", reason + hintOf(state), ctx);
  dialLater(state, ctx);
}

/** Fielded cameras answer discovery so when they cannot tell their own address. */
function hintOf({ seat: { record } }: CameraState): string {
  const helpless = record.address === "127.0.0.1" && record.name === null;
  return helpless ? " (a camera that cannot tell its own address answers 127.0.0.1)" : "";
}

/** The connection has closed. */
export function linkClosed(
  state: CameraState,
  link: CameraLink,
  reason: string,
  ctx: CameraContext,
): void {
  if (link !== state.link) return;
  leaveLink(state, ctx);
  if (state.stream !== "stalled") setStream(state, "connecting", reason, ctx);
  dialLater(state, ctx);
}

/** Gives the connection up, for a reason of ours; the next one is on its way. */
export function giveUpLink(state: CameraState, reason: string, ctx: CameraContext): void {
  const { link } = state;
  if (link === undefined) return;
  leaveLink(state, ctx);
  link.close(reason);
  setStream(state, "connecting", reason, ctx);
  dialLater(state, ctx);
}

/** The camera is found elsewhere from now on. */
export function redial(state: CameraState, ctx: CameraContext): void {
  const { link, attempt } = state;
  if (attempt !== undefined) attempt.ended = true;
  state.attempt = undefined;
  leaveLink(state, ctx);
  link?.close("The camera has another address.");
  setStream(state, "connecting", "The camera has another address.", ctx);
  dial(state, ctx);
}

/** What a camera's connection has brought about ends with it; everybody who watches waits for the next keyframe. */
function leaveLink(state: CameraState, ctx: CameraContext): void {
  const monotonicMs = ctx.monotonicMs();
  const { streamingFromMs } = state;
  if (streamingFromMs !== null && monotonicMs - streamingFromMs >= HEALTHY_MS) state.failures = 0;
  state.link = undefined;
  state.streamingFromMs = null;
  state.pictureBegan = null;
  state.format = null;
  state.described = false;
  state.parameterSets = null;
  ctx.timers.cancel("watchdog");
  state.group.clear();
  state.seat.meter.restart(monotonicMs);
  interruptAll(state);
  stopJpeg(state);
  pauseRecording(state, ctx);
  lost(state, ctx);
}

function dialLater(state: CameraState, ctx: CameraContext): void {
  ctx.timers.once("dial", backoffMs(state.failures++, ctx), { type: "dialDue" });
}

/** The camera has answered discovery: it may have come back just now. */
export function dialSooner(state: CameraState, ctx: CameraContext): void {
  if (state.link !== undefined || state.attempt !== undefined) return;
  const elapsedMs = ctx.monotonicMs() - state.dialedAtMs;
  if (elapsedMs >= MIN_REDIAL_MS) return dial(state, ctx);
  ctx.timers.once("dial", MIN_REDIAL_MS - elapsedMs, { type: "dialDue" });
}

/** Looks whether anything has come. A half-dead connection is closed, and opened again. */
export function watch(state: CameraState, ctx: CameraContext): void {
  const { link } = state;
  if (link === undefined) return;
  const leftMs = state.lastDataAtMs + WATCHDOG_MS - ctx.monotonicMs();
  if (leftMs > 0) return ctx.timers.once("watchdog", leftMs, { type: "watchdogDue" });
  const reason = `Connected, and nothing has come for ${WATCHDOG_MS / 1_000} s.`;
  leaveLink(state, ctx);
  link.close(reason);
  setStream(state, "stalled", reason, ctx);
  dialLater(state, ctx);
}

/** Nobody looks after the camera any more. */
export function closeLink({ link, attempt }: CameraState, reason: string): void {
  if (attempt !== undefined) attempt.ended = true;
  link?.close(reason);
}
