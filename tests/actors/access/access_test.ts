import assert from "node:assert/strict";
import { accessActor } from "../../../actors/access/access.ts";
import type { AccessMessage } from "../../../actors/access/messages.ts";
import { AskError, createSystem } from "../../../actors/kernel/mod.ts";
import { StorageError } from "../../../actors/storage_error.ts";
import { MemoryAccessStore } from "../../support/stores/memory_stores.ts";
import { addToken } from "./bench_state.ts";

const TIMEOUT = { timeoutMs: 5_000 };

type Order<T> = Extract<AccessMessage, { readonly type: T }>;

function startAccess(store: MemoryAccessStore) {
  const system = createSystem();
  return { system, access: system.spawn(accessActor, { store }, { key: "access" }) };
}

Deno.test("accessActor answers each of its questions", async () => {
  const store = new MemoryAccessStore();
  const { secret } = await addToken(store, { role: "admin" });
  const { system, access } = startAccess(store);
  const signIn: Order<"signIn"> = { type: "signIn", token: secret, address: "a" };
  const signedIn = await access.ask(signIn, TIMEOUT);
  assert.ok(signedIn.ok);
  const session = signedIn.value.secret;
  const authenticate: Order<"authenticate"> = {
    type: "authenticate",
    credential: { kind: "session", secret: session },
    address: "a",
  };
  assert.ok((await access.ask(authenticate, TIMEOUT)).ok);
  const signOut: Order<"signOut"> = { type: "signOut", session };
  assert.equal(await access.ask(signOut, TIMEOUT), null);
  assert.ok(!(await access.ask(authenticate, TIMEOUT)).ok);
  const create: Order<"createToken"> = {
    type: "createToken",
    name: "tablet",
    role: "view",
    rights: [],
    expiresAt: null,
  };
  const created = await access.ask(create, TIMEOUT);
  assert.ok(created.ok);
  const revoke: Order<"revokeToken"> = { type: "revokeToken", id: created.value.token.id };
  assert.ok((await access.ask(revoke, TIMEOUT)).ok);
  const list: Order<"listTokens"> = { type: "listTokens" };
  assert.deepEqual((await access.ask(list, TIMEOUT)).map(({ name }) => name), ["console"]);
  await system.stop(1_000);
});

Deno.test("accessActor fails a sign-out that cannot be saved without crashing", async () => {
  const store = new MemoryAccessStore();
  const { system, access } = startAccess(store);
  store.gate.failWith(new StorageError("full", "no space left"));
  const signOut: Order<"signOut"> = { type: "signOut", session: "s" };
  await assert.rejects(
    access.ask(signOut, TIMEOUT),
    (error) => error instanceof AskError && error.cause instanceof StorageError,
  );
  assert.equal(system.report().children[0]?.crashed, 0);
  await system.stop(1_000);
});
