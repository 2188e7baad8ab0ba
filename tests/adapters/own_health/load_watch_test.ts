import assert from "node:assert/strict";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import { type Load, loadChanged, loadLimits } from "../../../actors/load.ts";
import { LoadWatch } from "../../../adapters/own_health/load_watch.ts";

const MEBIBYTE = 1_048_576;

function start() {
  const { system, clock, advance } = createTestSystem();
  const told: Load[] = [];
  system.subscribe(loadChanged, (load) => told.push(load));
  const now = { writes: 0, megabytes: 0 };
  const watch = new LoadWatch({
    system,
    clock,
    limits: loadLimits(100),
    waitingWrites: () => now.writes,
    residentBytes: () => now.megabytes * MEBIBYTE,
  });
  return { watch, told, now, advance };
}

Deno.test("LoadWatch tells once of each change, with its cause and time", async () => {
  const { watch, told, now, advance } = start();
  now.megabytes = 99;
  await advance(6_000);
  assert.deepEqual(told.map(({ state, causes }) => [state, causes]), [["overloaded", ["memory"]]]);
  assert.deepEqual(watch.current, told[0]);
  now.megabytes = 10;
  await advance(30_000);
  assert.deepEqual(told.map(({ state }) => state), ["overloaded", "busy", "normal"]);
  watch.close();
});

Deno.test("LoadWatch is calm on an idle system, and sees writes that do not get done", async () => {
  const { watch, told, now, advance } = start();
  await advance(10_000);
  assert.deepEqual([watch.current.state, told.length], ["normal", 0]);
  now.writes = 2_000;
  await advance(6_000);
  assert.deepEqual(watch.current.causes, ["database"]);
  watch.close();
});
