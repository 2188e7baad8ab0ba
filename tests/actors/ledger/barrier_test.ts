import assert from "node:assert/strict";
import { execute, type Fleet, TESTER, valueOf, withFleet } from "../../support/displays/fleet.ts";
import type { FakeLink } from "../../support/displays/fake_link.ts";

const BARRIER = {
  execution: { presetId: 7, presetName: "Opening", action: "execute", barrier: true },
} as const;

async function walls(fleet: Fleet, count: number): Promise<FakeLink[]> {
  const links: FakeLink[] = [];
  for (let n = 1; n <= count; n++) {
    const link = fleet.connect(`10.0.0.${n}`);
    link.says({ type: "registered", name: `Wall-${n}` });
    links.push(link);
  }
  await fleet.settle();
  return links;
}

const sent = (links: readonly FakeLink[]) => links.map((link) => link.commands.length);

/** Submits behind a barrier; answers the ids of the commands. */
async function behindBarrier(fleet: Fleet, ids: readonly number[], waitOnlineMs: number | null) {
  const asked = await fleet.submit(ids, execute(), { ...BARRIER, waitOnlineMs });
  await fleet.settle();
  return valueOf(asked).commands.map((command) => command.id);
}

Deno.test("a barrier writes all rows as sent in one batch before it releases any", () =>
  withFleet(async (fleet) => {
    const links = await walls(fleet, 3);
    const seen: string[][] = [];
    const ids: string[] = [];
    for (const link of links) {
      link.onCommand = () => seen.push(ids.map((id) => fleet.row(id).state));
    }
    const { gate } = fleet.stores.ledger;
    gate.hold();
    const asked = fleet.submit([1, 2, 3], execute(), BARRIER);
    await fleet.settle();
    gate.release();
    gate.hold();
    ids.push(...valueOf(await asked).commands.map((command) => command.id));
    await fleet.settle();
    assert.deepEqual([sent(links), gate.waiting], [[0, 0, 0], 1]);
    gate.release();
    await fleet.settle();
    assert.deepEqual(sent(links), [1, 1, 1]);
    assert.deepEqual(seen, [1, 2, 3].map(() => ["sent", "sent", "sent"]));
  }));

Deno.test("a barrier sends nothing when one display is missing, and every row names that one", () =>
  withFleet(async (fleet) => {
    const links = await walls(fleet, 3);
    links[1]?.closes();
    const ids = await behindBarrier(fleet, [1, 2, 3], null);
    await fleet.advance(1);
    assert.deepEqual(sent(links), [0, 0, 0]);
    assert.deepEqual(ids.map((id) => fleet.row(id).state), ["cancelled", "failed", "cancelled"]);
    for (const id of [ids[0], ids[2]]) {
      assert.match(fleet.row(id ?? "").reason ?? "", /display 2 could not take part/);
    }
  }));

Deno.test("a barrier waits for the missing display as long as it may, and then releases all", () =>
  withFleet(async (fleet) => {
    const links = await walls(fleet, 2);
    links[1]?.closes();
    const ids = await behindBarrier(fleet, [1, 2], 20_000);
    await fleet.advance(15_000);
    assert.deepEqual(sent(links), [0, 0]);
    const back = await fleet.register("Wall-2", "10.0.0.2");
    await fleet.advance(10_000);
    assert.deepEqual([links[0]?.commands.length, back.commands.length], [1, 1]);
    assert.deepEqual(ids.map((id) => fleet.row(id).state), ["sent", "sent"]);
  }));

for (
  const [when, waitOnlineMs] of [["its waiting time", 20_000], ["its deadline", 60_000]] as const
) {
  Deno.test(`a barrier names the display that was missing when ${when} is over, not the first in line`, () =>
    withFleet(async (fleet) => {
      const links = await walls(fleet, 3);
      links[1]?.closes();
      const ids = await behindBarrier(fleet, [1, 2, 3], waitOnlineMs);
      await fleet.advance(waitOnlineMs);
      const rows = ids.map((id) => fleet.row(id));
      assert.deepEqual([rows[0]?.state, rows[2]?.state], ["cancelled", "cancelled"]);
      assert.match(rows[0]?.reason ?? "", /display 2 could not take part/);
      assert.ok(["failed", "timed_out"].includes(rows[1]?.state ?? ""));
      assert.deepEqual(sent(links), [0, 0, 0]);
    }));
}

Deno.test("a barrier breaks when a display leaves while another is waited for", () =>
  withFleet(async (fleet) => {
    const links = await walls(fleet, 2);
    links[1]?.closes();
    const ids = await behindBarrier(fleet, [1, 2], 20_000);
    links[0]?.closes();
    await fleet.advance(1);
    assert.deepEqual(ids.map((id) => fleet.row(id).state), ["failed", "cancelled"]);
    const back = await fleet.register("Wall-2", "10.0.0.2");
    assert.equal(back.commands.length, 0);
  }));

Deno.test("a barrier breaks when one of its commands is cancelled", () =>
  withFleet(async (fleet) => {
    const links = await walls(fleet, 2);
    links[1]?.closes();
    const ids = await behindBarrier(fleet, [1, 2], 20_000);
    const id = ids[0] ?? "";
    valueOf(await fleet.ledger({ type: "cancelCommand", id, requester: TESTER }));
    assert.deepEqual(ids.map((each) => fleet.row(each).state), ["cancelled", "cancelled"]);
    const back = await fleet.register("Wall-2", "10.0.0.2");
    assert.equal(back.commands.length, 0);
  }));

Deno.test("a barrier of 1,000 displays releases all of them", () =>
  withFleet(async (fleet) => {
    const links = await walls(fleet, 1_000);
    await behindBarrier(fleet, links.map((_, index) => index + 1), null);
    assert.ok(links.every((link) => link.commands.length === 1));
  }));
