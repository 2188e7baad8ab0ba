/**
 * What can come out of a SyncGuard byte stream: one event per fact, whatever the build spelled.
 *
 * @module
 */

/**
 * What a host says of its own sync card. `unknown` stands for every digit but 0, 1 and 2. A host that was asked
 * by the guide's `GET_STATUS` only says whether it is locked: `Synced` reads as `master` (the guide says it of a
 * master alone), `Free` as `free`, which may be a slave, an error or no card.
 */
export type SyncState = "master" | "slave" | "error" | "free" | "unknown";

/**
 * Why bytes were not understood; always the peer's fault, and never the end of the connection by itself.
 *
 * - `tooLong`: more bytes than a line may have, said once and at once; the rest of that line is skipped.
 * - `notText`: a byte that is no printable ASCII, which is all that a report is made of; broken UTF-8 included.
 * - `notAReport`: text of another shape.
 * - `badAddress`: a report whose address has an octet past 255.
 */
export type SyncViolation = "tooLong" | "notText" | "notAReport" | "badAddress";

export type SyncEvent =
  | {
    readonly type: "stateReported";
    /** The IPv4 address that the host believes to have; null when it could not find one (`unknown_state0`). */
    readonly claimedAddress: string | null;
    readonly state: SyncState;
  }
  /** Somebody asks for a sync status by the guide's `GET_STATUS`. */
  | { readonly type: "statusRequested" }
  /** A line that is none. Its bytes are counted, never kept. */
  | { readonly type: "violation"; readonly code: SyncViolation; readonly bytes: number };
