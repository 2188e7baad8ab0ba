import type { AuditLine } from "../audit/audit_line.ts";

/** What is kept of a display on disk. */
export interface DisplayRecord {
  readonly id: number;
  readonly name: string;
  /** The first is the one last used. */
  readonly aliases: readonly string[];
  readonly createdAt: number;
  readonly lastSeenAt: number | null;
  /** Said once already, so that our own restart does not say it again. */
  readonly reportedOffline: boolean;
  readonly claimedAddress: string | null;
  readonly peerAddress: string | null;
  readonly port: number;
  readonly clientType: string | null;
  readonly version: string | null;
  readonly capabilities: readonly string[];
  readonly currentPresetId: number | null;
  /** Of its network card, as a person has set it: goes before what the device claims. */
  readonly macAddress: string | null;
  readonly claimedMac: string | null;
}

export type DisplayChange =
  | { readonly type: "displaySaved"; readonly display: DisplayRecord }
  /** Also removes it from groups and presets, or hands its place there to `into`. */
  | { readonly type: "displayRemoved"; readonly id: number; readonly into: number | null };

/** Durable storage of displays; `commit` as in the ledger's store. */
export interface DisplayStore {
  commit(changes: readonly DisplayChange[], lines?: readonly AuditLine[]): Promise<void>;
  displays(): readonly DisplayRecord[];
  /** Ids are never used twice, not even after a display was forgotten. */
  nextDisplayId(): number;
}
