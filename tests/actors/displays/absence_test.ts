import assert from "node:assert/strict";
import { VirtualClock } from "../../../actors/kernel/testing.ts";
import { createMemoryStores } from "../../support/stores/memory_stores.ts";
import { sampleDisplay } from "../../support/stores/store_samples.ts";
import { type Fleet, withFleet } from "../../support/displays/fleet.ts";

const HALF_HOUR_MS = 1_800_000;
const START_MS = new VirtualClock().now();

async function shows(fleet: Fleet, name: string): Promise<readonly unknown[]> {
  const { health, currentPresetId } = await fleet.find(name);
  return [health, currentPresetId];
}

for (
  const [awayMs, expected] of [[HALF_HOUR_MS - 1, ["running", 7]], [HALF_HOUR_MS, [
    "unknown",
    null,
  ]]] as const
) {
  Deno.test(`backFromAbsence() shows ${expected[0]} after ${awayMs} ms, of a build that never says what runs (T3, C3)`, () =>
    withFleet(async (fleet) => {
      const link = await fleet.register("Wall-L2");
      link.says({ type: "executionReported", presetId: 7, phase: "running" });
      await fleet.settle();
      link.closes();
      await fleet.advance(awayMs);
      const next = await fleet.register("Wall-L2");
      assert.deepEqual(await shows(fleet, "Wall-L2"), expected);
      next.says({ type: "executionReported", presetId: 8, phase: "running" });
      await fleet.settle();
      assert.deepEqual(await shows(fleet, "Wall-L2"), ["running", 8]);
    }));
}

Deno.test("backFromAbsence() counts the time in which we were not running, too", async () => {
  const stores = createMemoryStores();
  const seen = (agoMs: number) => ({ currentPresetId: 7, lastSeenAt: START_MS - agoMs });
  await stores.displays.commit([
    { type: "displaySaved", display: sampleDisplay(1, seen(60_000)) },
    { type: "displaySaved", display: sampleDisplay(2, seen(HALF_HOUR_MS)) },
  ]);
  await withFleet(async (fleet) => {
    assert.equal(fleet.test.clock.now(), START_MS);
    for (const name of ["Wall-1", "Wall-2"]) await fleet.register(name);
    assert.deepEqual(await shows(fleet, "Wall-1"), ["running", 7]);
    assert.deepEqual(await shows(fleet, "Wall-2"), ["unknown", null]);
  }, { stores });
});

Deno.test("backFromAbsence() knows nothing of what another machine runs that has got the name", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L2", "10.0.0.1");
    link.says({ type: "executionReported", presetId: 7, phase: "running" });
    await fleet.settle();
    link.closes();
    await fleet.register("Wall-L2", "10.0.0.2");
    assert.deepEqual(await shows(fleet, "Wall-L2"), ["unknown", null]);
  }));
