import { judge, thresholds } from "../liveness.ts";
import { noteOf, tell } from "./host_telling.ts";
import { amend } from "./seat.ts";
import type { HostContext, SyncHostState } from "./sync_host_state.ts";

/** How far the last sign of life on the disk may lag behind while all is well. */
const LAST_SEEN_LAG_MS = 600_000;

/** Judges, says a change once, and looks again when silence could change the verdict. */
export function judgeLiveness(state: SyncHostState, ctx: HostContext): void {
  const { seat } = state;
  const { track } = seat;
  const monotonicMs = ctx.monotonicMs();
  const heldSince = track.since;
  const { before, nextAt } = judge(track, monotonicMs, ctx.now());
  seat.judgedMs = thresholds(track).intervalMs;
  if (Number.isFinite(nextAt)) {
    ctx.timers.once("liveness", Math.max(1, nextAt - monotonicMs), { type: "judgeLiveness" });
  }
  rememberRhythm(state, LAST_SEEN_LAG_MS);
  if (track.state === before) return;
  const at = ctx.now();
  amend(seat, { lastSeenAt: track.lastSeenAt, reportedOffline: track.state === "offline" });
  tell(state, [{
    ...noteOf(state, at, "liveness"),
    from: before,
    to: track.state,
    heldMs: heldSince === null ? null : at - heldSince,
    reason: track.reason,
  }], { from: before, to: track.state });
}

/** Hosts are heard every second; what is on the disk need not follow that closely. */
export function rememberRhythm({ seat }: SyncHostState, mayLagMs: number): void {
  const { record, track } = seat;
  const { lastSeenAt } = track;
  if (lastSeenAt === null || lastSeenAt - (record.lastSeenAt ?? -Infinity) <= mayLagMs) return;
  amend(seat, { lastSeenAt, intervalMs: thresholds(track).intervalMs });
}
