/** The fourth schema: session keys, device accounts and their tokens. Times are epoch milliseconds. */
export const SCHEMA_4 = `
  CREATE TABLE session_keys (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key_id TEXT NOT NULL UNIQUE,
    server_id TEXT NOT NULL,
    container TEXT NOT NULL,
    session_key TEXT NOT NULL,
    source TEXT NOT NULL,
    at INTEGER NOT NULL,
    file TEXT NOT NULL,
    verified INTEGER,
    verified_detail TEXT,
    verified_at INTEGER
  ) STRICT;
  CREATE INDEX session_keys_by_container ON session_keys (server_id, container, id);

  CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    user_name TEXT NOT NULL,
    email TEXT,
    password_hash TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_login_at INTEGER
  ) STRICT;
  CREATE UNIQUE INDEX accounts_by_name ON accounts (user_name COLLATE NOCASE);
  CREATE UNIQUE INDEX accounts_by_email ON accounts (email COLLATE NOCASE);

  CREATE TABLE device_tokens (
    hash TEXT NOT NULL UNIQUE,
    account_id TEXT,
    server_id TEXT,
    created_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX device_tokens_by_account ON device_tokens (account_id)
`;
