import type { SyncChange, SyncHostNote, SyncHostRecord } from "../../../actors/sync_hosts/store.ts";
import type { WallEntry, WallNote } from "../../../actors/walls/timeline.ts";
import type { Statement } from "../writer/writer_messages.ts";

const SAVE_HOST = `INSERT INTO sync_hosts (id, name, claimed_address, peer_address, created_at,
  last_seen_at, reported_offline, interval_ms, state, since, previous_state, previous_from,
  previous_until, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, claimed_address = excluded.claimed_address,
  peer_address = excluded.peer_address, last_seen_at = excluded.last_seen_at,
  reported_offline = excluded.reported_offline, interval_ms = excluded.interval_ms,
  state = excluded.state, since = excluded.since, previous_state = excluded.previous_state,
  previous_from = excluded.previous_from, previous_until = excluded.previous_until,
  source = excluded.source`;
const REMOVE_HOST = "DELETE FROM sync_hosts WHERE id = ?";
const REMOVE_NOTES = "DELETE FROM sync_host_notes WHERE host_id = ?";
const HAND_OVER_NOTES = "UPDATE sync_host_notes SET host_id = ? WHERE host_id = ?";
const ADD_NOTE =
  `INSERT INTO sync_host_notes (host_id, at, kind, from_word, to_word, held_ms, reason)
  VALUES (?, ?, ?, ?, ?, ?, ?)`;
const ADD_ENTRY = `INSERT INTO wall_entries (id, wall_key, wall, at, verdict, reason, culprits)
  VALUES (?, ?, ?, ?, ?, ?, ?)`;
const ADD_WALL_NOTE = `INSERT INTO wall_notes (id, wall_key, wall, entry_id, at, written_by, text)
  VALUES (?, ?, ?, ?, ?, ?, ?)`;
const PRUNE_NOTES = "DELETE FROM sync_host_notes WHERE at < ?";
const PRUNE_ENTRIES = `DELETE FROM wall_entries WHERE at < ? AND id < (SELECT max(later.id)
  FROM wall_entries AS later WHERE later.wall_key = wall_entries.wall_key)`;
const PRUNE_WALL_NOTES = `DELETE FROM wall_notes
  WHERE at < ? AND NOT EXISTS (SELECT 1 FROM wall_entries WHERE id = entry_id)`;

/** What one change does to the tables. */
export function syncStatements(change: SyncChange): readonly Statement[] {
  switch (change.type) {
    case "hostSaved":
      return [saveHost(change.host)];
    case "hostRemoved":
      return [
        change.into === null
          ? [REMOVE_NOTES, [change.id]]
          : [HAND_OVER_NOTES, [change.into, change.id]],
        [REMOVE_HOST, [change.id]],
      ];
    case "hostNoted":
      return [addNote(change.note)];
    case "wallJudged":
      return [addEntry(change.entry)];
    case "wallNoted":
      return [addWallNote(change.note)];
    case "historyPruned":
      return [PRUNE_NOTES, PRUNE_ENTRIES, PRUNE_WALL_NOTES].map((sql) => [sql, [change.before]]);
  }
}

/** A wall's name as it is compared: letter case does not count. */
export function wallKey(name: string): string {
  return name.toLowerCase();
}

function saveHost(host: SyncHostRecord): Statement {
  return [SAVE_HOST, [
    host.id,
    host.name,
    host.claimedAddress,
    host.peerAddress,
    host.createdAt,
    host.lastSeenAt,
    Number(host.reportedOffline),
    host.intervalMs,
    host.state,
    host.since,
    host.previous?.state ?? null,
    host.previous?.from ?? null,
    host.previous?.until ?? null,
    host.source,
  ]];
}

function addNote({ hostId, at, kind, from, to, heldMs, reason }: SyncHostNote): Statement {
  return [ADD_NOTE, [hostId, at, kind, from, to, heldMs, reason]];
}

function addEntry({ id, wall, at, verdict, reason, culprits }: WallEntry): Statement {
  return [ADD_ENTRY, [id, wallKey(wall), wall, at, verdict, reason, JSON.stringify(culprits)]];
}

function addWallNote({ id, wall, entryId, at, by, text }: WallNote): Statement {
  return [ADD_WALL_NOTE, [id, wallKey(wall), wall, entryId, at, by, text]];
}
