import assert from "node:assert/strict";
import { accountsActor } from "../../../actors/accounts/accounts.ts";
import type { AccountsMessage, LogIn } from "../../../actors/accounts/messages.ts";
import type { ActorSystem } from "../../../actors/kernel/mod.ts";
import { DEVICE_PASSWORD } from "../api/api_requests.ts";
import { valueOf } from "../displays/fleet.ts";

/** Hashing a password takes a tenth of a second, and twice as much on a busy machine. */
const ASK = { timeoutMs: 10_000 };
type Add = Extract<AccountsMessage, { readonly type: "addAccount" }>;

/** Makes a device account, and answers a token of it. */
export async function exampleAccount(system: ActorSystem, userName: string): Promise<string> {
  const accounts = system.find(accountsActor, "accounts") ?? assert.fail("there are no accounts");
  const add: Add = { type: "addAccount", userName, email: null, password: DEVICE_PASSWORD };
  valueOf(await accounts.ask(add, ASK));
  const logIn: LogIn = {
    type: "logIn",
    identifier: userName,
    password: DEVICE_PASSWORD,
    address: "local",
  };
  return valueOf(await accounts.ask(logIn, ASK)).token;
}
