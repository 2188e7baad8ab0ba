import assert from "node:assert/strict";
import { SYSTEM_CLOCK } from "../../actors/kernel/mod.ts";
import { VirtualClock } from "../../actors/kernel/testing.ts";
import { openDatabase } from "../../adapters/sqlite/open_database.ts";
import { TableSizes } from "../../composition/threads/table_sizes.ts";
import { withDataDir } from "../adapters/sqlite/with_data_dir.ts";
import { sampleCommand } from "../support/stores/store_samples.ts";

const HOUR_MS = 3_600_000;
const settled = () => Promise.resolve();

Deno.test("read() measures every table once somebody asks", () =>
  withDataDir(async (dataDir) => {
    const database = await openDatabase({ dataDir });
    const result = { text: "x".repeat(100_000) };
    const command = sampleCommand("cmd_1", { state: "completed", result });
    await database.ledger.commit([{ type: "commandAdded", command }]);
    const sizes = new TableSizes(database.path, SYSTEM_CLOCK);
    assert.deepEqual(sizes.read(), { tables: new Map(), measuredAt: null });
    await sizes.settled();
    const { tables, measuredAt } = sizes.read();
    assert.ok((tables.get("commands") ?? 0) > 100_000);
    assert.ok((tables.get("displays") ?? 0) > 0);
    assert.ok((tables.get("displays") ?? 0) < 100_000);
    assert.equal([...tables.keys()].some((table) => table.startsWith("sqlite")), false);
    assert.ok(measuredAt !== null);
    await sizes.close();
    await database.close();
  }));

Deno.test("read() measures anew after an hour, and not before", () =>
  withDataDir(async (dataDir) => {
    const database = await openDatabase({ dataDir });
    const clock = new VirtualClock();
    const sizes = new TableSizes(database.path, clock);
    sizes.read();
    await sizes.settled();
    const first = sizes.read().measuredAt;
    await clock.advance(HOUR_MS - 1, settled);
    sizes.read();
    await sizes.settled();
    assert.equal(sizes.read().measuredAt, first);
    await clock.advance(1, settled);
    sizes.read();
    await sizes.settled();
    assert.equal(sizes.read().measuredAt, (first ?? 0) + HOUR_MS);
    await sizes.close();
    await database.close();
  }));

Deno.test("read() keeps what it knows when the thread dies", async () => {
  let spawned = 0;
  const dying = () => {
    spawned++;
    const code = "throw new Error('dead')";
    return new Worker(`data:text/javascript,${encodeURIComponent(code)}`, { type: "module" });
  };
  const sizes = new TableSizes("nowhere", SYSTEM_CLOCK, dying);
  sizes.read();
  await sizes.settled();
  assert.deepEqual(sizes.read(), { tables: new Map(), measuredAt: null });
  assert.equal(spawned, 1);
  await sizes.close();
});

Deno.test("close() measures no more", async () => {
  const sizes = new TableSizes("nowhere", SYSTEM_CLOCK, () => assert.fail("spawned"));
  await sizes.close();
  assert.equal(sizes.read().measuredAt, null);
});
