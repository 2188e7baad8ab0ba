import type { KeptNote, SyncHostRecord } from "../../../actors/sync_hosts/store.ts";
import type { WallEntry, WallNote } from "../../../actors/walls/timeline.ts";

/** A row of `sync_hosts`. */
export interface SyncHostRow {
  readonly id: number;
  readonly name: string | null;
  readonly claimed_address: string | null;
  readonly peer_address: string | null;
  readonly created_at: number;
  readonly last_seen_at: number | null;
  readonly reported_offline: number;
  readonly interval_ms: number | null;
  readonly state: SyncHostRecord["state"];
  readonly since: number | null;
  readonly previous_state: SyncHostRecord["state"];
  readonly previous_from: number | null;
  readonly previous_until: number | null;
  readonly source: SyncHostRecord["source"];
}

/** A row of `sync_host_notes`. */
export interface SyncNoteRow {
  readonly id: number;
  readonly host_id: number;
  readonly at: number;
  readonly kind: KeptNote["kind"];
  readonly from_word: string | null;
  readonly to_word: string;
  readonly held_ms: number | null;
  readonly reason: string;
}

/** A row of `wall_entries`, with the moment at which the next entry began. */
export interface WallEntryRow {
  readonly id: number;
  readonly wall: string;
  readonly at: number;
  readonly verdict: WallEntry["verdict"];
  readonly reason: string;
  readonly culprits: string;
  readonly until: number | null;
}

/** A row of `wall_notes`. */
export interface WallNoteRow {
  readonly id: number;
  readonly wall: string;
  readonly entry_id: number;
  readonly at: number;
  readonly written_by: string;
  readonly text: string;
}

/** A row as a record. */
export function syncHostOf(row: SyncHostRow): SyncHostRecord {
  return {
    id: row.id,
    name: row.name,
    claimedAddress: row.claimed_address,
    peerAddress: row.peer_address,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    reportedOffline: row.reported_offline === 1,
    intervalMs: row.interval_ms,
    state: row.state,
    since: row.since,
    previous: previousOf(row),
    source: row.source,
  };
}

function previousOf(row: SyncHostRow): SyncHostRecord["previous"] {
  const { previous_state: state, previous_from: from, previous_until: until } = row;
  return state === null || from === null || until === null ? null : { state, from, until };
}

/** A row as a note. */
export function syncNoteOf(row: SyncNoteRow): KeptNote {
  const { id, at, kind, reason } = row;
  return {
    id,
    hostId: row.host_id,
    at,
    kind,
    from: row.from_word,
    to: row.to_word,
    heldMs: row.held_ms,
    reason,
  };
}

/** A row as an entry. */
export function wallEntryOf(row: Omit<WallEntryRow, "until">): WallEntry {
  const { id, wall, at, verdict, reason } = row;
  return { id, wall, at, verdict, reason, culprits: JSON.parse(row.culprits) };
}

/** A row as a note. */
export function wallNoteOf(row: WallNoteRow): WallNote {
  const { id, wall, at, text } = row;
  return { id, wall, entryId: row.entry_id, at, by: row.written_by, text };
}
