import assert from "node:assert/strict";
import { NODE_CAPABILITIES } from "../../../protocols/mserver/events.ts";
import { aContainer, aKey } from "../../support/nodes/fake_node_link.ts";
import { asker, TESTER, valueOf } from "../../support/displays/fleet.ts";
import { type NodeFleet, withNodes } from "../../support/nodes/node_fleet.ts";

/** A host of our own agent, with three containers. */
async function withAgent(
  test: (fleet: NodeFleet, link: Awaited<ReturnType<NodeFleet["register"]>>) => Promise<void>,
): Promise<void> {
  await withNodes(async (fleet) => {
    const link = await fleet.register("HOST-1", { capabilities: NODE_CAPABILITIES });
    link.reports([aContainer("3node0"), aContainer("3node1"), aContainer("node2")]);
    await fleet.settle();
    await test(fleet, link);
  });
}

async function output(fleet: NodeFleet, commandId: string) {
  await fleet.settle();
  return await asker(fleet.tree.outputs, fleet.test)({ type: "getOutput", commandId });
}

function cancel(fleet: NodeFleet, id: string) {
  return fleet.ledger({ type: "cancelCommand", id, requester: TESTER });
}

Deno.test("a client that can do several things at a time gets commands without waiting for answers", () =>
  withAgent(async (fleet, link) => {
    const ids = [await fleet.run("restart"), await fleet.run("status"), await fleet.run("logs")];
    assert.deepEqual(link.ordered.map(({ command }) => command), ["restart", "status", "logs"]);
    assert.equal((await fleet.find()).work?.commandId, ids[0]);
    link.answers(ids[1] ?? "", "up");
    await fleet.settle();
    assert.deepEqual(ids.map((id) => fleet.row(id).state), ["sent", "completed", "sent"]);
    link.answers(ids[0] ?? "", "ok");
    link.answers(ids[2] ?? "", "line");
    await fleet.settle();
    assert.equal((await fleet.find()).work, null);
  }));

Deno.test("a client that can do several things at a time gets 64 of them, and the next with an answer", () =>
  withAgent(async (fleet, link) => {
    const ids: string[] = [];
    for (let count = 0; count < 70; count++) ids.push(await fleet.run("status"));
    assert.equal(link.ordered.length, 64);
    assert.equal((await fleet.find()).queued, 6);
    link.answers(ids[10] ?? "", "up");
    await fleet.settle();
    assert.equal(link.ordered.length, 65);
    await cancel(fleet, ids[11] ?? "");
    assert.equal(link.ordered.length, 66);
  }));

Deno.test("readings are acknowledged while a client that reads on carries out a command", () =>
  withAgent(async (fleet, link) => {
    await fleet.run("restart");
    link.told.length = 0;
    link.reports([aContainer()]);
    await fleet.settle();
    assert.equal(link.told.at(-1)?.type, "statsReceived");
  }));

Deno.test("what a command says is kept without keys, each part once, and its row is running", () =>
  withAgent(async (fleet, link) => {
    const id = await fleet.run("exec", { command: "df -h" });
    link.speaks(id, 1, "first\n");
    link.speaks(id, 1, "again\n");
    link.speaks(id, 3, `key ${aKey()}\n`);
    await fleet.settle();
    assert.equal(fleet.row(id).state, "running");
    const { chunks } = await output(fleet, id);
    assert.deepEqual(chunks.map(({ text }) => text), ["first\n", "key 0xaaaaaaaa…\n"]);
    link.answers(id, "first\n");
    await fleet.settle();
    assert.equal(fleet.row(id).state, "completed");
    link.speaks(id, 4, "late\n");
    assert.equal((await output(fleet, id)).lastSequence, 2);
  }));

Deno.test("what a rotation of keys says is not shown to anybody", () =>
  withAgent(async (fleet, link) => {
    const id = await fleet.run("rotate_keys");
    link.speaks(id, 1, `half a key ${aKey().slice(0, 40)}`);
    assert.equal((await output(fleet, id)).lastSequence, 0);
  }));

Deno.test("a rotation ends with its answer, though the key came before and the client has no slot", () =>
  withAgent(async (fleet, link) => {
    const id = await fleet.run("rotate_keys");
    link.says({ type: "keyUpdated", container: "3node0", sessionKey: aKey(), at: fleet.now() });
    await fleet.settle();
    assert.equal(fleet.row(id).state, "sent");
    link.answers(id, { container: "3node0", session_key: aKey() });
    await fleet.settle();
    assert.equal(fleet.row(id).state, "completed");
  }));

Deno.test("a command that is cancelled is ended by a client that can, and its answer is kept beside it", () =>
  withAgent(async (fleet, link) => {
    const id = await fleet.run("exec", { command: "sleep 600" });
    valueOf(await cancel(fleet, id));
    assert.deepEqual(link.toldOf("cancelCommand"), [{ type: "cancelCommand", commandId: id }]);
    link.fails(id, "cancelled");
    await fleet.settle();
    assert.equal(fleet.row(id).state, "cancelled");
    const events = fleet.stores.ledger.commandEvents(id).map(({ state }) => state);
    assert.deepEqual(events, ["queued", "sent", "cancelled", "failed"]);
  }));

Deno.test("a command whose time is over is ended by a client that can", () =>
  withAgent(async (fleet, link) => {
    const id = await fleet.run("exec", { command: "sleep 600" }, { deadlineMs: 5_000 });
    await fleet.advance(6_000);
    assert.equal(fleet.row(id).state, "timed_out");
    assert.deepEqual(link.toldOf("cancelCommand").map(({ commandId }) => commandId), [id]);
  }));

Deno.test("a client that goes on with a command of nobody's is told once to end it", () =>
  withAgent(async (fleet, link) => {
    link.speaks("cmd_1_before", 1, "x");
    link.speaks("cmd_1_before", 2, "x");
    await fleet.settle();
    assert.equal(link.toldOf("cancelCommand").length, 1);
  }));

Deno.test("a fielded client is never told to cancel, whatever it says", () =>
  withNodes(async (fleet) => {
    const link = await fleet.register();
    link.reports([aContainer()]);
    link.speaks("cmd_1_before", 1, "x");
    await fleet.settle();
    const id = await fleet.run("restart");
    await cancel(fleet, id);
    assert.deepEqual(link.toldOf("cancelCommand"), []);
    assert.equal((await fleet.find()).work?.abandoned, true);
  }));

Deno.test("a client that comes back as a fielded build is treated as one", () =>
  withAgent(async (fleet, link) => {
    link.cut();
    const back = await fleet.register();
    await fleet.run("status");
    await fleet.run("logs");
    assert.deepEqual(back.ordered.map(({ command }) => command), ["status"]);
  }));
