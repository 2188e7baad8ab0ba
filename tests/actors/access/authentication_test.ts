import assert from "node:assert/strict";
import { authenticate, SAVE_USE_EVERY_MS } from "../../../actors/access/authentication.ts";
import { REREAD_KNOWN_MS, REREAD_UNKNOWN_MS } from "../../../actors/access/credential_book.ts";
import { MAX_FAILURES, WINDOW_MS } from "../../../actors/access/login_limit.ts";
import type { Identity } from "../../../actors/access/messages.ts";
import type { Outcome } from "../../../actors/outcome.ts";
import { StorageError } from "../../../actors/storage_error.ts";
import { AT } from "../../support/stores/store_samples.ts";
import { type AccessBench, addToken, openAccess } from "./bench_state.ts";

function present(bench: AccessBench, secret: string, address = "10.0.0.9") {
  const credential = { kind: "token", secret } as const;
  return authenticate(bench.state, { credential, address }, bench.time);
}

function codeOf(outcome: Outcome<Identity>): string {
  return outcome.ok ? "ok" : outcome.refusal.code;
}

Deno.test("authenticate() knows a token by its secret", async () => {
  const bench = openAccess();
  const { secret, record } = await addToken(bench.store, { role: "admin", rights: ["exec"] });
  bench.time.elapsedMs = REREAD_UNKNOWN_MS;
  const outcome = await present(bench, secret);
  assert.deepEqual(outcome, {
    ok: true,
    value: {
      tokenId: record.id,
      name: "console",
      role: "admin",
      rights: ["exec"],
      csrfToken: null,
      expiresAt: null,
    },
  });
});

Deno.test("authenticate() refuses an unknown token, and one that has expired", async () => {
  const bench = openAccess();
  const { secret } = await addToken(bench.store, { expiresAt: AT + 10_000 });
  bench.time.elapsedMs = 9_999;
  assert.equal(codeOf(await present(bench, secret)), "ok");
  bench.time.elapsedMs = 10_000;
  assert.equal(codeOf(await present(bench, secret)), "unauthorized");
  assert.equal(codeOf(await present(bench, `${secret}x`)), "unauthorized");
});

Deno.test("authenticate() reads the store again for an unknown token, at most once a second", async () => {
  const bench = openAccess();
  const { secret } = await addToken(bench.store);
  bench.time.elapsedMs = REREAD_UNKNOWN_MS - 1;
  assert.equal(codeOf(await present(bench, secret)), "unauthorized");
  bench.time.elapsedMs = REREAD_UNKNOWN_MS;
  assert.equal(codeOf(await present(bench, secret)), "ok");
});

Deno.test("authenticate() refuses a token within seconds when somebody beside us has revoked it", async () => {
  const bench = openAccess();
  const { secret, record } = await addToken(bench.store);
  bench.time.elapsedMs = REREAD_KNOWN_MS;
  assert.equal(codeOf(await present(bench, secret)), "ok");
  await bench.store.commit([{ type: "tokenRemoved", id: record.id }]);
  bench.time.elapsedMs += REREAD_KNOWN_MS;
  assert.equal(codeOf(await present(bench, secret)), "unauthorized");
});

Deno.test("authenticate() does not bring a token back that was revoked beside us when it saves its use", async () => {
  const bench = openAccess();
  const { secret, record } = await addToken(bench.store);
  bench.time.elapsedMs = REREAD_KNOWN_MS;
  await present(bench, secret);
  bench.time.elapsedMs += SAVE_USE_EVERY_MS - 1;
  await present(bench, secret);
  await bench.store.commit([{ type: "tokenRemoved", id: record.id }]);
  bench.time.elapsedMs += 1;
  await present(bench, secret);
  assert.deepEqual(bench.store.tokens(), []);
});

Deno.test("authenticate() saves the last use at most once a minute", async () => {
  const bench = openAccess();
  const { secret } = await addToken(bench.store);
  bench.time.elapsedMs = REREAD_UNKNOWN_MS;
  await present(bench, secret);
  const commits = bench.store.gate.count;
  assert.equal(bench.store.tokens()[0]?.lastUsedAt, AT + REREAD_UNKNOWN_MS);
  bench.time.elapsedMs += SAVE_USE_EVERY_MS - 1;
  await present(bench, secret);
  assert.equal(bench.store.gate.count, commits);
  bench.time.elapsedMs += 1;
  await present(bench, secret);
  assert.equal(bench.store.gate.count, commits + 1);
});

Deno.test("authenticate() lets people in when the disk is full", async () => {
  const bench = openAccess();
  const { secret } = await addToken(bench.store);
  bench.store.gate.failWith(new StorageError("full", "no space left"));
  bench.time.elapsedMs = REREAD_UNKNOWN_MS;
  assert.equal(codeOf(await present(bench, secret)), "ok");
});

Deno.test("authenticate() refuses an address for the rest of a minute after ten failures, and no other", async () => {
  const bench = openAccess();
  const { secret } = await addToken(bench.store);
  bench.time.elapsedMs = REREAD_UNKNOWN_MS;
  for (let count = 0; count < MAX_FAILURES; count++) {
    assert.equal(codeOf(await present(bench, `wrong ${count}`)), "unauthorized");
  }
  const refused = await present(bench, secret);
  assert.ok(!refused.ok);
  assert.equal(refused.refusal.code, "rateLimited");
  assert.equal(refused.refusal.retryAfterMs, WINDOW_MS);
  assert.equal(codeOf(await present(bench, secret, "10.0.0.10")), "ok");
  bench.time.elapsedMs += WINDOW_MS;
  assert.equal(codeOf(await present(bench, secret)), "ok");
});

Deno.test("authenticate() counts a token that has ended once, however often a program shows it", async () => {
  const bench = openAccess();
  const { secret } = await addToken(bench.store);
  bench.time.elapsedMs = REREAD_UNKNOWN_MS;
  for (let count = 0; count < 3 * MAX_FAILURES; count++) {
    assert.equal(codeOf(await present(bench, "ended long ago")), "unauthorized");
  }
  assert.equal(codeOf(await present(bench, secret)), "ok");
});

Deno.test("authenticate() lets a token through that was good from an address others guess from, until it ends", async () => {
  const bench = openAccess();
  const { secret, record } = await addToken(bench.store);
  bench.time.elapsedMs = REREAD_UNKNOWN_MS;
  assert.equal(codeOf(await present(bench, secret)), "ok");
  for (let count = 0; count <= MAX_FAILURES; count++) await present(bench, `guess ${count}`);
  assert.equal(codeOf(await present(bench, "one more")), "rateLimited");
  assert.equal(codeOf(await present(bench, secret)), "ok");
  await bench.store.commit([{ type: "tokenRemoved", id: record.id }]);
  bench.time.elapsedMs += REREAD_KNOWN_MS;
  assert.equal(codeOf(await present(bench, secret)), "unauthorized");
});
