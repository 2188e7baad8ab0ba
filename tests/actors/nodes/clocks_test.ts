import assert from "node:assert/strict";
import { aContainer } from "../../support/nodes/fake_node_link.ts";
import { type NodeFleet, withNodes } from "../../support/nodes/node_fleet.ts";

const HOUR_MS = 3_600_000;

/** A host whose clock is wrong by this much at each of its readings, one a second. */
async function reportsWith(
  fleet: NodeFleet,
  offsets: readonly number[],
  sequence?: null,
): Promise<{ readonly cpuPercent: number | undefined; readonly ageMs: number }> {
  const link = await fleet.register();
  for (const [index, offsetMs] of offsets.entries()) {
    await fleet.advance(1_000);
    const at = fleet.now() + offsetMs;
    link.reports([aContainer("3node0", { cpuPercent: index + 1 })], {
      at,
      ...(sequence === undefined ? {} : { sequence }),
    });
  }
  await fleet.settle();
  const { stats, statsAt } = await fleet.container();
  return { cpuPercent: stats?.cpuPercent, ageMs: fleet.now() - (statsAt ?? 0) };
}

Deno.test("a clock that is set back by an hour does not hold the host's figures for as long", () =>
  withNodes(async (fleet) => {
    const shown = await reportsWith(fleet, [0, 0, 0, -HOUR_MS, -HOUR_MS]);
    assert.deepEqual(shown, { cpuPercent: 5, ageMs: 0 });
    const { clockOffsetMs, sequence } = await fleet.find();
    assert.deepEqual([clockOffsetMs, sequence.late, sequence.restarts], [-HOUR_MS, 0, 0]);
  }));

Deno.test("a clock that was years ahead for one reading does not hold the host's figures", () =>
  withNodes(async (fleet) => {
    const shown = await reportsWith(fleet, [0, 10_000 * HOUR_MS, 0, 0]);
    assert.deepEqual(shown, { cpuPercent: 4, ageMs: 0 });
  }));

Deno.test("readings without a number count in the order in which they come, whatever the clock says", () =>
  withNodes(async (fleet) => {
    const shown = await reportsWith(fleet, [0, 0, -HOUR_MS], null);
    assert.deepEqual(shown, { cpuPercent: 3, ageMs: 0 });
  }));

Deno.test("a machine that comes back with its clock behind is taken at its word", () =>
  withNodes(async (fleet) => {
    const before = await reportsWith(fleet, [0, 0, 0, 0]);
    assert.equal(before.cpuPercent, 4);
    const link = await fleet.register("HOST-1", { at: fleet.now() - HOUR_MS });
    for (let second = 1; second <= 2; second++) {
      await fleet.advance(1_000);
      const at = fleet.now() - HOUR_MS;
      link.reports([aContainer("3node0", { cpuPercent: 90 + second })], { at });
    }
    await fleet.settle();
    const { stats, statsAt } = await fleet.container();
    assert.deepEqual([stats?.cpuPercent, statsAt], [92, fleet.now()]);
    assert.ok(fleet.kinds().includes("processRestarted"));
  }));
