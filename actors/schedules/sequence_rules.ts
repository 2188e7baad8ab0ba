import type { RunTarget } from "./runs.ts";
import type { RunInHand } from "./schedules_state.ts";

/** What the ledger says of a command that never left the control host. */
const NOT_SENT = /^(not_connected|busy|The control host stopped before)\b/;

/** The container that had its turn last; undefined before the first. */
export function lastOf({ targets }: RunInHand): RunTarget | undefined {
  return targets.findLast(({ state }) => state !== "waiting");
}

/**
 * True when no further container may be begun after this one. A backup stops its node and starts it again, so that a
 * mistake shall cost one node and not all; a host that is away costs nothing.
 */
export function mustStopAfter(target: RunTarget): boolean {
  return target.state !== "completed" && wasSent(target);
}

/** How long the next container has to wait for its turn. */
export function stepDelayMs(inHand: RunInHand): number {
  const last = lastOf(inHand);
  const { work, targets } = inHand;
  if (!last || work.type !== "node" || mustStopAfter(last) || !wasSent(last)) return 0;
  return targets.some(({ state }) => state === "waiting") ? work.pauseMs : 0;
}

function wasSent({ commandId, state, reason }: RunTarget): boolean {
  return commandId !== null && !(state === "failed" && NOT_SENT.test(reason ?? ""));
}
