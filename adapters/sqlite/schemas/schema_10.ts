/**
 * The tenth schema: alerts and what happened to them, notices that may not have been passed on, and maintenance
 * windows. Times are epoch milliseconds; texts in two languages and whom a window is for are JSON.
 */
export const SCHEMA_10 = `
  CREATE TABLE alerts (
    id INTEGER PRIMARY KEY,
    rule TEXT NOT NULL,
    severity TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_key TEXT NOT NULL,
    subject_name TEXT NOT NULL,
    state TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    acknowledged_at INTEGER,
    acknowledged_by TEXT,
    resolved_at INTEGER,
    reason TEXT NOT NULL,
    root_id INTEGER,
    snoozed_until INTEGER,
    flaps INTEGER NOT NULL,
    about TEXT NOT NULL,
    noticed_at INTEGER
  ) STRICT;
  CREATE INDEX alerts_opened ON alerts (opened_at, id);
  CREATE INDEX alerts_unresolved ON alerts (opened_at, id) WHERE state <> 'resolved';
  CREATE INDEX alerts_below ON alerts (root_id) WHERE root_id IS NOT NULL;
  CREATE INDEX alerts_of_subject ON alerts (subject_kind, subject_key, opened_at);
  CREATE INDEX alerts_resolved ON alerts (resolved_at) WHERE resolved_at IS NOT NULL;

  CREATE TABLE alert_steps (
    id INTEGER PRIMARY KEY,
    alert_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    by TEXT,
    note TEXT NOT NULL
  ) STRICT;
  CREATE INDEX alert_steps_of ON alert_steps (alert_id, id);

  CREATE TABLE alert_notices (
    id TEXT PRIMARY KEY,
    notice TEXT NOT NULL
  ) STRICT;

  CREATE TABLE maintenance_windows (
    id INTEGER PRIMARY KEY,
    from_at INTEGER NOT NULL,
    until_at INTEGER NOT NULL,
    scope TEXT NOT NULL,
    note TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT
`;
