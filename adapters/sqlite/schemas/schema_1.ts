/**
 * The first schema. Times are epoch milliseconds; lists and objects are JSON.
 *
 * Groups and presets hold display ids without a reference that SQLite checks: they are written by another
 * actor than displays are, and either may reach the disk first.
 */
export const SCHEMA_1 = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE displays (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER,
    reported_offline INTEGER NOT NULL,
    claimed_address TEXT,
    peer_address TEXT,
    port INTEGER NOT NULL,
    client_type TEXT,
    version TEXT,
    capabilities TEXT NOT NULL,
    current_preset_id INTEGER
  ) STRICT;

  CREATE TABLE display_names (
    key TEXT PRIMARY KEY,
    display_id INTEGER NOT NULL REFERENCES displays (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    alias TEXT NOT NULL
  ) STRICT;
  CREATE INDEX display_names_by_display ON display_names (display_id, position);

  CREATE TABLE groups (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE group_displays (
    group_id INTEGER NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    display_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (group_id, display_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX group_displays_by_display ON group_displays (display_id);

  CREATE TABLE presets (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    group_id INTEGER,
    barrier INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    last_executed_at INTEGER
  ) STRICT;

  CREATE TABLE preset_commands (
    preset_id INTEGER NOT NULL REFERENCES presets (id) ON DELETE CASCADE,
    display_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    command TEXT NOT NULL,
    PRIMARY KEY (preset_id, display_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX preset_commands_by_display ON preset_commands (display_id);

  CREATE TABLE executions (
    id TEXT PRIMARY KEY,
    preset_id INTEGER NOT NULL,
    preset_name TEXT NOT NULL,
    action TEXT NOT NULL,
    barrier INTEGER NOT NULL,
    requester_name TEXT NOT NULL,
    requester_address TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX executions_by_time ON executions (created_at, id);
  CREATE INDEX executions_by_preset ON executions (preset_id, created_at, id);

  CREATE TABLE commands (
    id TEXT PRIMARY KEY,
    target_kind TEXT NOT NULL,
    target_key TEXT NOT NULL,
    target_name TEXT NOT NULL,
    action TEXT NOT NULL,
    params TEXT NOT NULL,
    requester_name TEXT NOT NULL,
    requester_address TEXT NOT NULL,
    execution_id TEXT REFERENCES executions (id) DEFERRABLE INITIALLY DEFERRED,
    idempotency_key TEXT,
    correlation_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deadline_at INTEGER NOT NULL,
    wait_online_until INTEGER,
    state TEXT NOT NULL,
    reason TEXT,
    result TEXT
  ) STRICT;
  CREATE INDEX commands_by_time ON commands (created_at, id);
  CREATE INDEX commands_by_state ON commands (state, created_at, id);
  CREATE INDEX commands_by_target ON commands (target_kind, target_key, created_at, id);
  CREATE INDEX commands_by_execution ON commands (execution_id, created_at, id)
    WHERE execution_id IS NOT NULL;

  CREATE TABLE command_events (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    command_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    result TEXT,
    previous_hash TEXT,
    hash TEXT
  ) STRICT;
  CREATE INDEX command_events_by_command ON command_events (command_id, sequence);

  CREATE TABLE idempotency (
    requester_name TEXT NOT NULL,
    key TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    command_ids TEXT NOT NULL,
    execution_id TEXT,
    PRIMARY KEY (requester_name, key)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE tokens (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    rights TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    last_used_at INTEGER,
    hash TEXT NOT NULL UNIQUE
  ) STRICT;

  CREATE TABLE sessions (
    hash TEXT PRIMARY KEY,
    token_id TEXT NOT NULL REFERENCES tokens (id) ON DELETE CASCADE,
    csrf_token TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sessions_by_token ON sessions (token_id)
`;
