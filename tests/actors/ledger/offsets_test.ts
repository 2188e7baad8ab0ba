import assert from "node:assert/strict";
import type { SubmitCommands } from "../../../actors/ledger/messages.ts";
import {
  execute,
  type Fleet,
  stopOrder,
  submission,
  TESTER,
  valueOf,
  withFleet,
} from "../../support/displays/fleet.ts";
import type { FakeLink } from "../../support/displays/fake_link.ts";

const RUN = { presetId: 7, presetName: "Opening", action: "execute", barrier: false } as const;
const STOP = { ...RUN, action: "stop" } as const;

async function walls(fleet: Fleet, count: number): Promise<FakeLink[]> {
  const links: FakeLink[] = [];
  for (let n = 1; n <= count; n++) links.push(await fleet.register(`Wall-${n}`, `10.0.0.${n}`));
  return links;
}

/** Runs preset 7 with an offset for each display, from number 1 on. Answers the ids of the commands. */
async function run(
  fleet: Fleet,
  offsetsMs: readonly number[],
  more: Partial<SubmitCommands> = {},
): Promise<readonly string[]> {
  const commands = offsetsMs.map((offsetMs, index) => ({
    target: { kind: "display", key: String(index + 1), name: `Wall-${index + 1}` },
    order: execute(),
    offsetMs,
  }));
  const asked = await fleet.tree.ledger.ask(submission({ commands, execution: RUN, ...more }), {
    timeoutMs: 60_000,
  });
  await fleet.settle();
  return valueOf(asked).commands.map((command) => command.id);
}

const sent = (links: readonly FakeLink[]) => links.map((link) => link.commands.length);
const states = (fleet: Fleet, ids: readonly string[]) => ids.map((id) => fleet.row(id).state);

Deno.test("holdBack() sends each command at its own moment, and writes it queued until then", () =>
  withFleet(async (fleet) => {
    const links = await walls(fleet, 3);
    const ids = await run(fleet, [0, 2_000, 5_000]);
    assert.deepEqual(states(fleet, ids), ["sent", "queued", "queued"]);
    await fleet.advance(1_999);
    assert.deepEqual(sent(links), [1, 0, 0]);
    await fleet.advance(1);
    assert.deepEqual(sent(links), [1, 1, 0]);
    await fleet.advance(3_000);
    assert.deepEqual(sent(links), [1, 1, 1]);
    assert.deepEqual(fleet.states(ids[2] ?? ""), ["queued", "sent"]);
    assert.equal(fleet.row(ids[2] ?? "").offsetMs, 5_000);
  }));

Deno.test("holdBack() keeps order among offsets that are given in any order", () =>
  withFleet(async (fleet) => {
    const links = await walls(fleet, 3);
    const order: number[] = [];
    links.forEach((link, index) => link.onCommand = () => order.push(index + 1));
    await run(fleet, [9_000, 1_000, 4_000]);
    await fleet.advance(10_000);
    assert.deepEqual(order, [2, 3, 1]);
  }));

Deno.test("a command that is held back asks for its target at its moment, and not before", () =>
  withFleet(async (fleet) => {
    const links = await walls(fleet, 2);
    links[1]?.closes();
    await fleet.settle();
    const ids = await run(fleet, [0, 3_000]);
    assert.deepEqual(states(fleet, ids), ["sent", "queued"]);
    const back = await fleet.register("Wall-2", "10.0.0.2");
    await fleet.advance(3_000);
    assert.equal(back.commands.length, 1);
  }));

Deno.test("a target that is away at its moment fails then, or is waited for from then on", () =>
  withFleet(async (fleet) => {
    const links = await walls(fleet, 2);
    links.forEach((link) => link.closes());
    await fleet.settle();
    const ids = await run(fleet, [2_000, 2_000]);
    const [waits] = await run(fleet, [2_000], { waitOnlineMs: 10_000 });
    await fleet.advance(2_000);
    assert.deepEqual(states(fleet, ids), ["failed", "failed"]);
    assert.match(fleet.row(ids[0] ?? "").reason ?? "", /^not_connected/);
    await fleet.advance(9_000);
    assert.equal(fleet.row(waits ?? "").state, "queued");
    await fleet.advance(1_100);
    assert.equal(fleet.row(waits ?? "").state, "failed");
  }));

Deno.test("the deadline of a command that is held back counts from its moment", () =>
  withFleet(async (fleet) => {
    const [link] = await walls(fleet, 1);
    const [id = ""] = await run(fleet, [120_000], { deadlineMs: 5_000 });
    await fleet.advance(120_000);
    assert.equal(link?.commands.length, 1);
    assert.equal(fleet.row(id).state, "sent");
    await fleet.advance(5_100);
    assert.equal(fleet.row(id).state, "timed_out");
  }));

Deno.test("a barrier opens when all are there, and the offsets count from that moment", () =>
  withFleet(async (fleet) => {
    const links = await walls(fleet, 2);
    links[1]?.closes();
    await fleet.settle();
    const barrier = { ...RUN, barrier: true };
    const ids = await run(fleet, [0, 3_000], { execution: barrier, waitOnlineMs: 30_000 });
    await fleet.advance(10_000);
    assert.deepEqual(states(fleet, ids), ["queued", "queued"]);
    const back = await fleet.register("Wall-2", "10.0.0.2");
    assert.deepEqual([links[0]?.commands.length, back.commands.length], [1, 0]);
    await fleet.advance(2_999);
    assert.equal(back.commands.length, 0);
    await fleet.advance(1);
    assert.equal(back.commands.length, 1);
  }));

Deno.test("a barrier that does not open sends nothing, whatever the offsets", () =>
  withFleet(async (fleet) => {
    const links = await walls(fleet, 2);
    links[1]?.closes();
    await fleet.settle();
    const ids = await run(fleet, [0, 1_000], { execution: { ...RUN, barrier: true } });
    await fleet.advance(5_000);
    assert.deepEqual(states(fleet, ids), ["cancelled", "failed"]);
    assert.deepEqual(sent(links), [0, 0]);
  }));

Deno.test("a target that reconnects between the barrier and its moment still gets its command", () =>
  withFleet(async (fleet) => {
    const links = await walls(fleet, 2);
    const ids = await run(fleet, [0, 4_000], { execution: { ...RUN, barrier: true } });
    await fleet.advance(1_000);
    links[1]?.closes();
    await fleet.settle();
    const back = await fleet.register("Wall-2", "10.0.0.2");
    await fleet.advance(3_000);
    assert.deepEqual([states(fleet, ids), back.commands.length], [["sent", "sent"], 1]);
  }));

Deno.test("a stop cancels what was not sent, and goes to everybody", () =>
  withFleet(async (fleet) => {
    const links = await walls(fleet, 3);
    const ids = await run(fleet, [0, 2_000, 4_000]);
    await fleet.advance(2_500);
    await fleet.submit([1, 2, 3], stopOrder(), { execution: STOP });
    await fleet.advance(10_000);
    assert.deepEqual(states(fleet, ids).slice(2), ["cancelled"]);
    assert.equal(
      fleet.row(ids[2] ?? "").reason,
      "tester stopped the preset before this was sent.",
    );
    const told = links.map(({ commands }) => commands.map(({ order }) => order.type));
    assert.deepEqual(told, [["execute", "stop"], ["execute", "stop"], ["stop"]]);
  }));

Deno.test("a stop ends a barrier that waits, and leaves other presets alone", () =>
  withFleet(async (fleet) => {
    const links = await walls(fleet, 2);
    links[1]?.closes();
    await fleet.settle();
    const waiting = { execution: { ...RUN, barrier: true }, waitOnlineMs: 60_000 };
    const ids = await run(fleet, [0, 0], waiting);
    const other = await fleet.submit([2], execute("b.exe", 8), {
      execution: { ...RUN, presetId: 8, presetName: "Other", barrier: true },
      waitOnlineMs: 60_000,
    });
    await fleet.submit([1], stopOrder(), { execution: STOP });
    await fleet.register("Wall-2", "10.0.0.2");
    assert.deepEqual(states(fleet, ids), ["cancelled", "cancelled"]);
    assert.equal(fleet.row(valueOf(other).commands[0]?.id ?? "").state, "sent");
  }));

Deno.test("cancelCommand takes back one command that is held, and leaves the others", () =>
  withFleet(async (fleet) => {
    const links = await walls(fleet, 2);
    const ids = await run(fleet, [3_000, 3_000]);
    const id = ids[0] ?? "";
    valueOf(await fleet.ledger({ type: "cancelCommand", id, requester: TESTER }));
    await fleet.advance(4_000);
    assert.deepEqual([states(fleet, ids), sent(links)], [["cancelled", "sent"], [0, 1]]);
  }));

Deno.test("what is held when the control host stops has failed, and is not sent by the next start", () =>
  withFleet(async (fleet) => {
    await walls(fleet, 1);
    const [id = ""] = await run(fleet, [60_000]);
    await fleet.stop();
    assert.equal(fleet.row(id).state, "failed");
    assert.match(fleet.row(id).reason ?? "", /stopped before anything was sent/);
  }));
