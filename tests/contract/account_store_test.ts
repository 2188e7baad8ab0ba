import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { AccountRecord, AccountStore } from "../../actors/accounts/messages.ts";
import { StorageError } from "../../actors/storage_error.ts";
import { MAX_TOKENS_PER_ACCOUNT } from "../../adapters/sqlite/stores/account_store.ts";
import { openDatabase } from "../../adapters/sqlite/open_database.ts";
import { withDataDir } from "../adapters/sqlite/with_data_dir.ts";
import { MemoryAccountStore } from "../support/stores/memory_account_store.ts";
import { AT } from "../support/stores/store_samples.ts";

function anAccount(id: string, changes: Partial<AccountRecord> = {}): AccountRecord {
  return {
    id,
    userName: `user of ${id}`,
    email: null,
    passwordHash: "scrypt$1$1$1$00$00",
    createdAt: AT,
    lastLoginAt: null,
    ...changes,
  };
}

const added = (account: AccountRecord) => ({ type: "accountAdded", account }) as const;
const saved = (hash: string, accountId: string | null, serverId: string | null = null) =>
  ({ type: "deviceTokenSaved", token: { hash, accountId, serverId, createdAt: AT } }) as const;

/** Thousands of tokens at once, as no commit of ours would write them. */
function fillTokens(dataDir: string, hashes: readonly string[]): void {
  const file = new DatabaseSync(join(dataDir, "signalbox.db"));
  const add = file.prepare(
    "INSERT INTO device_tokens (hash, account_id, created_at) VALUES (?, 'acc_1', 0)",
  );
  file.exec("BEGIN");
  for (const hash of hashes) add.run(hash);
  file.exec("COMMIT");
  file.close();
}

/** What every implementation must do. */
const CONTRACT: Record<string, (store: AccountStore) => Promise<void>> = {
  async "accounts() gives back every field, by creation"(store) {
    const late = anAccount("acc_1", { createdAt: AT + 1 });
    const early = anAccount("acc_2", { email: "rack@example.org", userName: "랙 에이" });
    await store.commit([added(early)]);
    await store.commit([added(late)]);
    await store.commit([{ type: "accountUsed", id: "acc_2", at: AT + 9 }]);
    assert.deepEqual(store.accounts(), [{ ...early, lastLoginAt: AT + 9 }, late]);
    assert.deepEqual(store.account("acc_1"), late);
    assert.equal(store.account("acc_3"), undefined);
  },

  async "accountUsed changes nothing of an account that is gone"(store) {
    await store.commit([{ type: "accountUsed", id: "acc_1", at: AT }]);
    assert.deepEqual(store.accounts(), []);
  },

  async "accountRemoved ends the account's tokens, and nobody else's"(store) {
    await store.commit([added(anAccount("acc_1")), added(anAccount("acc_2"))]);
    await store.commit([saved("a", "acc_1"), saved("b", "acc_2"), saved("c", null, "ONE")]);
    await store.commit([{ type: "accountRemoved", id: "acc_1" }]);
    assert.deepEqual(store.accounts().map(({ id }) => id), ["acc_2"]);
    assert.equal(store.deviceToken("a"), undefined);
    assert.equal(store.deviceToken("b")?.accountId, "acc_2");
    assert.equal(store.migratedTokens(), 1);
    assert.deepEqual(store.deviceToken("c"), {
      hash: "c",
      accountId: null,
      serverId: "ONE",
      createdAt: AT,
    });
  },

  async "deviceTokenSaved keeps no token of an account that is gone"(store) {
    await store.commit([saved("a", "acc_1")]);
    assert.equal(store.deviceToken("a"), undefined);
  },

  async "deviceTokenSaved leaves a token with the first server id that it was bound to"(store) {
    await Promise.all([
      store.commit([saved("a", null, "ONE")]),
      store.commit([saved("a", null, "OTHER")]),
    ]);
    assert.equal(store.deviceToken("a")?.serverId, "ONE");
  },
};

for (const [title, check] of Object.entries(CONTRACT)) {
  Deno.test(`MemoryAccountStore: ${title}`, () => check(new MemoryAccountStore()));
  Deno.test(`SqliteAccountStore: ${title}`, () =>
    withDataDir(async (dataDir) => {
      const database = await openDatabase({ dataDir });
      try {
        await check(database.accounts);
      } finally {
        await database.close();
      }
    }));
}

Deno.test("SqliteAccountStore refuses a name or address that is taken, letter case aside", () =>
  withDataDir(async (dataDir) => {
    const { accounts, close } = await openDatabase({ dataDir });
    try {
      await accounts.commit([added(anAccount("acc_1", { userName: "rack", email: "r@e.org" }))]);
      for (const taken of [{ userName: "RACK" }, { email: "R@e.org" }]) {
        await assert.rejects(accounts.commit([added(anAccount("acc_2", taken))]), StorageError);
      }
      assert.equal(accounts.accounts().length, 1);
    } finally {
      await close();
    }
  }));

Deno.test("SqliteAccountStore ends an account's oldest tokens past the limit", () =>
  withDataDir(async (dataDir) => {
    const { accounts, close } = await openDatabase({ dataDir });
    try {
      const names = Array.from({ length: MAX_TOKENS_PER_ACCOUNT + 2 }, (_, n) => `token ${n}`);
      await accounts.commit([added(anAccount("acc_1")), saved("another's", null, "ONE")]);
      fillTokens(dataDir, names);
      await accounts.commit([saved("newest", "acc_1")]);
      const kept = [...names, "newest"].filter((name) => accounts.deviceToken(name));
      assert.equal(kept.length, MAX_TOKENS_PER_ACCOUNT);
      assert.equal(kept[0], "token 3");
      assert.ok(accounts.deviceToken("another's"));
    } finally {
      await close();
    }
  }));
