import assert from "node:assert/strict";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import { OwnHealth } from "../../../adapters/own_health/own_health.ts";

const load = () => "normal" as const;

function start(touchStore: () => Promise<void>, dataDir = Deno.cwd()) {
  const { system, clock, advance } = createTestSystem();
  return { advance, health: new OwnHealth({ dataDir, system, clock, touchStore, load }) };
}

Deno.test("OwnHealth reads the disk of the data folder, and leaves out one that is not there", async () => {
  const { health } = start(() => Promise.resolve());
  const { disk } = await health.read();
  assert.ok(disk !== null && disk.usedPercent >= 0 && disk.usedPercent <= 100);
  const other = start(() => Promise.resolve(), "/nonexistent/folder").health;
  assert.equal((await other.read()).disk, null);
});

Deno.test("OwnHealth tells how long a write has waited that does not come back", async () => {
  const { health, advance } = start(() => new Promise(() => {}));
  await health.read();
  await advance(7_000);
  assert.equal((await health.read()).storeWaitMs, 7_000);
  health.close();
});

Deno.test("OwnHealth tells of an idle loop that it is not late, and of messages dropped since the last time", async () => {
  const { system, clock, advance } = createTestSystem();
  const health = new OwnHealth({
    dataDir: ".",
    system,
    clock,
    touchStore: () => Promise.resolve(),
    load,
  });
  const full = system.spawn<{ readonly type: "any" }, null, undefined>(
    {
      kind: "full",
      mailbox: { capacity: 1, whenFull: "dropNewest" },
      init: () => null,
      handle: () => {},
    },
    undefined,
    { key: "full" },
  );
  for (let count = 0; count < 5; count++) full.tell({ type: "any" });
  await advance(1_000);
  const first = await health.read();
  assert.deepEqual([first.loopDelayMs, first.droppedMessages > 0], [0, true]);
  assert.equal((await health.read()).droppedMessages, 0);
  health.close();
});
