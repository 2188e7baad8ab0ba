import type {
  AccountChange,
  AccountRecord,
  AccountStore,
  DeviceTokenRecord,
} from "../../../actors/accounts/messages.ts";
import { ChangeStore } from "./change_store.ts";
import type { Statement } from "../writer/writer_messages.ts";

/** Tokens that one account may have: a fleet's machines may share it, and each asks for one at its start. */
export const MAX_TOKENS_PER_ACCOUNT = 5_000;

const ADD = `INSERT INTO accounts (id, user_name, email, password_hash, created_at, last_login_at)
  VALUES (?, ?, ?, ?, ?, ?)`;
const USE = "UPDATE accounts SET last_login_at = ? WHERE id = ?";
const REMOVE = "DELETE FROM accounts WHERE id = ?";
const REMOVE_TOKENS = "DELETE FROM device_tokens WHERE account_id = ?";
const SAVE_TOKEN = `INSERT INTO device_tokens (hash, account_id, server_id, created_at)
  SELECT ?1, ?2, ?3, ?4 WHERE ?2 IS NULL OR EXISTS (SELECT 1 FROM accounts WHERE id = ?2)
  ON CONFLICT (hash) DO UPDATE SET server_id = COALESCE(server_id, excluded.server_id)`;
const END_OLDEST = `DELETE FROM device_tokens WHERE account_id = ?1 AND hash NOT IN
  (SELECT hash FROM device_tokens WHERE account_id = ?1 ORDER BY rowid DESC LIMIT ?2)`;

interface AccountRow {
  readonly id: string;
  readonly user_name: string;
  readonly email: string | null;
  readonly password_hash: string;
  readonly created_at: number;
  readonly last_login_at: number | null;
}

interface TokenRow {
  readonly hash: string;
  readonly account_id: string | null;
  readonly server_id: string | null;
  readonly created_at: number;
}

/** Device accounts and their tokens on disk, hashed. Reads see what another process has added, too. */
export class SqliteAccountStore extends ChangeStore<AccountChange> implements AccountStore {
  accounts(): readonly AccountRecord[] {
    const sql = "SELECT * FROM accounts ORDER BY created_at, id";
    return this.reader.all<AccountRow>(sql).map(accountOf);
  }

  account(id: string): AccountRecord | undefined {
    const row = this.reader.get<AccountRow>("SELECT * FROM accounts WHERE id = ?", id);
    return row && accountOf(row);
  }

  migratedTokens(): number {
    const sql = "SELECT COUNT(*) AS count FROM device_tokens WHERE account_id IS NULL";
    return this.reader.get<{ readonly count: number }>(sql)?.count ?? 0;
  }

  deviceToken(hash: string): DeviceTokenRecord | undefined {
    const row = this.reader.get<TokenRow>("SELECT * FROM device_tokens WHERE hash = ?", hash);
    return row && {
      hash: row.hash,
      accountId: row.account_id,
      serverId: row.server_id,
      createdAt: row.created_at,
    };
  }

  protected override statements(change: AccountChange): readonly Statement[] {
    return statementsOf(change);
  }
}

function accountOf(row: AccountRow): AccountRecord {
  return {
    id: row.id,
    userName: row.user_name,
    email: row.email,
    passwordHash: row.password_hash,
    createdAt: row.created_at,
    lastLoginAt: row.last_login_at,
  };
}

function statementsOf(change: AccountChange): readonly Statement[] {
  switch (change.type) {
    case "accountAdded": {
      const { id, userName, email, passwordHash, createdAt, lastLoginAt } = change.account;
      return [[ADD, [id, userName, email, passwordHash, createdAt, lastLoginAt]]];
    }
    case "accountUsed":
      return [[USE, [change.at, change.id]]];
    case "accountRemoved":
      return [[REMOVE_TOKENS, [change.id]], [REMOVE, [change.id]]];
    case "deviceTokenSaved": {
      const { hash, accountId, serverId, createdAt } = change.token;
      const saved: Statement = [SAVE_TOKEN, [hash, accountId, serverId, createdAt]];
      return accountId === null
        ? [saved]
        : [saved, [END_OLDEST, [accountId, MAX_TOKENS_PER_ACCOUNT]]];
    }
  }
}
