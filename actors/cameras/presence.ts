import { judge, linkLost, linkOpened, seen } from "../liveness.ts";
import { livenessChanged } from "../topics.ts";
import type { CameraContext, CameraState } from "./camera_state.ts";
import { announce } from "./camera_view.ts";
import { amend, type CameraSeat, nameOf } from "./seat.ts";

/** The interval that counts until a camera has shown its own: even one that only keeps the line alive is heard. */
export const PROTOCOL_INTERVAL_MS = 1_000;
/** How far the last sign of life on the disk may lag behind while all is well. */
const LAST_SEEN_LAG_MS = 600_000;

/** Bytes of the stream prove life. That somebody accepts the connection does not: the camera program may be gone. */
export function heard({ seat }: CameraState, ctx: CameraContext): boolean {
  const { track } = seat;
  if (!track.linkUp) {
    linkOpened(track, ctx.monotonicMs(), ctx.now());
    return true;
  }
  return seen(track, ctx.monotonicMs(), ctx.now()) || track.state !== "online";
}

/** The connection is gone. */
export function lost(state: CameraState, ctx: CameraContext): void {
  if (!state.seat.track.linkUp) return;
  linkLost(state.seat.track, ctx.monotonicMs());
  judgeLiveness(state, ctx);
}

/** Judges, says a change once, and looks again when silence could change the verdict. */
export function judgeLiveness(state: CameraState, ctx: CameraContext): void {
  const { seat } = state;
  const { track } = seat;
  const monotonicMs = ctx.monotonicMs();
  const { before, nextAt } = judge(track, monotonicMs, ctx.now());
  if (Number.isFinite(nextAt)) {
    ctx.timers.once("liveness", Math.max(1, nextAt - monotonicMs), { type: "judgeLiveness" });
  }
  rememberLastSeen(seat, LAST_SEEN_LAG_MS);
  if (track.state === before) return;
  amend(seat, { lastSeenAt: track.lastSeenAt, reportedOffline: track.state === "offline" });
  ctx.publish(livenessChanged, {
    kind: "camera",
    key: String(seat.record.id),
    name: nameOf(seat.record),
    from: before,
    to: track.state,
    reason: track.reason,
  });
  announce(state, ctx);
}

/** Cameras are heard all the time; what is on the disk need not follow that closely. */
export function rememberLastSeen(seat: CameraSeat, mayLagMs: number): void {
  const { record, track: { lastSeenAt } } = seat;
  if (lastSeenAt === null || lastSeenAt - (record.lastSeenAt ?? -Infinity) <= mayLagMs) return;
  amend(seat, { lastSeenAt });
}
