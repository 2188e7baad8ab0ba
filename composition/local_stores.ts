import { accessActor } from "../actors/access/access.ts";
import type { AccessMessage } from "../actors/access/messages.ts";
import { join } from "node:path";
import { HOST_CONSOLE } from "../actors/audit/author.ts";
import { accountsActor } from "../actors/accounts/accounts.ts";
import type { AccountsMessage } from "../actors/accounts/messages.ts";
import { type ActorRef, type ActorSystem, createSystem } from "../actors/kernel/mod.ts";
import { accountCrypto } from "../adapters/crypto/account_crypto.ts";
import { type Database, openDatabaseShared } from "../adapters/sqlite/open_database.ts";
import { TrailExamination } from "../adapters/sqlite/chains/trail_examination.ts";
import type { LocalTrail, OpenTrail } from "../command_line/host/audit_host.ts";
import type { LocalAccounts, LocalTokens } from "../command_line/host/host.ts";
import { STOP_DEADLINE_MS } from "./stop_deadline.ts";

const PATIENCE = { timeoutMs: STOP_DEADLINE_MS } as const;

/** Whoever may open the data folder needs no token. */
const author = HOST_CONSOLE;

/** The tokens of a data folder, for the host itself; a control host may be running on it. */
export async function openLocalTokens(dataDir: string): Promise<LocalTokens> {
  const { ref: access, close } = await openBeside(
    dataDir,
    (system, { access: store }) => system.spawn(accessActor, { store }, { key: "access" }),
  );
  type Create = Extract<AccessMessage, { type: "createToken" }>;
  type List = Extract<AccessMessage, { type: "listTokens" }>;
  type Revoke = Extract<AccessMessage, { type: "revokeToken" }>;
  return {
    async create(draft) {
      const outcome = await access.ask<Create>({ type: "createToken", ...draft, author }, PATIENCE);
      if (!outcome.ok) throw new Error(outcome.refusal.detail);
      return outcome.value;
    },
    list: () => access.ask<List>({ type: "listTokens" }, PATIENCE),
    async revoke(id) {
      const outcome = await access.ask<Revoke>({ type: "revokeToken", id, author }, PATIENCE);
      if (outcome.ok || outcome.refusal.code === "notFound") return outcome.ok;
      throw new Error(outcome.refusal.detail);
    },
    close,
  };
}

/** The device accounts of a data folder, likewise. */
export async function openLocalAccounts(dataDir: string): Promise<LocalAccounts> {
  const { ref: accounts, close } = await openBeside(dataDir, (system, { accounts: store }) => {
    const args = { store, crypto: accountCrypto, policy: "optional" } as const;
    return system.spawn(accountsActor, args, { key: "accounts" });
  });
  type Add = Extract<AccountsMessage, { type: "addAccount" }>;
  type List = Extract<AccountsMessage, { type: "listAccounts" }>;
  type Remove = Extract<AccountsMessage, { type: "removeAccount" }>;
  return {
    async add(draft) {
      const outcome = await accounts.ask<Add>({ type: "addAccount", ...draft, author }, PATIENCE);
      if (!outcome.ok) throw new Error(outcome.refusal.detail);
      return outcome.value;
    },
    list: () => accounts.ask<List>({ type: "listAccounts" }, PATIENCE),
    async remove(account) {
      const outcome = await accounts.ask<Remove>(
        { type: "removeAccount", account, author },
        PATIENCE,
      );
      if (outcome.ok) return outcome.value;
      if (outcome.refusal.code === "notFound") return undefined;
      throw new Error(outcome.refusal.detail);
    },
    close,
  };
}

/** The chains of a data folder, to be examined; nothing is written. */
export function openLocalTrail(...[dataDir, kept]: Parameters<OpenTrail>): Promise<LocalTrail> {
  return Promise.try(() => new TrailExamination(join(dataDir, "signalbox.db"), kept) as LocalTrail);
}

/** One actor on the database of a data folder, beside a control host that may be running on it. */
async function openBeside<M>(
  dataDir: string,
  start: (system: ActorSystem, database: Database) => ActorRef<M>,
): Promise<{ readonly ref: ActorRef<M>; readonly close: () => Promise<void> }> {
  const database = await openDatabaseShared({ dataDir });
  const system = createSystem();
  return {
    ref: start(system, database),
    async close() {
      await system.stop(STOP_DEADLINE_MS);
      await database.close();
    },
  };
}
