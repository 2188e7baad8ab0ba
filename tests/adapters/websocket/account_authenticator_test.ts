import assert from "node:assert/strict";
import type {
  BindDeviceToken,
  CheckDeviceToken,
  TokenOwner,
} from "../../../actors/accounts/messages.ts";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import { accept, type Outcome, refuse } from "../../../actors/outcome.ts";
import { authenticateByAccounts } from "../../../adapters/websocket/account_authenticator.ts";

type Asked = CheckDeviceToken | BindDeviceToken;

function stage(answer: Outcome<TokenOwner>) {
  const { probe, settle } = createTestSystem();
  const accounts = probe<Asked>("accounts");
  accounts.answer(() => answer);
  return { accounts, settle, authenticator: authenticateByAccounts(accounts.ref) };
}

const CLAIM = { token: "0123abcd", peerAddress: "192.0.2.7" };

Deno.test("authenticateByAccounts() lets in whom the accounts let in, under their account", async () => {
  const { accounts, settle, authenticator } = stage(accept({ account: "ops", serverId: null }));
  const admission = authenticator.admit(CLAIM);
  await settle();
  assert.deepEqual(await admission, { admitted: true, account: "ops" });
  assert.deepEqual(accounts.messages.map(({ token }) => token), ["0123abcd"]);
});

Deno.test("authenticateByAccounts() answers 401 for a token, and 503 for a disk, without the token", async () => {
  const cases = [
    [refuse("unauthorized", "the token is not known"), 401],
    [refuse("storageFull", "the disk is full"), 503],
  ] as const;
  for (const [refusal, status] of cases) {
    const { settle, authenticator } = stage(refusal);
    const asked = [authenticator.admit(CLAIM), authenticator.bind(CLAIM, "HOST-1")];
    await settle();
    const { detail: reason } = refusal.refusal;
    assert.deepEqual(await Promise.all(asked), [
      { admitted: false, status, reason },
      { bound: false, status, reason },
    ]);
  }
});

Deno.test("authenticateByAccounts() binds a token to its server id, and asks nothing without one", async () => {
  const { accounts, settle, authenticator } = stage(accept({ account: "ops", serverId: null }));
  const bound = authenticator.bind(CLAIM, "HOST-1");
  await settle();
  assert.deepEqual(await bound, { bound: true });
  assert.deepEqual(accounts.messages.map((message) => ({ ...message })), [
    { type: "bindDeviceToken", token: "0123abcd", serverId: "HOST-1" },
  ]);
  assert.deepEqual(await authenticator.bind({ ...CLAIM, token: null }, "HOST-1"), { bound: true });
  assert.equal(accounts.messages.length, 1);
});
