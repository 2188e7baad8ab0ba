import type { HostChanged } from "./messages.ts";
import type { SyncHostNote } from "./store.ts";
import { snapshotOf, type SyncHostState } from "./sync_host_state.ts";

/** Hands what has changed to the directory, which keeps it and then publishes it. */
export function tell(
  { args, seat }: SyncHostState,
  notes: readonly SyncHostNote[],
  liveness: HostChanged["liveness"],
): void {
  const snapshot = snapshotOf(seat, args.silent);
  args.directory.tell({ type: "hostChanged", notes, snapshot, liveness });
}

/** A line of a host's history, to be filled in. */
export function noteOf({ seat }: SyncHostState, at: number, kind: SyncHostNote["kind"]) {
  return { hostId: seat.record.id, at, kind, from: null, heldMs: null, reason: "" } as const;
}
