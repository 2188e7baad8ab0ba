/**
 * The fifth schema: schedules, their runs, and backups of keys. Times are epoch milliseconds; lists and objects are
 * JSON.
 */
export const SCHEMA_5 = `
  CREATE TABLE schedules (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    cron TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    work TEXT NOT NULL,
    missed TEXT NOT NULL,
    max_lateness_ms INTEGER NOT NULL,
    rights TEXT NOT NULL,
    ordered_by TEXT NOT NULL,
    ordered_from TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    dealt_until INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE schedule_runs (
    id TEXT PRIMARY KEY,
    schedule_id INTEGER NOT NULL,
    schedule_name TEXT NOT NULL,
    triggered TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    started_at INTEGER,
    ended_at INTEGER,
    state TEXT NOT NULL,
    reason TEXT,
    requester TEXT NOT NULL,
    ordered_by TEXT,
    ordered_from TEXT,
    order_key TEXT,
    execution_id TEXT,
    rotation_id TEXT,
    counts TEXT NOT NULL,
    targets TEXT NOT NULL
  ) STRICT;
  CREATE INDEX schedule_runs_by_schedule ON schedule_runs (schedule_id, due_at, id);
  CREATE INDEX schedule_runs_open ON schedule_runs (due_at)
    WHERE state IN ('waiting', 'starting', 'running');
  CREATE INDEX schedule_runs_by_order ON schedule_runs (ordered_by, order_key)
    WHERE order_key IS NOT NULL;

  CREATE TABLE backups (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    server_id TEXT NOT NULL,
    container TEXT NOT NULL,
    file TEXT,
    at INTEGER NOT NULL,
    source TEXT NOT NULL,
    command_id TEXT
  ) STRICT;
  CREATE UNIQUE INDEX backups_by_file ON backups (server_id, container, file);
  CREATE INDEX backups_by_container ON backups (server_id, container, at, id);
  CREATE INDEX backups_by_time ON backups (at, id)
`;
