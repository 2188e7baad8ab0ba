/**
 * The twelfth schema: the audit trail, and the chains of hashes over it and over `command_events`. Times are epoch
 * milliseconds; `before_facts` and `after_facts` are JSON.
 *
 * `chain_heads` says where a chain ends, and after which row its hashes were made together with the rows: those up to
 * `begun_after` were there before, and are proved since `begun_at` only. `chain_anchors` says what was cleared away
 * from the beginning, in one row per day.
 *
 * Whoever could read logs and recordings before these were rights of their own still can.
 */
export const SCHEMA_12 = `
  CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    token_id TEXT,
    address TEXT NOT NULL,
    correlation_id TEXT,
    kind TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_key TEXT NOT NULL,
    subject_name TEXT NOT NULL,
    before_facts TEXT,
    after_facts TEXT,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX audit_by_time ON audit (at, sequence);
  CREATE INDEX audit_by_who ON audit (who, at, sequence);
  CREATE INDEX audit_by_kind ON audit (kind, at, sequence);
  CREATE INDEX audit_by_subject ON audit (subject_kind, subject_key, at, sequence);

  CREATE TABLE chain_heads (
    chain TEXT PRIMARY KEY,
    sequence INTEGER NOT NULL,
    hash TEXT NOT NULL,
    begun_after INTEGER NOT NULL,
    begun_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE chain_anchors (
    chain TEXT NOT NULL,
    day INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    hash TEXT NOT NULL,
    at INTEGER NOT NULL,
    pruned INTEGER NOT NULL,
    PRIMARY KEY (chain, day)
  ) STRICT, WITHOUT ROWID;

  UPDATE tokens SET rights = json_insert(rights, '$[#]', 'logs', '$[#]', 'recordings');
  UPDATE schedules SET rights = json_insert(rights, '$[#]', 'logs', '$[#]', 'recordings')
`;
