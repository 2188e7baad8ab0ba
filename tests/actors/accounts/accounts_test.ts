import assert from "node:assert/strict";
import { MAX_FAILURES, WINDOW_MS } from "../../../actors/access/login_limit.ts";
import { accountsActor } from "../../../actors/accounts/accounts.ts";
import { MAX_MIGRATED_TOKENS } from "../../../actors/accounts/device_tokens.ts";
import type { AccountsMessage, TokenPolicy } from "../../../actors/accounts/messages.ts";
import type { ActorRef, AnswerOf, Question } from "../../../actors/kernel/mod.ts";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import { StorageError } from "../../../actors/storage_error.ts";
import { accountNeeds } from "../../support/samples/account_needs.ts";
import { MemoryAccountStore } from "../../support/stores/memory_account_store.ts";

type Ask = AccountsMessage & Question<unknown>;

function started(policy: TokenPolicy = "optional", store = new MemoryAccountStore()) {
  const kit = createTestSystem();
  const args = { store, ...accountNeeds(policy) };
  const ref: ActorRef<AccountsMessage> = kit.system.spawn(accountsActor, args, { key: "accounts" });
  const ask = async <Q extends Ask>(question: Q): Promise<AnswerOf<Q>> => {
    const answer = ref.ask<Q>(question, { timeoutMs: 1000 });
    await kit.settle();
    return await answer;
  };
  const logIn = (identifier: string, password: string) =>
    ask<Extract<Ask, { type: "logIn" }>>({
      type: "logIn",
      identifier,
      password,
      address: "192.0.2.7",
    });
  const check = (token: string | null) =>
    ask<Extract<Ask, { type: "checkDeviceToken" }>>({ type: "checkDeviceToken", token });
  const bind = (token: string | null, serverId: string) =>
    ask<Extract<Ask, { type: "bindDeviceToken" }>>({ type: "bindDeviceToken", token, serverId });
  const add = (userName: string, email: string | null = null, password = "long enough") =>
    ask<Extract<Ask, { type: "addAccount" }>>({ type: "addAccount", userName, email, password });
  const remove = (account: string) =>
    ask<Extract<Ask, { type: "removeAccount" }>>({ type: "removeAccount", account });
  return { kit, store, logIn, check, bind, add, remove };
}

Deno.test("logIn() gives a good token by user name and by e-mail address, letter case aside", async () => {
  const { add, logIn, check } = started("required");
  await add("rack-a", "rack-a@example.org");
  for (const identifier of ["rack-a", "Rack-A@Example.org"]) {
    const outcome = await logIn(identifier, "long enough");
    assert.ok(outcome.ok);
    assert.match(outcome.value.token, /^[0-9a-f]{40}$/);
    const known = await check(outcome.value.token);
    assert.deepEqual(known, { ok: true, value: { account: "rack-a", serverId: null } });
  }
});

Deno.test("logIn() says the same of a wrong name and of a wrong password", async () => {
  const { add, logIn } = started();
  await add("rack-a");
  const [name, password] = [await logIn("rack-b", "long enough"), await logIn("rack-a", "wrong")];
  assert.deepEqual(name, password);
  assert.ok(!name.ok && name.refusal.code === "unauthorized");
});

Deno.test("logIn() refuses an address that failed too often, until the window has passed", async () => {
  const { add, logIn, kit } = started();
  await add("rack-a");
  for (let n = 0; n < MAX_FAILURES; n++) await logIn("rack-a", "wrong");
  const refused = await logIn("rack-a", "long enough");
  assert.ok(!refused.ok && refused.refusal.code === "rateLimited");
  await kit.advance(WINDOW_MS);
  assert.ok((await logIn("rack-a", "long enough")).ok);
});

Deno.test("logIn() refuses when the token cannot be kept", async () => {
  const { add, logIn, store } = started();
  await add("rack-a");
  store.failure = new StorageError("full", "no room");
  const refused = await logIn("rack-a", "long enough");
  assert.ok(!refused.ok && refused.refusal.code === "storageFull");
});

Deno.test("checkDeviceToken() follows the policy for no token and for an unknown one", async () => {
  const seen: Record<string, readonly boolean[]> = {};
  for (const policy of ["optional", "required", "migrate"] as const) {
    const { check } = started(policy);
    seen[policy] = [(await check(null)).ok, (await check("issued elsewhere")).ok];
  }
  assert.deepEqual(seen, {
    optional: [true, false],
    required: [false, false],
    migrate: [true, true],
  });
});

Deno.test("bindDeviceToken() holds a migrated token to the first server id that uses it", async () => {
  const { bind, check } = started("migrate");
  assert.ok((await bind("issued elsewhere", "4F1A09C27B3E")).ok);
  assert.ok((await bind("issued elsewhere", "4F1A09C27B3E")).ok);
  const stranger = await bind("issued elsewhere", "ANOTHER");
  assert.ok(!stranger.ok && stranger.refusal.code === "unauthorized");
  const known = await check("issued elsewhere");
  assert.deepEqual(known, { ok: true, value: { account: null, serverId: "4F1A09C27B3E" } });
});

Deno.test("bindDeviceToken() gives a token to one of two server ids that come at once", async () => {
  const { bind } = started("migrate");
  const outcomes = await Promise.all(["ONE", "OTHER"].map((id) => bind("issued elsewhere", id)));
  assert.deepEqual(outcomes.map(({ ok }) => ok), [true, false]);
});

Deno.test("bindDeviceToken() takes over a limited number of tokens, and keeps serving those", async () => {
  const { bind, store } = started("migrate");
  assert.ok((await bind("first", "ONE")).ok);
  store.migratedTokens = () => MAX_MIGRATED_TOKENS;
  const refused = await bind("one too many", "OTHER");
  assert.ok(!refused.ok && refused.refusal.code === "tooMany");
  assert.ok((await bind("first", "ONE")).ok);
});

Deno.test("bindDeviceToken() lets the machines of one account share it", async () => {
  const { add, logIn, bind } = started();
  await add("rack-a");
  const outcome = await logIn("rack-a", "long enough");
  assert.ok(outcome.ok);
  assert.ok((await bind(outcome.value.token, "ONE")).ok);
  assert.ok((await bind(outcome.value.token, "OTHER")).ok);
});

Deno.test("addAccount() refuses a short password and a name or address that is taken", async () => {
  const { add } = started();
  const short = await add("rack-a", null, "short");
  assert.ok(!short.ok && short.refusal.field === "password");
  await add("rack-a", "rack@example.org");
  const name = await add("RACK-A");
  assert.ok(!name.ok && name.refusal.field === "userName");
  const email = await add("rack-b", "Rack@example.org");
  assert.ok(!email.ok && email.refusal.field === "email");
});

Deno.test("removeAccount() ends the account's tokens", async () => {
  const { add, logIn, remove, check } = started();
  await add("rack-a");
  const outcome = await logIn("rack-a", "long enough");
  assert.ok(outcome.ok);
  assert.ok((await remove("rack-a")).ok);
  assert.ok(!(await check(outcome.value.token)).ok);
  assert.ok(!(await remove("rack-a")).ok);
});
