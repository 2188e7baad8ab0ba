/** The sixth schema: cameras. Times are epoch milliseconds. */
export const SCHEMA_6 = `
  CREATE TABLE cameras (
    id INTEGER PRIMARY KEY,
    name TEXT,
    address TEXT NOT NULL,
    port INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    answered_at INTEGER,
    last_seen_at INTEGER,
    reported_offline INTEGER NOT NULL,
    recording_since INTEGER
  ) STRICT
`;
