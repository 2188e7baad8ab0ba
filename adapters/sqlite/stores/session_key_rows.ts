import { maskKey } from "../../../actors/session_keys/masked_key.ts";
import type { SessionKeyRow, SessionKeyRows } from "../../../actors/session_keys/rows.ts";
import type {
  KeyVerification,
  SessionKeySource,
  StoredSessionKey,
} from "../../../actors/session_keys/store.ts";
import type { Reader } from "../reader.ts";
import type { Writer } from "../writer/writer.ts";

const ADD = `INSERT INTO session_keys (key_id, server_id, container, session_key, source, at, file)
  VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key_id) DO NOTHING`;
const VERIFY = `UPDATE session_keys SET verified = ?, verified_detail = ?, verified_at = ?
  WHERE key_id = ?`;
/**
 * Rows are numbered in the order in which they were saved, whatever a clock says. Those of an old server are below all
 * of them, by their own time: the largest safe integer is far above any moment.
 */
const AGE = `CASE source WHEN 'import' THEN at - 9007199254740991 ELSE id END`;
// With MAX() alone, SQLite takes the other columns from the row that has it.
const NEWEST = `SELECT * FROM session_keys WHERE id IN
  (SELECT id FROM (SELECT id, MAX(${AGE}) FROM session_keys GROUP BY server_id, container))
  ORDER BY server_id, container`;
const HISTORY = `SELECT * FROM session_keys WHERE server_id = ? AND container = ?
  ORDER BY ${AGE} DESC, id DESC LIMIT ?`;
const COUNT = `SELECT COUNT(*) AS count FROM session_keys WHERE server_id = ? AND container = ?`;
const BEYOND = `SELECT key_id, file FROM session_keys WHERE server_id = ? AND container = ?
  ORDER BY ${AGE}, id LIMIT ?`;
const HOLDING = `SELECT * FROM session_keys WHERE server_id = ? AND container = ?
  AND session_key = ? ORDER BY ${AGE} DESC, id DESC LIMIT 1`;
const REMOVE = "DELETE FROM session_keys WHERE key_id = ?";

interface Row {
  readonly key_id: string;
  readonly server_id: string;
  readonly container: string;
  readonly session_key: string;
  readonly source: SessionKeySource;
  readonly at: number;
  readonly file: string;
  readonly verified: number | null;
  readonly verified_detail: string | null;
  readonly verified_at: number | null;
}

/** The rows of session keys. */
export class SqliteSessionKeyRows implements SessionKeyRows {
  readonly #reader: Reader;
  readonly #writer: Writer;

  constructor(reader: Reader, writer: Writer) {
    this.#reader = reader;
    this.#writer = writer;
  }

  add({ keyId, serverId, container, sessionKey, source, at, file }: SessionKeyRow): Promise<void> {
    return this.#writer.commit([[
      ADD,
      [keyId, serverId, container, sessionKey, source, at, file],
    ]]);
  }

  verify({ keyId, verified, detail, at }: KeyVerification): Promise<void> {
    return this.#writer.commit([[VERIFY, [Number(verified), detail, at, keyId]]]);
  }

  newestRows(): readonly SessionKeyRow[] {
    return this.#reader.all<Row>(NEWEST).map((row) => ({
      keyId: row.key_id,
      serverId: row.server_id,
      container: row.container,
      sessionKey: row.session_key,
      source: row.source,
      at: row.at,
      file: row.file,
    }));
  }

  beyond(
    serverId: string,
    container: string,
    keep: number,
    limit: number,
  ): readonly Pick<SessionKeyRow, "keyId" | "file">[] {
    type Old = Pick<Row, "key_id" | "file">;
    const most = Math.max(0, Math.min(limit, this.count(serverId, container) - keep));
    return this.#reader.all<Old>(BEYOND, serverId, container, most)
      .map(({ key_id: keyId, file }) => ({ keyId, file }));
  }

  remove(keyIds: readonly string[]): Promise<void> {
    return this.#writer.commit(keyIds.map((keyId) => [REMOVE, [keyId]] as const));
  }

  files(): ReadonlySet<string> {
    const rows = this.#reader.all<Pick<Row, "file">>("SELECT file FROM session_keys");
    return new Set(rows.map(({ file }) => file));
  }

  holding(serverId: string, container: string, sessionKey: string): StoredSessionKey | undefined {
    const row = this.#reader.get<Row>(HOLDING, serverId, container, sessionKey);
    return row && storedKey(row);
  }

  count(serverId: string, container: string): number {
    type Counted = { readonly count: number };
    return this.#reader.get<Counted>(COUNT, serverId, container)?.count ?? 0;
  }

  newest(): readonly StoredSessionKey[] {
    return this.#reader.all<Row>(NEWEST).map(storedKey);
  }

  history(serverId: string, container: string, limit: number): readonly StoredSessionKey[] {
    return this.#reader.all<Row>(HISTORY, serverId, container, limit).map(storedKey);
  }

  find(keyId: string): StoredSessionKey | undefined {
    const row = this.#reader.get<Row>("SELECT * FROM session_keys WHERE key_id = ?", keyId);
    return row && storedKey(row);
  }

  reveal(keyId: string): string | undefined {
    const sql = "SELECT session_key FROM session_keys WHERE key_id = ?";
    return this.#reader.get<Pick<Row, "session_key">>(sql, keyId)?.session_key;
  }
}

function storedKey(row: Row): StoredSessionKey {
  return {
    keyId: row.key_id,
    serverId: row.server_id,
    container: row.container,
    masked: maskKey(row.session_key),
    source: row.source,
    at: row.at,
    verification: verificationOf(row),
  };
}

function verificationOf({ key_id, verified, verified_detail, verified_at }: Row) {
  if (verified === null || verified_at === null) return null;
  return {
    keyId: key_id,
    verified: verified === 1,
    detail: verified_detail ?? "",
    at: verified_at,
  };
}
