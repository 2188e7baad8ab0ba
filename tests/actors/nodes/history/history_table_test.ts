import assert from "node:assert/strict";
import fc from "fast-check";
import { type Column, type ColumnName, COLUMNS } from "../../../../actors/nodes/history/columns.ts";
import {
  type HistoryTable,
  tableOfPoints,
  tableOfSpans,
  thinned,
} from "../../../../actors/nodes/history/history_table.ts";
import { collectSpans, partOf } from "../../../../actors/nodes/history/packed_spans.ts";
import { syncCode } from "../../../../actors/nodes/history/point.ts";
import { mergeSpans } from "../../../../actors/nodes/history/span_merge.ts";
import type { SpanRecord } from "../../../../actors/nodes/history/span_record.ts";
import { ContainerHistory } from "../../../../protocols/api/container.ts";
import { AT } from "../../../support/stores/store_samples.ts";
import { aPoint, aSpan, near } from "../../../support/nodes/history_samples.ts";

const MINUTE_MS = 60_000;

function tableOf(...records: readonly SpanRecord[]): HistoryTable {
  return tableOfSpans(collectSpans(records.map(partOf), 0, 2 ** 31 - 1), MINUTE_MS);
}

function columnOf(table: HistoryTable, name: ColumnName): number[] | undefined {
  const column = COLUMNS.find((each): each is Column => each.name === name);
  const values = column && table.column(column);
  return values && [...values];
}

Deno.test("COLUMNS are those of the API, in its order", () => {
  const [_resolution, _from, _to, _spanMs, _at, ...names] = Object.keys(ContainerHistory.shape);
  assert.deepEqual(COLUMNS.map(({ name }) => name), names);
});

Deno.test("tableOfPoints() has the columns of single readings, in whole seconds", () => {
  const table = tableOfPoints([aPoint(AT - AT % 1_000), aPoint(AT - AT % 1_000 + 2_000)]);
  assert.equal((table.spans[0] ?? NaN) * table.spanMs, AT - AT % 1_000);
  assert.deepEqual(columnOf(table, "cpuPercent"), [141.2, 141.2]);
  assert.equal(columnOf(table, "cpuPercentMax"), undefined);
});

Deno.test("thinned() gives no more spans than wanted, loses no reading, and cuts at multiples", () => {
  const spans = fc.uniqueArray(fc.integer({ min: 29_000_000, max: 29_010_080 }), { minLength: 1 });
  fc.assert(fc.property(spans, fc.integer({ min: 10, max: 2_000 }), (minutes, points) => {
    const table = thinned(tableOf(...minutes.map((minute) => aSpan(minute))), points);
    assert.ok(table.spans.length <= points);
    const samples = columnOf(table, "samples") ?? [];
    assert.equal(samples.reduce((sum, count) => sum + count, 0), 60 * minutes.length);
    for (const span of table.spans) assert.ok(Number.isInteger(span));
    const width = table.spanMs / MINUTE_MS;
    const whole = new Set(minutes.map((minute) => Math.floor(minute / width)));
    assert.deepEqual([...table.spans], [...whole].sort((a, b) => a - b));
  }));
});

Deno.test("thinned() makes of several spans what an hour makes of its minutes", () => {
  const none = { peersMin: null, peersAvg: null, lag: null };
  const records = [
    aSpan(600, { samples: 10, cpu: { min: 1, avg: 80, max: 90 }, ...none, height: 4 }),
    aSpan(601, { samples: 30, cpu: { min: 3, avg: 40, max: 95 }, peersMin: 2, peersAvg: 5 }),
    aSpan(602, { samples: 20, height: null, syncState: "no_peers", dataBytes: null }),
  ];
  // 600 to 619 in 10 spans: two minutes each.
  const table = thinned(tableOf(...records, aSpan(619)), 10);
  assert.equal(table.spanMs, 2 * MINUTE_MS);
  assert.deepEqual([...table.spans], [300, 301, 309]);
  const merged = mergeSpans(300, records.slice(0, 2));
  for (const [name, value] of Object.entries(expected(merged))) {
    near(columnOf(table, name as ColumnName)?.[0], value);
  }
  assert.deepEqual(columnOf(table, "height")?.slice(0, 2), [4_100_200, NaN]);
  assert.equal(columnOf(table, "syncState")?.[1], syncCode("no_peers"));
});

Deno.test("thinned() leaves a table as it is when it fits", () => {
  const table = tableOf(aSpan(5), aSpan(9));
  assert.equal(thinned(table, 10), table);
  assert.equal(thinned(tableOf(), 10).spans.length, 0);
});

function expected(record: SpanRecord): Partial<Record<ColumnName, number | null>> {
  return {
    samples: record.samples,
    cpuPercent: record.cpu.avg,
    cpuPercentMin: record.cpu.min,
    cpuPercentMax: record.cpu.max,
    memoryBytes: record.memory.avg,
    sentRateMax: record.sent.max,
    height: record.height,
    lag: record.lag,
    peers: record.peersAvg,
    peersMin: record.peersMin,
    dataBytes: record.dataBytes,
  };
}
