import type { AuditLine } from "../audit/audit_line.ts";
import type { SyncState } from "../../protocols/syncguard/events.ts";
import type { Page } from "../ledger/store.ts";
import type { FinishedEntry, WallEntry, WallNote } from "../walls/timeline.ts";

/** How a state came to us: the host said it by itself, or was asked. */
export type SyncSource = "pushed" | "polled";

/** A state that is over. Epoch ms. */
export interface FinishedState {
  readonly state: SyncState;
  readonly from: number;
  readonly until: number;
}

/** What is kept of a sync host on disk. */
export interface SyncHostRecord {
  readonly id: number;
  /** Null: the config file does not name it, and its pair of addresses is its identity. */
  readonly name: string | null;
  /** The pair last heard. `claimedAddress` is null as long as the host could not say its address. */
  readonly claimedAddress: string | null;
  readonly peerAddress: string | null;
  readonly createdAt: number;
  readonly lastSeenAt: number | null;
  /** Said once already, so that our own restart does not say it again. */
  readonly reportedOffline: boolean;
  /** The interval that was observed last: after our own restart nothing else is known of its rhythm. */
  readonly intervalMs: number | null;
  readonly state: SyncState | null;
  readonly since: number | null;
  readonly previous: FinishedState | null;
  readonly source: SyncSource | null;
}

/** What a line of a host's history is about. */
export type SyncNoteKind = "state" | "liveness" | "flapping" | "poll";

/** One line of a host's history. */
export interface SyncHostNote {
  readonly hostId: number;
  /** Epoch ms. */
  readonly at: number;
  readonly kind: SyncNoteKind;
  /** What held before; null for the first state. */
  readonly from: string | null;
  readonly to: string;
  /** How long `from` had held; null where that is not known. */
  readonly heldMs: number | null;
  /** One sentence, or empty. */
  readonly reason: string;
}

/** A {@link SyncHostNote} as it is on the disk. */
export interface KeptNote extends SyncHostNote {
  readonly id: number;
}

export type SyncChange =
  | { readonly type: "hostSaved"; readonly host: SyncHostRecord }
  /** With its history, which is handed to `into` where that is given. */
  | { readonly type: "hostRemoved"; readonly id: number; readonly into: number | null }
  | { readonly type: "hostNoted"; readonly note: SyncHostNote }
  | { readonly type: "wallJudged"; readonly entry: WallEntry }
  | { readonly type: "wallNoted"; readonly note: WallNote }
  /** Forgets what hosts and walls did before; the last entry of a wall stays. */
  | { readonly type: "historyPruned"; readonly before: number };

/** Which page of a history; newest first. */
export interface HistoryQuery {
  /** Opaque, from the page before. A foreign one throws `BadCursor`. */
  readonly cursor?: string | undefined;
  /** 1 to 500. */
  readonly limit: number;
}

/** Durable storage of sync hosts and walls; `commit` as in the ledger's store. */
export interface SyncStore {
  commit(changes: readonly SyncChange[], lines?: readonly AuditLine[]): Promise<void>;
  hosts(): readonly SyncHostRecord[];
  /** Ids are never used twice, not even after a host was forgotten. */
  nextHostId(): number;
  nextEntryId(): number;
  nextNoteId(): number;
  hostHistory(hostId: number, query: HistoryQuery): Page<KeptNote>;
  /** `wall` is its name; letter case does not count. */
  wallHistory(wall: string, query: HistoryQuery): Page<FinishedEntry>;
  wallEntry(wall: string, id: number): WallEntry | undefined;
  lastWallEntry(wall: string): WallEntry | undefined;
  /** Notes to these entries, oldest first. */
  notesOf(entryIds: readonly number[]): readonly WallNote[];
  /** The newest notes of a wall, newest first. */
  lastNotes(wall: string, atMost: number): readonly WallNote[];
}
