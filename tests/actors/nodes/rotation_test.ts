import assert from "node:assert/strict";
import { aContainer, aKey, type FakeNodeLink } from "../../support/nodes/fake_node_link.ts";
import { codeOf, TESTER, valueOf } from "../../support/displays/fleet.ts";
import { type NodeFleet, withNodes } from "../../support/nodes/node_fleet.ts";

const EACH = { scope: "each", filter: {} } as const;

async function withTwoHosts(
  test: (fleet: NodeFleet, links: readonly [FakeNodeLink, FakeNodeLink]) => Promise<void>,
): Promise<void> {
  await withNodes(async (fleet) => {
    const links = [await fleet.register("HOST-1"), await fleet.register("HOST-2")] as const;
    links[0].reports([aContainer("3node0"), aContainer("3node1"), aContainer("postgres")]);
    links[1].reports([aContainer("3node0")]);
    await fleet.settle();
    await test(fleet, links);
  });
}

async function start(fleet: NodeFleet, changes = {}): Promise<string> {
  const { rotation } = valueOf(
    await fleet.order("rotate_keys", {}, {
      selection: EACH,
      ...changes,
    }),
  );
  return rotation?.id ?? "";
}

/** Answers the newest command of a client: a rotation with a key, a check with its outcome. */
async function answer(fleet: NodeFleet, link: FakeNodeLink, digit: string, held = true) {
  link.answers(link.ordered.at(-1)?.commandId ?? "", `새 세션 키: ${aKey(digit)}`);
  await fleet.settle();
  link.answers(link.ordered.at(-1)?.commandId ?? "", { has_keys: held });
  await fleet.settle();
}

const commandsOf = (link: FakeNodeLink) =>
  link.ordered.map(({ command, target }) => `${command} ${target}`);

Deno.test("a broadcast of rotate_keys runs one container at a time, each verified before the next", () =>
  withTwoHosts(async (fleet, [first, second]) => {
    const id = await start(fleet);
    assert.deepEqual(commandsOf(first), ["rotate_keys 3node0"]);
    assert.deepEqual(commandsOf(second), []);
    await answer(fleet, first, "a");
    assert.deepEqual(commandsOf(first).slice(2), ["rotate_keys 3node1"]);
    assert.deepEqual(commandsOf(second), []);
    await answer(fleet, first, "b");
    assert.deepEqual(commandsOf(second), ["rotate_keys 3node0"]);
    await answer(fleet, second, "c");
    const run = await fleet.rotation(id);
    assert.equal(run.state, "completed");
    assert.deepEqual(run.steps.map(({ state }) => state), ["verified", "verified", "verified"]);
    assert.equal(fleet.row(run.steps[0]?.commandId ?? "").correlationId, id);
    assert.equal(fleet.keys.saved.length, 3);
  }));

Deno.test("a rotation stops at the first container whose key could not be verified", () =>
  withTwoHosts(async (fleet, [first, second]) => {
    const id = await start(fleet);
    await answer(fleet, first, "a");
    await answer(fleet, first, "b", false);
    const run = await fleet.rotation(id);
    assert.equal(run.state, "stopped");
    assert.match(run.reason ?? "", /HOST-1\/3node1/);
    assert.deepEqual(run.steps.map(({ state }) => state), ["verified", "failed", "notStarted"]);
    await fleet.advance(3_600_000);
    assert.deepEqual(commandsOf(second), []);
  }));

Deno.test("a rotation stops when a client fails, does not answer, or is away", () =>
  withTwoHosts(async (fleet, [first, second]) => {
    const failed = await start(fleet);
    first.fails(first.ordered.at(-1)?.commandId ?? "", "exit status 1");
    await fleet.settle();
    assert.equal((await fleet.rotation(failed)).state, "stopped");

    const silent = await start(fleet);
    await fleet.advance(130_000);
    assert.match((await fleet.rotation(silent)).reason ?? "", /Do not rotate again/);

    first.cut();
    await fleet.settle();
    const away = await start(fleet);
    assert.match((await fleet.rotation(away)).reason ?? "", /not_connected/);
    assert.deepEqual(commandsOf(second), []);
  }));

Deno.test("a rotation waits its pause between two containers", () =>
  withTwoHosts(async (fleet, [first]) => {
    await start(fleet, { pauseMs: 600_000 });
    await answer(fleet, first, "a");
    await fleet.advance(599_000);
    assert.equal(commandsOf(first).length, 2);
    first.reports([aContainer("3node0"), aContainer("3node1")]);
    await fleet.advance(2_000);
    assert.equal(commandsOf(first).at(-1), "rotate_keys 3node1");
  }));

Deno.test("only one rotation is under way, and the same request is the same rotation", () =>
  withTwoHosts(async (fleet) => {
    const idempotency = { key: "k", contentHash: "h" };
    const id = await start(fleet, { idempotency });
    assert.equal(await start(fleet, { idempotency }), id);
    const another = await fleet.order("rotate_keys", {}, { selection: EACH });
    assert.equal(codeOf(another), "conflict");
    const mismatch = { key: "k", contentHash: "other" };
    const other = await fleet.order("rotate_keys", {}, { selection: EACH, idempotency: mismatch });
    assert.equal(codeOf(other), "idempotencyMismatch");
  }));

Deno.test("stopRotation lets the container in hand finish, and begins no other", () =>
  withTwoHosts(async (fleet, [first]) => {
    const id = await start(fleet);
    valueOf(await fleet.rotations({ type: "stopRotation", id, requester: TESTER }));
    await answer(fleet, first, "a");
    const run = await fleet.rotation(id);
    assert.deepEqual([run.state, run.reason], ["stopped", "Stopped by tester."]);
    assert.deepEqual(run.steps.map(({ state }) => state), ["verified", "notStarted", "notStarted"]);
  }));
