import assert from "node:assert/strict";
import { StorageError } from "../../../actors/storage_error.ts";
import { aContainer, aKey } from "../../support/nodes/fake_node_link.ts";
import { type NodeFleet, withNodes } from "../../support/nodes/node_fleet.ts";

async function withHost(
  test: (fleet: NodeFleet, link: Awaited<ReturnType<NodeFleet["register"]>>) => Promise<void>,
): Promise<void> {
  await withNodes(async (fleet) => {
    const link = await fleet.register();
    link.reports([aContainer("3node0"), aContainer("3node1")]);
    await fleet.settle();
    await test(fleet, link);
  });
}

/** Everything that people and programs can read: rows, events, notes, and what was published. */
async function readable(fleet: NodeFleet): Promise<string> {
  const rows = fleet.stores.ledger.commands({ limit: 500 }).items;
  const events = rows.flatMap(({ id }) => fleet.stores.ledger.commandEvents(id));
  return JSON.stringify([rows, events, await fleet.find(), fleet.published, fleet.keys.newest()]);
}

for (
  const [source, result] of [
    ["fielded_text", `새 세션 키: ${aKey()}`],
    ["rotate_keys", { status: "success", session_key: aKey(), container: "3node0" }],
  ] as const
) {
  Deno.test(`rotate_keys stores the key of a ${source}, asks the container for it, and tells nobody what it is`, () =>
    withHost(async (fleet, link) => {
      const id = await fleet.run("rotate_keys");
      link.answers(id, result);
      await fleet.settle();
      assert.deepEqual(fleet.keys.saved.map(({ source, sessionKey }) => [source, sessionKey]), [
        [source, aKey()],
      ]);
      const row = fleet.row(id);
      assert.equal(row.state, "completed");
      assert.equal(row.result?.keyId, "key_1");
      assert.match(row.reason ?? "", /on chain/);
      assert.match(JSON.stringify(row.result?.next), /등록/);
      // The container is asked, with the key itself.
      const check = link.ordered.at(-1);
      assert.deepEqual([check?.command, check?.params], ["has_session_keys", {
        session_keys: aKey(),
      }]);
      link.answers(check?.commandId ?? "", { has_keys: true, checked_keys: aKey() });
      await fleet.settle();
      assert.equal(fleet.keys.verifications.get("key_1")?.verified, true);
      assert.deepEqual(fleet.kinds(), ["keyStored", "keyVerified"]);
      assert.equal((await readable(fleet)).includes(aKey().slice(0, 70)), false);
    }));
}

Deno.test("a key that the container does not hold is recorded as not verified", () =>
  withHost(async (fleet, link) => {
    link.answers(await fleet.run("rotate_keys"), `새 세션 키: ${aKey()}`);
    await fleet.settle();
    link.answers(link.ordered.at(-1)?.commandId ?? "", { has_keys: false });
    await fleet.settle();
    assert.equal(fleet.keys.verifications.get("key_1")?.verified, false);
    assert.equal(fleet.published.keys.at(-1)?.verification?.verified, false);
    assert.equal(fleet.kinds().at(-1), "keyNotVerified");
  }));

Deno.test("key_update is acknowledged only after the key is on the disk", () =>
  withHost(async (fleet, link) => {
    fleet.keys.gate.hold();
    link.says({ type: "keyUpdated", container: "3node0", sessionKey: aKey(), at: null });
    await fleet.advance(1_000);
    assert.deepEqual(link.toldOf("keyStored"), []);
    fleet.keys.gate.release();
    await fleet.settle();
    assert.deepEqual(link.toldOf("keyStored"), [{ type: "keyStored", container: "3node0" }]);
  }));

Deno.test("a key that the disk does not take is kept, told of, and tried again", () =>
  withHost(async (fleet, link) => {
    fleet.keys.gate.failWith(new StorageError("full", "disk full"));
    link.says({ type: "keyUpdated", container: "3node0", sessionKey: aKey(), at: null });
    await fleet.advance(1_000);
    assert.deepEqual(link.toldOf("keyStored"), []);
    assert.deepEqual(fleet.kinds(), ["keyNotStored"]);
    // Not even a crash loses it.
    link.host?.tell({ type: "nodeEvent", link, event: null as never });
    await fleet.advance(1_000);
    fleet.keys.gate.failWith(null);
    await fleet.advance(10_000);
    assert.equal(fleet.keys.saved.length, 1);
    assert.equal(link.toldOf("keyStored").length, 1);
  }));

Deno.test("one rotation told twice, as key_update and as an answer, is one key and one check", () =>
  withHost(async (fleet, link) => {
    const id = await fleet.run("rotate_keys");
    link.says({ type: "keyUpdated", container: "3node0", sessionKey: aKey(), at: null });
    link.answers(id, { status: "success", session_key: aKey(), container: "3node0" });
    await fleet.settle();
    assert.equal(fleet.keys.saved.length, 1);
    assert.equal(fleet.row(id).state, "completed");
    assert.equal(link.toldOf("keyStored").length, 1);
    const checks = link.ordered.filter(({ command }) => command === "has_session_keys");
    assert.equal(checks.length, 1);
  }));

Deno.test("a rotation is unknown, and says what to do, when it is answered without a key", () =>
  withHost(async (fleet, link) => {
    const id = await fleet.run("rotate_keys");
    link.answers(id, "ok");
    await fleet.settle();
    assert.equal(fleet.row(id).state, "unknown");
    assert.match(fleet.row(id).reason ?? "", /Do not rotate again/);
  }));

Deno.test("a rotation is unknown when its time is over, and a late key is stored all the same", () =>
  withHost(async (fleet, link) => {
    const id = await fleet.run("rotate_keys");
    await fleet.advance(121_000);
    assert.equal(fleet.row(id).state, "unknown");
    assert.equal(link.ordered.length, 1);
    link.answers(id, `새 세션 키: ${aKey()}`);
    await fleet.settle();
    assert.equal(fleet.keys.saved.length, 1);
    assert.equal(fleet.row(id).state, "unknown");
    assert.equal((await readable(fleet)).includes(aKey().slice(0, 70)), false);
  }));

Deno.test("after a rotation that is never answered the queue goes on ten minutes later", () =>
  withHost(async (fleet, link) => {
    await fleet.run("rotate_keys");
    const next = await fleet.run("status", {}, { deadlineMs: 3_600_000 });
    await fleet.advance(121_000);
    assert.equal(link.ordered.length, 1);
    await fleet.advance(600_000);
    assert.deepEqual(link.ordered.map(({ command }) => command), ["rotate_keys", "status"]);
    assert.equal(fleet.row(next).state, "sent");
  }));

Deno.test("a rotation whose link was lost ends with the key that comes over the next one", () =>
  withHost(async (fleet, link) => {
    const id = await fleet.run("rotate_keys");
    link.cut();
    const back = await fleet.register();
    assert.equal(fleet.row(id).state, "sent");
    back.says({ type: "keyUpdated", container: "3node0", sessionKey: aKey(), at: null });
    await fleet.settle();
    assert.equal(fleet.row(id).state, "completed");
  }));

Deno.test("a rotation that failed for the client has failed", () =>
  withHost(async (fleet, link) => {
    const id = await fleet.run("rotate_keys");
    link.fails(id, "Command '[…]' returned non-zero exit status 1.");
    await fleet.settle();
    assert.equal(fleet.row(id).state, "failed");
  }));

Deno.test("a key that a person asks about reaches the client, and no row of the ledger", () =>
  withHost(async (fleet, link) => {
    const id = await fleet.run("has_session_keys", { session_keys: aKey("b") });
    assert.deepEqual(link.ordered[0]?.params, { session_keys: aKey("b") });
    assert.equal(fleet.row(id).order.params.session_keys, "0xbbbbbbbb…");
    assert.equal((await readable(fleet)).includes("b".repeat(40)), false);
  }));

Deno.test("a check that could not be asked is recorded as such", () =>
  withHost(async (fleet, link) => {
    link.answers(await fleet.run("rotate_keys"), `새 세션 키: ${aKey()}`);
    await fleet.settle();
    link.cut();
    await fleet.advance(700_000);
    const verification = fleet.keys.verifications.get("key_1");
    assert.equal(verification?.verified, false);
    assert.match(verification?.detail ?? "", /could not be asked/);
  }));
