import assert from "node:assert/strict";
import { ensureAdminToken, newToken } from "../../../actors/access/access.ts";
import { webCrypto } from "../../../actors/access/credentials.ts";
import { MemoryAccessStore } from "../../support/stores/memory_stores.ts";
import { AT, sampleToken } from "../../support/stores/store_samples.ts";

Deno.test("ensureAdminToken() makes one admin token on an empty store, and none the second time", async () => {
  const store = new MemoryAccessStore();
  const made = await ensureAdminToken(store, { now: AT });
  assert.ok(made);
  const [token] = store.tokens();
  assert.equal(token?.role, "admin");
  assert.equal(token?.hash, await webCrypto.sha256Hex(made.secret));
  assert.equal(await ensureAdminToken(store, { now: AT }), null);
  assert.equal(store.tokens().length, 1);
});

Deno.test("ensureAdminToken() makes one when the only admin token has expired or others are no admins", async () => {
  const store = new MemoryAccessStore();
  await store.commit([
    { type: "tokenSaved", token: sampleToken("tok_1", { role: "admin", expiresAt: AT }) },
    { type: "tokenSaved", token: sampleToken("tok_2", { role: "operate" }) },
  ]);
  assert.ok(await ensureAdminToken(store, { now: AT }));
});

Deno.test("ensureAdminToken() stores a given token hashed, replaces the one given before, and shows nothing", async () => {
  const store = new MemoryAccessStore();
  const given = "first-given-token-1";
  assert.equal(await ensureAdminToken(store, { now: AT, given }), null);
  assert.equal(store.tokens()[0]?.hash, await webCrypto.sha256Hex(given));
  await ensureAdminToken(store, { now: AT, given: "second-given-token" });
  assert.deepEqual(
    store.tokens().map(({ hash }) => hash),
    [await webCrypto.sha256Hex("second-given-token")],
  );
});

Deno.test("ensureAdminToken() writes nothing when the given token is there already", async () => {
  const store = new MemoryAccessStore();
  const made = await newToken({
    name: "n",
    role: "admin",
    rights: [],
    createdAt: AT,
    expiresAt: null,
  });
  await store.commit([{ type: "tokenSaved", token: made.record }]);
  await ensureAdminToken(store, { now: AT, given: made.secret });
  assert.equal(store.gate.count, 1);
});

Deno.test("ensureAdminToken() refuses a given token that is short, without repeating it", async () => {
  await assert.rejects(
    ensureAdminToken(new MemoryAccessStore(), { now: AT, given: "short" }),
    (error: Error) => error instanceof RangeError && !error.message.includes("short"),
  );
});
