import type {
  AccessChange,
  AccessStore,
  Role,
  SessionRecord,
  TokenRecord,
} from "../../../actors/access/messages.ts";
import { ChangeStore } from "./change_store.ts";
import type { Statement } from "../writer/writer_messages.ts";

const SAVE_TOKEN =
  `INSERT INTO tokens (id, name, role, rights, created_at, expires_at, last_used_at, hash)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, rights = excluded.rights,
  expires_at = excluded.expires_at, last_used_at = excluded.last_used_at, hash = excluded.hash`;
const REMOVE_TOKEN = "DELETE FROM tokens WHERE id = ?";
const SAVE_SESSION = `INSERT INTO sessions (hash, token_id, csrf_token, created_at, expires_at)
  VALUES (?, ?, ?, ?, ?) ON CONFLICT (hash) DO UPDATE SET expires_at = excluded.expires_at`;
const REMOVE_SESSION = "DELETE FROM sessions WHERE hash = ?";

interface TokenRow {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly rights: string;
  readonly created_at: number;
  readonly expires_at: number | null;
  readonly last_used_at: number | null;
  readonly hash: string;
}

interface SessionRow {
  readonly hash: string;
  readonly token_id: string;
  readonly csrf_token: string;
  readonly created_at: number;
  readonly expires_at: number;
}

/** Tokens and browser sessions on disk, hashed. Reads see what another process has added, too. */
export class SqliteAccessStore extends ChangeStore<AccessChange> implements AccessStore {
  tokens(): readonly TokenRecord[] {
    return this.reader.all<TokenRow>("SELECT * FROM tokens ORDER BY created_at, id").map(tokenOf);
  }

  sessions(): readonly SessionRecord[] {
    const sql = "SELECT * FROM sessions ORDER BY created_at, hash";
    return this.reader.all<SessionRow>(sql).map((row) => ({
      hash: row.hash,
      tokenId: row.token_id,
      csrfToken: row.csrf_token,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
    }));
  }

  protected override statements(change: AccessChange): readonly Statement[] {
    return [accessStatement(change)];
  }
}

function accessStatement(change: AccessChange): Statement {
  switch (change.type) {
    case "tokenSaved":
      return saveToken(change.token);
    case "tokenRemoved":
      return [REMOVE_TOKEN, [change.id]];
    case "sessionSaved":
      return saveSession(change.session);
    case "sessionRemoved":
      return [REMOVE_SESSION, [change.hash]];
  }
}

function saveToken(token: TokenRecord): Statement {
  return [SAVE_TOKEN, [
    token.id,
    token.name,
    token.role,
    JSON.stringify(token.rights),
    token.createdAt,
    token.expiresAt,
    token.lastUsedAt,
    token.hash,
  ]];
}

function saveSession(session: SessionRecord): Statement {
  const { hash, tokenId, csrfToken, createdAt, expiresAt } = session;
  return [SAVE_SESSION, [hash, tokenId, csrfToken, createdAt, expiresAt]];
}

function tokenOf(row: TokenRow): TokenRecord {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    rights: JSON.parse(row.rights),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    hash: row.hash,
  };
}
