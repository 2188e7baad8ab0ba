/** The seventh schema: which member was there when. Times are epoch milliseconds. */
export const SCHEMA_7 = `
  CREATE TABLE presence_members (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    liveness TEXT NOT NULL,
    liveness_since INTEGER NOT NULL,
    health TEXT,
    health_since INTEGER NOT NULL,
    PRIMARY KEY (kind, key)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE presence_notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    at INTEGER NOT NULL,
    about TEXT NOT NULL,
    from_word TEXT,
    to_word TEXT NOT NULL,
    held_ms INTEGER,
    reason TEXT NOT NULL
  ) STRICT;
  CREATE INDEX presence_notes_by_member ON presence_notes (kind, key, at, id);
  CREATE INDEX presence_notes_by_time ON presence_notes (at)
`;
