import type { Cell } from "./cell.ts";
import type { ActorReport } from "./types.ts";

/** Names of the life states, by their number. */
const STATES = ["running", "starting", "restarting", "coolingDown", "stopping", "stopped"] as const;

/** An actor and all below it, as they are now. */
export function reportOf(cell: Cell): ActorReport {
  const { profile, rare } = cell;
  return {
    path: cell.path,
    kind: cell.kind,
    key: cell.key,
    state: STATES[cell.status] ?? "stopped",
    mailboxDepth: cell.mailbox?.count ?? 0,
    mailboxCapacity: profile.capacity,
    handled: cell.handled,
    crashed: rare?.crashed ?? 0,
    dropped: rare?.dropped ?? 0,
    restarts: rare?.restarts ?? 0,
    restartsLeft: rare?.budget?.left(profile.runtime.clock.monotonicMs()) ??
      profile.restart.maxRestarts,
    lastError: rare?.lastError,
    children: [...rare?.children?.values() ?? []].map(reportOf),
  };
}
