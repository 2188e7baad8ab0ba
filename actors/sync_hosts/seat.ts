import type { LivenessTrack } from "../liveness.ts";
import type { PollStatus } from "./messages.ts";
import type { Rhythm } from "./rhythm.ts";
import type { SyncHostState } from "./sync_host_state.ts";
import type { SyncHostRecord } from "./store.ts";

/**
 * What must outlive a crash of a sync host's actor: the record and its rhythm. The directory makes one per host;
 * the host's actor changes it, and the directory reads it, saves it, and gives it another identity.
 */
export interface SyncSeat extends Rhythm {
  record: SyncHostRecord;
  readonly track: LivenessTrack;
  poll: PollStatus | null;
  /** True while the record differs from the disk. */
  dirty: boolean;
  /** What the actor knows now, for reads; undefined while it is not running. */
  state: SyncHostState | undefined;
}

/** Changes the record, to be saved with the next batch. */
export function amend(seat: SyncSeat, change: Partial<SyncHostRecord>): void {
  seat.record = { ...seat.record, ...change };
  seat.dirty = true;
}

/** What people call a host: its configured name, else its addresses. */
export function nameOf({ name, claimedAddress, peerAddress }: SyncHostRecord): string {
  if (name !== null) return name;
  if (claimedAddress === null) return `unknown (${peerAddress ?? "never seen"})`;
  return claimedAddress === peerAddress || peerAddress === null
    ? claimedAddress
    : `${claimedAddress} (${peerAddress})`;
}
