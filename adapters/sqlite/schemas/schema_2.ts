/** The second schema: sync hosts, walls and their histories. Times are epoch milliseconds; lists are JSON. */
export const SCHEMA_2 = `
  CREATE TABLE sync_hosts (
    id INTEGER PRIMARY KEY,
    name TEXT,
    claimed_address TEXT,
    peer_address TEXT,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER,
    reported_offline INTEGER NOT NULL,
    interval_ms INTEGER,
    state TEXT,
    since INTEGER,
    previous_state TEXT,
    previous_from INTEGER,
    previous_until INTEGER,
    source TEXT
  ) STRICT;

  CREATE TABLE sync_host_notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    host_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    from_word TEXT,
    to_word TEXT NOT NULL,
    held_ms INTEGER,
    reason TEXT NOT NULL
  ) STRICT;
  CREATE INDEX sync_host_notes_by_host ON sync_host_notes (host_id, at, id);
  CREATE INDEX sync_host_notes_by_time ON sync_host_notes (at);

  CREATE TABLE wall_entries (
    id INTEGER PRIMARY KEY,
    wall_key TEXT NOT NULL,
    wall TEXT NOT NULL,
    at INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL,
    culprits TEXT NOT NULL
  ) STRICT;
  CREATE INDEX wall_entries_by_wall ON wall_entries (wall_key, id);
  CREATE INDEX wall_entries_by_time ON wall_entries (at);

  CREATE TABLE wall_notes (
    id INTEGER PRIMARY KEY,
    wall_key TEXT NOT NULL,
    wall TEXT NOT NULL,
    entry_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    written_by TEXT NOT NULL,
    text TEXT NOT NULL
  ) STRICT;
  CREATE INDEX wall_notes_by_entry ON wall_notes (entry_id, id);
  CREATE INDEX wall_notes_by_wall ON wall_notes (wall_key, id)
`;
