import assert from "node:assert/strict";
import { NODE_CAPABILITIES } from "../../../protocols/mserver/events.ts";
import { aContainer, type FakeNodeLink } from "../../support/nodes/fake_node_link.ts";
import { asker, TESTER } from "../../support/displays/fleet.ts";
import { type NodeFleet, withNodes } from "../../support/nodes/node_fleet.ts";

const CAPABLE = { capabilities: NODE_CAPABILITIES } as const;
const FOLLOW = { lines: 3, follow: true };

async function withHost(
  changes: Parameters<NodeFleet["register"]>[1],
  test: (fleet: NodeFleet, link: FakeNodeLink) => Promise<void>,
): Promise<void> {
  await withNodes(async (fleet) => {
    const link = await fleet.register("HOST-1", changes);
    link.reports([aContainer()]);
    await fleet.settle();
    await test(fleet, link);
  });
}

/** What a follower has seen: lines, and dividers in brackets. */
async function seen(fleet: NodeFleet, commandId: string): Promise<string[]> {
  await fleet.settle();
  const ask = asker(fleet.tree.outputs, fleet.test);
  const { chunks } = await ask({ type: "getOutput", commandId });
  return chunks.flatMap(({ text, divider }) =>
    divider === null ? text.trimEnd().split("\n") : [`[${divider}]`]
  );
}

function cancel(fleet: NodeFleet, id: string) {
  return fleet.ledger({ type: "cancelCommand", id, requester: TESTER });
}

/** The client answers the question that it was asked last. */
async function answer(fleet: NodeFleet, link: FakeNodeLink, result: string): Promise<void> {
  link.answers(link.ordered.at(-1)?.commandId ?? "", result);
  await fleet.settle();
}

Deno.test("a log is followed by a client that can: one order, its lines as they come, until it is cancelled", () =>
  withHost(CAPABLE, async (fleet, link) => {
    const id = await fleet.run("logs", FOLLOW);
    assert.deepEqual(link.ordered.map(({ commandId, params }) => [commandId, params]), [[
      id,
      FOLLOW,
    ]]);
    link.speaks(id, 1, "a\nb\n");
    link.speaks(id, 2, "c\n--- 3node0 restarted at 2026-03-01T09:30:00.000Z ---\nd\n");
    assert.deepEqual(await seen(fleet, id), ["a", "b", "c", "[restarted]", "d"]);
    assert.equal(fleet.row(id).state, "running");
    await cancel(fleet, id);
    assert.deepEqual(link.toldOf("cancelCommand"), [{ type: "cancelCommand", commandId: id }]);
    link.speaks(id, 3, "late\n");
    link.fails(id, "cancelled");
    await fleet.settle();
    assert.equal((await seen(fleet, id)).length, 5);
    assert.equal(link.toldOf("cancelCommand").length, 1);
    assert.equal(fleet.stores.ledger.commandEvents(id).at(-1)?.state, "cancelled");
  }));

Deno.test("a line that comes in parts is one line, and the last needs no end", () =>
  withHost(CAPABLE, async (fleet, link) => {
    const id = await fleet.run("logs", FOLLOW);
    link.speaks(id, 1, "one\ntw");
    assert.deepEqual(await seen(fleet, id), ["one"]);
    link.speaks(id, 2, "o\n--- 70 characters left out ---\nthr");
    link.speaks(id, 3, "ee");
    assert.deepEqual(await seen(fleet, id), ["one", "two", "[gap]"]);
    link.answers(id, { followed: true, lines: 3 });
    assert.deepEqual(await seen(fleet, id), ["one", "two", "[gap]", "three"]);
    assert.equal(fleet.row(id).state, "completed");
  }));

Deno.test("a log that is followed goes on when its host is back, under a new id and with each line once", () =>
  withHost(CAPABLE, async (fleet, link) => {
    const id = await fleet.run("logs", FOLLOW);
    link.speaks(id, 1, "a\nb\n");
    link.cut();
    await fleet.advance(120_000);
    const back = await fleet.register("HOST-1", CAPABLE);
    const [again] = back.ordered;
    assert.notEqual(again?.commandId, id);
    assert.match(again?.commandId ?? "", /^cmd_\d+_[a-z0-9]+$/);
    back.speaks(again?.commandId ?? "", 1, "a\n");
    back.speaks(again?.commandId ?? "", 2, "b\nc\n");
    await fleet.advance(1_000);
    back.speaks(again?.commandId ?? "", 3, "b\n");
    back.speaks(id, 2, "of the follow before\n");
    back.speaks(id, 3, "of the follow before\n");
    assert.deepEqual(await seen(fleet, id), ["a", "b", "[away]", "[back]", "c", "b"]);
    assert.deepEqual(back.toldOf("cancelCommand").map(({ commandId }) => commandId), [id]);
    assert.equal(fleet.row(id).state, "running");
  }));

Deno.test("a log goes on when its client ends the follow by itself, as it does when it is restarted", () =>
  withHost(CAPABLE, async (fleet, link) => {
    const id = await fleet.run("logs", FOLLOW);
    link.speaks(id, 1, "a\n");
    link.fails(id, "cancelled");
    await fleet.settle();
    assert.equal(fleet.row(id).state, "running");
    await fleet.advance(3_000);
    assert.equal(link.ordered.length, 2);
    link.speaks(link.ordered[1]?.commandId ?? "", 1, "a\nb\n");
    await fleet.advance(1_000);
    assert.deepEqual(await seen(fleet, id), ["a", "[away]", "[back]", "b"]);
  }));

Deno.test("a log that went on for too long while its host was away has a gap", () =>
  withHost(CAPABLE, async (fleet, link) => {
    const id = await fleet.run("logs", FOLLOW);
    link.speaks(id, 1, "a\nb\n");
    link.cut();
    const back = await fleet.register("HOST-1", CAPABLE);
    back.speaks(back.ordered[0]?.commandId ?? "", 1, "x\ny\n");
    await fleet.advance(1_000);
    assert.deepEqual(await seen(fleet, id), ["a", "b", "[away]", "[back]", "[gap]", "x", "y"]);
  }));

Deno.test("a client that follows ends by itself after an hour, and is asked to go on; sooner it is the end", () =>
  withHost(CAPABLE, async (fleet, link) => {
    const id = await fleet.run("logs", FOLLOW, { deadlineMs: 86_400_000 });
    link.speaks(id, 1, "a\n");
    for (let minute = 0; minute < 60; minute++) {
      await fleet.advance(60_000);
      link.reports([aContainer()]);
    }
    link.answers(id, { followed: true, lines: 1 });
    await fleet.settle();
    const second = link.ordered.at(-1)?.commandId ?? "";
    assert.notEqual(second, id);
    link.speaks(second, 1, "a\nb\n");
    await fleet.advance(1_000);
    assert.deepEqual(await seen(fleet, id), ["a", "b"]);
    link.answers(second, { followed: true, lines: 2 });
    await fleet.settle();
    const { state, result } = fleet.row(id);
    assert.deepEqual([state, result], ["completed", { followed: true, lines: 2 }]);
  }));

Deno.test("a fielded client is asked for the end of a log again and again, over one row of the ledger", () =>
  withHost({}, async (fleet, link) => {
    const id = await fleet.run("logs", FOLLOW);
    assert.deepEqual(link.ordered.at(-1)?.params, { lines: 3, follow: false });
    await answer(fleet, link, "a\nb\nc\n");
    await fleet.advance(3_000);
    await answer(fleet, link, "b\nc\nd\n");
    await fleet.advance(3_000);
    await answer(fleet, link, "b\nc\nd\n");
    await fleet.advance(3_000);
    await answer(fleet, link, "x\ny\nz\n");
    assert.deepEqual(await seen(fleet, id), ["a", "b", "c", "d", "[gap]", "x", "y", "z"]);
    assert.equal(new Set(link.ordered.map(({ commandId }) => commandId)).size, 4);
    assert.equal(fleet.stores.ledger.commands({ limit: 10 }).items.length, 1);
    await cancel(fleet, id);
    await fleet.advance(10_000);
    assert.equal(link.ordered.length, 4);
  }));

Deno.test("a log that is followed leaves the other commands of a fielded client their turns", () =>
  withHost({}, async (fleet, link) => {
    await fleet.run("logs", FOLLOW);
    await answer(fleet, link, "a");
    const restart = await fleet.run("restart");
    assert.equal(link.ordered.at(-1)?.commandId, restart);
    await fleet.advance(30_000);
    assert.equal(link.ordered.at(-1)?.commandId, restart);
    await answer(fleet, link, "ok");
    await fleet.advance(3_000);
    assert.equal(link.ordered.at(-1)?.command, "logs");
    assert.equal(fleet.row(restart).state, "completed");
  }));

Deno.test("a container that was started anew is seen in a log that is asked for", () =>
  withHost({}, async (fleet, link) => {
    const id = await fleet.run("logs", FOLLOW);
    await answer(fleet, link, "a");
    await fleet.advance(3_000);
    link.reports([aContainer("3node0", { networkReceivedBytes: 10 })]);
    await fleet.settle();
    await answer(fleet, link, "a\nstarting");
    assert.deepEqual(await seen(fleet, id), ["a", "[restarted]", "starting"]);
  }));

Deno.test("a log that cannot be read for a while goes on, and one that is gone for good ends", () =>
  withHost({}, async (fleet, link) => {
    const id = await fleet.run("logs", FOLLOW);
    await answer(fleet, link, "a");
    await fleet.advance(3_000);
    link.fails(link.ordered.at(-1)?.commandId ?? "", "No such container: 3node0");
    await fleet.advance(3_000);
    await answer(fleet, link, "a\nb");
    assert.deepEqual(await seen(fleet, id), ["a", "[away]", "[back]", "b"]);
    for (let poll = 0; poll < 20; poll++) {
      await fleet.advance(3_000);
      link.fails(link.ordered.at(-1)?.commandId ?? "", "No such container: 3node0");
      await fleet.settle();
    }
    assert.deepEqual([fleet.row(id).state, fleet.row(id).reason], [
      "failed",
      "No such container: 3node0",
    ]);
  }));

Deno.test("a log that there never was fails with the client's reason", () =>
  withHost({}, async (fleet, link) => {
    const id = await fleet.run("logs", FOLLOW);
    link.fails(link.ordered[0]?.commandId ?? "", "No such container: 3node0");
    await fleet.settle();
    assert.equal(fleet.row(id).reason, "No such container: 3node0");
  }));

Deno.test("a fielded client that does not answer about a log does not stop the next command", () =>
  withHost({}, async (fleet, link) => {
    await fleet.run("logs", FOLLOW);
    const asked = link.ordered.at(-1)?.commandId ?? "";
    const status = await fleet.run("status", {}, { deadlineMs: 300_000 });
    await fleet.advance(61_000);
    assert.equal(link.ordered.at(-1)?.commandId, status);
    link.answers(asked, "late");
    await answer(fleet, link, "up");
    assert.equal(fleet.row(status).state, "completed");
    assert.equal(fleet.kinds().includes("strayAnswer"), false);
  }));

Deno.test("eight logs of one host are followed at a time, and the ninth is told so", () =>
  withHost(CAPABLE, async (fleet) => {
    for (let count = 0; count < 8; count++) await fleet.run("logs", FOLLOW);
    const { state, reason } = fleet.row(await fleet.run("logs", FOLLOW));
    assert.equal(state, "failed");
    assert.match(reason ?? "", /^busy: 8 logs of HOST-1/);
    assert.equal(fleet.row(await fleet.run("logs", { lines: 3 })).state, "sent");
  }));

Deno.test("a log is followed for an hour unless somebody says otherwise, and then its client is told", () =>
  withHost(CAPABLE, async (fleet, link) => {
    const { createdAt, deadlineAt } = fleet.row(await fleet.run("logs", FOLLOW));
    assert.equal(deadlineAt - createdAt, 3_600_000);
    const short = await fleet.run("logs", FOLLOW, { deadlineMs: 5_000 });
    await fleet.advance(6_000);
    assert.equal(fleet.row(short).state, "timed_out");
    assert.deepEqual(link.toldOf("cancelCommand").map(({ commandId }) => commandId), [short]);
  }));

Deno.test("a log of a host that is away waits for it when it is told to, and says so", () =>
  withHost(CAPABLE, async (fleet, link) => {
    link.cut();
    await fleet.settle();
    assert.equal(fleet.row(await fleet.run("logs", FOLLOW)).state, "failed");
    const id = await fleet.run("logs", FOLLOW, { waitOnlineMs: 60_000 });
    assert.deepEqual(await seen(fleet, id), ["[away]"]);
    const back = await fleet.register("HOST-1", CAPABLE);
    back.speaks(back.ordered.at(-1)?.commandId ?? "", 1, "a\n");
    assert.deepEqual(await seen(fleet, id), ["[away]", "[back]", "a"]);
  }));

Deno.test("a crash of the host's actor ends what it followed, and its client is told", () =>
  withHost(CAPABLE, async (fleet, link) => {
    const id = await fleet.run("logs", FOLLOW);
    Object.defineProperty(link, "say", {
      value: (word: { type: string }) => {
        if (word.type === "statsReceived") throw new Error("broken");
      },
    });
    link.reports([aContainer()]);
    await fleet.settle();
    assert.equal(fleet.row(id).state, "failed");
    assert.match(fleet.row(id).reason ?? "", /actor was stopped/);
  }));
