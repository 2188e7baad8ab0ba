import assert from "node:assert/strict";
import { authenticate } from "../../../actors/access/authentication.ts";
import { MAX_FAILURES } from "../../../actors/access/login_limit.ts";
import { MAX_SESSIONS, SESSION_MS, signIn, signOut } from "../../../actors/access/sessions.ts";
import { revokeToken } from "../../../actors/access/tokens.ts";
import { StorageError } from "../../../actors/storage_error.ts";
import { AT } from "../../support/stores/store_samples.ts";
import { MemoryAccessStore } from "../../support/stores/memory_stores.ts";
import { type AccessBench, addToken, openAccess } from "./bench_state.ts";

async function signedIn(expiresAt: number | null = null) {
  const store = new MemoryAccessStore();
  const token = await addToken(store, { expiresAt });
  const bench = openAccess(store);
  const outcome = await signIn(bench.state, { token: token.secret, address: "a" }, bench.time);
  assert.ok(outcome.ok);
  return { bench, token, session: outcome.value };
}

async function isIn(bench: AccessBench, secret: string): Promise<boolean> {
  const question = { credential: { kind: "session", secret }, address: "a" } as const;
  return (await authenticate(bench.state, question, bench.time)).ok;
}

Deno.test("signIn() opens a session of twelve hours, of which only the hash is stored", async () => {
  const { bench, session } = await signedIn();
  assert.equal(session.expiresAt, AT + SESSION_MS);
  assert.equal(session.identity.csrfToken?.length, 43);
  assert.ok(!JSON.stringify(bench.store.sessions()).includes(session.secret));
  bench.time.elapsedMs = SESSION_MS - 1;
  assert.ok(await isIn(bench, session.secret));
  bench.time.elapsedMs = SESSION_MS;
  assert.ok(!await isIn(bench, session.secret));
});

Deno.test("signIn() opens a session that ends with its token", async () => {
  const { bench, session } = await signedIn(AT + 60_000);
  assert.equal(session.expiresAt, AT + 60_000);
  bench.time.elapsedMs = 60_000;
  assert.ok(!await isIn(bench, session.secret));
});

Deno.test("signIn() counts failures towards the limit of the address", async () => {
  const { bench, token } = await signedIn();
  for (let count = 0; count < MAX_FAILURES; count++) {
    await signIn(bench.state, { token: `wrong ${count}`, address: "b" }, bench.time);
  }
  const refused = await signIn(bench.state, { token: token.secret, address: "b" }, bench.time);
  assert.equal(refused.ok ? "" : refused.refusal.code, "rateLimited");
});

Deno.test("signIn() removes the sessions that have ended", async () => {
  const { bench, token } = await signedIn();
  bench.time.elapsedMs = SESSION_MS;
  await signIn(bench.state, { token: token.secret, address: "a" }, bench.time);
  assert.equal(bench.store.sessions().length, 1);
});

Deno.test("signIn() ends the oldest session when there are too many", async () => {
  const { bench, token, session } = await signedIn();
  for (let count = 1; count < MAX_SESSIONS; count++) {
    await signIn(bench.state, { token: token.secret, address: "a" }, bench.time);
  }
  assert.ok(await isIn(bench, session.secret));
  await signIn(bench.state, { token: token.secret, address: "a" }, bench.time);
  assert.ok(!await isIn(bench, session.secret));
  assert.equal(bench.store.sessions().length, MAX_SESSIONS);
});

Deno.test("signIn() refuses when the session cannot be saved, and says why", async () => {
  const { bench, token } = await signedIn();
  bench.store.gate.failWith(new StorageError("full", "no space left"));
  const refused = await signIn(bench.state, { token: token.secret, address: "a" }, bench.time);
  assert.equal(refused.ok ? "" : refused.refusal.code, "storageFull");
});

Deno.test("signOut() ends the session, also after a restart", async () => {
  const { bench, session } = await signedIn();
  await signOut(bench.state, { session: session.secret }, bench.time);
  assert.ok(!await isIn(bench, session.secret));
  assert.ok(!await isIn(openAccess(bench.store), session.secret));
});

Deno.test("authenticate() knows a session again after a restart", async () => {
  const { bench, session } = await signedIn();
  assert.ok(await isIn(openAccess(bench.store), session.secret));
});

Deno.test("authenticate() does not count a stale session as a failed login", async () => {
  const { bench, session } = await signedIn();
  for (let count = 0; count <= MAX_FAILURES; count++) await isIn(bench, "stale");
  assert.ok(await isIn(bench, session.secret));
  assert.equal(bench.state.limit.waitMs("a", 0), 0);
});

Deno.test("revokeToken() ends the sessions of the token", async () => {
  const { bench, token, session } = await signedIn();
  await revokeToken(bench.state, { id: token.record.id }, bench.time);
  assert.ok(!await isIn(bench, session.secret));
  assert.deepEqual(bench.state.book.sessions(), []);
});
