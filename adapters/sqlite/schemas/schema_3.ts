/**
 * Node hosts, their containers, and what these did. Times are epoch milliseconds; lists and objects are JSON.
 *
 * The history is keyed by one number, `container × 2^24 + block`, so that the rows of one container lie side by side and
 * no index is needed. A block holds the packed records of 30 minutes, or of one day of hours.
 */
export const SCHEMA_3 = `
  CREATE TABLE nodes (
    server_id TEXT PRIMARY KEY,
    version TEXT NOT NULL,
    account TEXT,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER,
    reported_offline INTEGER NOT NULL,
    peer_address TEXT,
    interval_ms INTEGER,
    configured_nodes TEXT NOT NULL,
    system TEXT,
    system_at INTEGER
  ) STRICT;

  CREATE TABLE containers (
    id INTEGER PRIMARY KEY,
    server_id TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    present INTEGER NOT NULL,
    stats TEXT,
    stats_at INTEGER,
    era INTEGER,
    era_at INTEGER,
    validator TEXT,
    payout TEXT,
    payout_at INTEGER,
    backup TEXT
  ) STRICT;
  CREATE UNIQUE INDEX containers_by_name ON containers (server_id, name);

  CREATE TABLE container_minutes (id INTEGER PRIMARY KEY, records BLOB NOT NULL) STRICT;
  CREATE TABLE container_hours (id INTEGER PRIMARY KEY, records BLOB NOT NULL) STRICT
`;
