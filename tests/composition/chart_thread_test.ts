import assert from "node:assert/strict";
import type { SpansPlan } from "../../actors/nodes/history/reading.ts";
import { packRecord } from "../../actors/nodes/history/span_record.ts";
import { StorageError } from "../../actors/storage_error.ts";
import { type ChartOrder, drawChart } from "../../adapters/http/answers/charts.ts";
import { type Database, openDatabase } from "../../adapters/sqlite/open_database.ts";
import { ChartThread } from "../../composition/threads/chart_thread.ts";
import { withDataDir } from "../adapters/sqlite/with_data_dir.ts";
import { aSpan, planOf } from "../support/nodes/history_samples.ts";

const REAL = new URL("../../composition/threads/chart_worker.ts", import.meta.url);
const FAULTY = new URL("./faulty_chart_worker.ts", import.meta.url);
/** A multiple of the minutes of a block. */
const MINUTE = 29_400_000;

/** A minute on the disk, and one that waits for it. */
async function withMinutes(run: (database: Database, plan: SpansPlan) => Promise<void>) {
  await withDataDir(async (dataDir) => {
    const database = await openDatabase({ dataDir });
    try {
      const bytes = packRecord(aSpan(MINUTE), 0);
      const block = MINUTE / 30;
      await database.nodeHistory.commit([
        { type: "spansAdded", resolution: "minute", containerId: 1, block, bytes },
      ]);
      const last = MINUTE + 10_000;
      await run(database, planOf([aSpan(MINUTE + 1)], { first: MINUTE, last }));
    } finally {
      await database.close();
    }
  });
}

function orderOf(plan: SpansPlan): ChartOrder {
  const range = {
    resolution: "minute",
    from: MINUTE * 60_000,
    to: (MINUTE + 10) * 60_000,
  } as const;
  return { plan, range, wishes: { columns: ["cpuPercent"] } };
}

Deno.test("ChartThread draws what drawChart() does, from the disk and from memory", () =>
  withMinutes(async (database, plan) => {
    const charts = new ChartThread(database.path);
    const [one, other] = await Promise.all([
      charts.draw(orderOf(plan)),
      charts.draw(orderOf(plan)),
    ]);
    assert.deepEqual(one, drawChart(database.nodeHistory, orderOf(plan)));
    assert.deepEqual(other, one);
    const { at, memoryBytes } = JSON.parse(new TextDecoder().decode(one));
    assert.deepEqual(at, [MINUTE * 60_000, (MINUTE + 1) * 60_000]);
    assert.deepEqual(memoryBytes, []);
    await charts.close();
    await assert.rejects(charts.draw(orderOf(plan)), StorageError);
  }));

Deno.test("ChartThread rejects what waits when the thread dies, and the next chart has a new one", () =>
  withMinutes(async (database, plan) => {
    const urls = [FAULTY, REAL];
    const spawn = () => new Worker(urls.shift() ?? REAL, { type: "module" });
    const charts = new ChartThread(database.path, spawn);
    await assert.rejects(
      charts.draw(orderOf(plan)),
      (error) => error instanceof StorageError && /charting thread died/.test(error.message),
    );
    assert.ok((await charts.draw(orderOf(plan))).length > 100);
    await charts.close();
  }));

Deno.test("ChartThread has no thread before the first chart, and close() is content with none", async () => {
  const charts = new ChartThread("/nowhere", () => assert.fail("a thread that nobody needs"));
  await charts.close();
});
