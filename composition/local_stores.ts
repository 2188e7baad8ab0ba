import { accessActor } from "../actors/access/access.ts";
import type { AccessMessage } from "../actors/access/messages.ts";
import { accountsActor } from "../actors/accounts/accounts.ts";
import type { AccountsMessage } from "../actors/accounts/messages.ts";
import { createSystem } from "../actors/kernel/mod.ts";
import { accountCrypto } from "../adapters/crypto/account_crypto.ts";
import { openDatabaseShared } from "../adapters/sqlite/open_database.ts";
import type { LocalAccounts, LocalTokens } from "../command_line/host.ts";
import { STOP_DEADLINE_MS } from "./stop_deadline.ts";

/** The tokens of a data folder, for the host itself; a control host may be running on it. */
export async function openLocalTokens(dataDir: string): Promise<LocalTokens> {
  const database = await openDatabaseShared({ dataDir });
  const system = createSystem();
  const access = system.spawn(accessActor, { store: database.access }, { key: "access" });
  const patience = { timeoutMs: STOP_DEADLINE_MS };
  type Create = Extract<AccessMessage, { type: "createToken" }>;
  type List = Extract<AccessMessage, { type: "listTokens" }>;
  type Revoke = Extract<AccessMessage, { type: "revokeToken" }>;
  return {
    async create(draft) {
      const outcome = await access.ask<Create>({ type: "createToken", ...draft }, patience);
      if (!outcome.ok) throw new Error(outcome.refusal.detail);
      return outcome.value;
    },
    list: () => access.ask<List>({ type: "listTokens" }, patience),
    async revoke(id) {
      const outcome = await access.ask<Revoke>({ type: "revokeToken", id }, patience);
      if (outcome.ok || outcome.refusal.code === "notFound") return outcome.ok;
      throw new Error(outcome.refusal.detail);
    },
    async close() {
      await system.stop(STOP_DEADLINE_MS);
      await database.close();
    },
  };
}

/** The device accounts of a data folder, likewise. */
export async function openLocalAccounts(dataDir: string): Promise<LocalAccounts> {
  const database = await openDatabaseShared({ dataDir });
  const system = createSystem();
  const args = { store: database.accounts, crypto: accountCrypto, policy: "optional" } as const;
  const accounts = system.spawn(accountsActor, args, { key: "accounts" });
  const patience = { timeoutMs: STOP_DEADLINE_MS };
  type Add = Extract<AccountsMessage, { type: "addAccount" }>;
  type List = Extract<AccountsMessage, { type: "listAccounts" }>;
  type Remove = Extract<AccountsMessage, { type: "removeAccount" }>;
  return {
    async add(draft) {
      const outcome = await accounts.ask<Add>({ type: "addAccount", ...draft }, patience);
      if (!outcome.ok) throw new Error(outcome.refusal.detail);
      return outcome.value;
    },
    list: () => accounts.ask<List>({ type: "listAccounts" }, patience),
    async remove(account) {
      const outcome = await accounts.ask<Remove>({ type: "removeAccount", account }, patience);
      if (outcome.ok) return outcome.value;
      if (outcome.refusal.code === "notFound") return undefined;
      throw new Error(outcome.refusal.detail);
    },
    async close() {
      await system.stop(STOP_DEADLINE_MS);
      await database.close();
    },
  };
}
