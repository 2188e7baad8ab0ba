import assert from "node:assert/strict";
import type { HistoryMessage, ReadSpans } from "../../../../actors/nodes/history/messages.ts";
import { historyActor } from "../../../../actors/nodes/history/history.ts";
import { unpackSpans } from "../../../../actors/nodes/history/packed_spans.ts";
import { readSpans } from "../../../../actors/nodes/history/reading.ts";
import type { SpanRecord } from "../../../../actors/nodes/history/span_record.ts";
import { createTestSystem, type TestSystem } from "../../../../actors/kernel/testing.ts";
import type { ActorRef } from "../../../../actors/kernel/mod.ts";
import { StorageError } from "../../../../actors/storage_error.ts";
import { MemoryHistoryStore } from "../../../support/stores/memory_node_store.ts";
import { aSpan } from "../../../support/nodes/history_samples.ts";

const MINUTE_MS = 60_000;

interface Desk {
  readonly test: TestSystem;
  readonly store: MemoryHistoryStore;
  readonly ref: ActorRef<HistoryMessage>;
  /** Minutes from now on, one a minute. */
  minutes(count: number, containerId?: number): Promise<void>;
  read(resolution: "minute" | "hour", changes?: Partial<ReadSpans>): Promise<readonly SpanRecord[]>;
}

async function withHistory(
  run: (desk: Desk) => Promise<void>,
  store = new MemoryHistoryStore(),
): Promise<void> {
  const test = createTestSystem();
  // On the hour, so that hours are whole.
  await test.advance(3_600_000 - (test.clock.now() % 3_600_000));
  const ref = test.system.spawn(historyActor, { store }, { key: "nodeHistory" });
  const desk: Desk = {
    test,
    store,
    ref,
    async minutes(count, containerId = 1) {
      for (let step = 0; step < count; step++) {
        const span = Math.floor(test.clock.now() / MINUTE_MS);
        await test.advance(MINUTE_MS);
        ref.tell({ type: "minuteEnded", containerId, record: aSpan(span) });
        await test.settle();
      }
    },
    async read(resolution, changes = {}) {
      const question: ReadSpans = {
        type: "readSpans",
        containerId: 1,
        resolution,
        first: 0,
        last: 2 ** 31,
        open: undefined,
        ...changes,
      };
      const asked = ref.ask(question, { timeoutMs: 1_000 });
      await test.settle();
      return unpackSpans(readSpans(store, await asked));
    },
  };
  try {
    await run(desk);
  } finally {
    const stopped = test.system.stop(1_000);
    await test.settle();
    await stopped;
  }
}

Deno.test("historyActor gathers five minutes before it writes, and shows them meanwhile", () =>
  withHistory(async ({ store, minutes, read }) => {
    await minutes(3);
    assert.ok(store.gate.count <= 1);
    assert.equal((await read("minute")).length, 3);
    await minutes(9);
    assert.ok(store.gate.count >= 2 && store.gate.count <= 3, `${store.gate.count}`);
    assert.equal((await read("minute")).length, 12);
  }));

Deno.test("historyActor makes hours of minutes, and shows the hour in hand", () =>
  withHistory(async ({ test, store, minutes, read }) => {
    await minutes(130);
    const hours = await read("hour");
    assert.deepEqual(hours.map(({ samples }) => samples), [3_600, 3_600, 600]);
    const stored = store.newestBlock("hour", 1);
    assert.equal(stored?.bytes.length, 2 * 44);
    const open = aSpan(Math.floor(test.clock.now() / MINUTE_MS));
    const withOpen = await read("hour", { open });
    assert.equal(withOpen.at(-1)?.samples, 660);
  }));

Deno.test("historyActor goes on with its hours after a restart", async () => {
  const store = new MemoryHistoryStore();
  let first = 0;
  await withHistory(async ({ test, minutes }) => {
    first = Math.floor(test.clock.now() / 3_600_000);
    await minutes(90);
  }, store);
  await withHistory(async ({ test, ref, read }) => {
    // The clock of a test begins anew, so these minutes are told with their own time.
    for (let minute = 90; minute < 190; minute++) {
      ref.tell({ type: "minuteEnded", containerId: 1, record: aSpan(first * 60 + minute) });
      await test.advance(200);
    }
    const hours = await read("hour");
    assert.deepEqual(hours.map(({ samples }) => samples), [3_600, 3_600, 3_600, 600]);
    assert.equal(store.newestBlock("hour", 1)?.bytes.length, 3 * 44);
  }, store);
});

Deno.test("historyActor keeps minutes for seven days and hours for a year", () =>
  withHistory(async ({ test, ref, store, minutes, read }) => {
    await minutes(70);
    await test.advance(8 * 86_400_000);
    await minutes(70);
    assert.equal((await read("minute")).length, 70);
    assert.equal((await read("hour")).length, 4);
    await test.advance(366 * 86_400_000);
    ref.tell({ type: "containerQuiet", containerId: 1 });
    await test.advance(1_000);
    assert.deepEqual(store.blocks("minute", 1, 0, 2 ** 24), []);
    assert.deepEqual(store.blocks("hour", 1, 0, 2 ** 24), []);
  }));

Deno.test("historyActor keeps what a full disk refuses, in bounds, and writes it later", () =>
  withHistory(async ({ test, store, minutes, read }) => {
    store.gate.failWith(new StorageError("full", "disk full"));
    await minutes(20);
    assert.equal((await read("minute")).length, 20);
    store.gate.failWith(null);
    await minutes(10);
    assert.equal((await read("minute")).length, 30);
    store.gate.failWith(new StorageError("full", "disk full"));
    await minutes(300);
    assert.ok((await read("minute")).length <= 30 + 120 + 10);
    store.gate.failWith(null);
    await test.advance(60_000);
  }));

Deno.test("historyActor writes in batches of 64 containers, so that no write holds anybody up", () =>
  withHistory(async ({ test, ref, store }) => {
    const span = Math.floor(test.clock.now() / MINUTE_MS);
    for (let containerId = 1; containerId <= 1_000; containerId++) {
      ref.tell({ type: "minuteEnded", containerId, record: aSpan(span) });
    }
    await test.advance(150);
    assert.equal(store.gate.count, 1);
    await test.advance(11 * 60_000);
    assert.ok(store.gate.count >= 16);
    assert.equal(store.blocks("minute", 999, 0, 2 ** 24).length, 1);
  }));

Deno.test("historyActor writes what it has gathered when it is stopped", async () => {
  const store = new MemoryHistoryStore();
  await withHistory(({ minutes }) => minutes(2), store);
  assert.equal(store.newestBlock("minute", 1)?.bytes.length, 2 * 44);
});
