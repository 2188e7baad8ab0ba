import assert from "node:assert/strict";
import { createToken, MAX_TOKENS, revokeToken } from "../../../actors/access/tokens.ts";
import { StorageError } from "../../../actors/storage_error.ts";
import { AT, sampleToken } from "../../support/stores/store_samples.ts";
import { openAccess } from "./bench_state.ts";

const wanted = { name: "wall tablet", role: "operate", rights: ["exec"], expiresAt: null } as const;

Deno.test("createToken() answers the secret once, and stores its hash", async () => {
  const { state, store, time } = openAccess();
  const made = await createToken(state, wanted, time);
  assert.ok(made.ok);
  assert.ok(!("hash" in made.value.token));
  assert.equal(store.tokens()[0]?.id, made.value.token.id);
  assert.ok(!JSON.stringify(store.tokens()).includes(made.value.secret));
});

Deno.test("createToken() refuses a name that is taken, also by a command line beside us", async () => {
  const { state, store, time } = openAccess();
  await store.commit([{ type: "tokenSaved", token: sampleToken("tok_1", { name: wanted.name }) }]);
  const refused = await createToken(state, wanted, time);
  assert.ok(!refused.ok);
  assert.equal(refused.refusal.code, "conflict");
  assert.equal(refused.refusal.field, "name");
});

Deno.test("createToken() refuses an end that has passed", async () => {
  const { state, time } = openAccess();
  const refused = await createToken(state, { ...wanted, expiresAt: AT }, time);
  assert.ok(!refused.ok);
  assert.equal(refused.refusal.field, "expiresAt");
});

Deno.test("createToken() refuses when there are too many", async () => {
  const { state, store, time } = openAccess();
  for (let index = 0; index < MAX_TOKENS; index++) {
    const token = sampleToken(`tok_${index}`, { name: `n${index}`, hash: `h${index}` });
    await store.commit([{ type: "tokenSaved", token }]);
  }
  const refused = await createToken(state, wanted, time);
  assert.equal(refused.ok ? "" : refused.refusal.code, "tooMany");
});

Deno.test("createToken() gives no token when it cannot be saved", async () => {
  const { state, store, time } = openAccess();
  store.gate.failWith(new StorageError("failed", "I/O error"));
  const refused = await createToken(state, wanted, time);
  assert.equal(refused.ok ? "" : refused.refusal.code, "storageFailed");
  assert.deepEqual(state.book.tokens(), []);
});

Deno.test("revokeToken() refuses an id that is not known", async () => {
  const { state, time } = openAccess();
  const refused = await revokeToken(state, { id: "tok_none" }, time);
  assert.equal(refused.ok ? "" : refused.refusal.code, "notFound");
});

Deno.test("revokeToken() keeps the token when the removal cannot be saved", async () => {
  const { state, store, time } = openAccess();
  await store.commit([{ type: "tokenSaved", token: sampleToken("tok_1") }]);
  store.gate.failWith(new StorageError("full", "no space left"));
  const refused = await revokeToken(state, { id: "tok_1" }, time);
  assert.equal(refused.ok ? "" : refused.refusal.code, "storageFull");
  assert.equal(state.book.tokens().length, 1);
});
