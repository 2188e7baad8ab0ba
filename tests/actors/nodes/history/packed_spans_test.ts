import assert from "node:assert/strict";
import fc from "fast-check";
import {
  collectSpans,
  partOf,
  type SpanPart,
  unpackSpans,
} from "../../../../actors/nodes/history/packed_spans.ts";
import { FIELDS, readColumn } from "../../../../actors/nodes/history/record_fields.ts";
import { packRecord, RECORD_BYTES } from "../../../../actors/nodes/history/span_record.ts";
import { aSpan, near } from "../../../support/nodes/history_samples.ts";

const ALL = [0, 2 ** 31 - 1] as const;

function parts(...spans: readonly number[]): SpanPart[] {
  return spans.map((span) => partOf(aSpan(span)));
}

Deno.test("collectSpans() puts records in order, and leaves out those of other spans", () => {
  fc.assert(fc.property(fc.uniqueArray(fc.nat(29_000_000)), fc.nat(29_000_000), (spans, first) => {
    const { spans: collected } = collectSpans(parts(...spans), first, first + 1_000_000);
    const within = spans.filter((span) => span >= first && span <= first + 1_000_000);
    assert.deepEqual([...collected], within.sort((a, b) => a - b));
  }));
});

Deno.test("collectSpans() makes one record of several of one span, weighed by their readings", () => {
  const cpu = (avg: number) => ({ min: avg, avg, max: avg });
  const told = [
    aSpan(7, { samples: 10, cpu: cpu(80) }),
    aSpan(6),
    aSpan(7, { samples: 30, cpu: cpu(40), height: null }),
  ];
  const [six, seven, ...others] = unpackSpans(collectSpans(told.map(partOf), ...ALL));
  assert.deepEqual(others, []);
  near(six, aSpan(6));
  near(seven, aSpan(7, { samples: 40, cpu: { min: 40, avg: 50, max: 80 }, height: null }));
});

Deno.test("collectSpans() counts a record once that came from the disk and from memory", () => {
  const twice = [aSpan(3), aSpan(3, { samples: 20 })].map(partOf);
  const onDisk = new Uint8Array(twice.flatMap(({ bytes }) => [...bytes]));
  const [record, ...others] = unpackSpans(
    collectSpans([{ firstSpan: 3, bytes: onDisk }, ...twice], ...ALL),
  );
  assert.deepEqual([record?.samples, others], [80, []]);
});

Deno.test("collectSpans() takes any bytes, and leaves a torn tail out", () => {
  fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 200 })), (blocks) => {
    const torn = blocks.map((bytes, index) => ({ firstSpan: 300 * index, bytes }));
    const whole = blocks.map((bytes) => Math.floor(bytes.length / RECORD_BYTES));
    const { spans } = collectSpans(torn, ...ALL);
    assert.ok(spans.length <= whole.reduce((sum, count) => sum + count, 0));
    assert.equal(spans.length > 0, whole.some((count) => count > 0));
  }));
});

Deno.test("readColumn() reads what unpackSpans() does, and NaN where there is nothing", () => {
  const bare = { peersMin: null, peersAvg: null, lag: null, height: null, dataBytes: null };
  const packed = collectSpans([partOf(aSpan(1)), partOf(aSpan(2, bare))], ...ALL);
  const column = (
    field: keyof typeof FIELDS,
  ) => [...readColumn(packed.bytes, packed.offsets, FIELDS[field])];
  const records = unpackSpans(packed);
  assert.deepEqual(column("cpuAvg"), records.map(({ cpu }) => cpu.avg));
  assert.deepEqual(column("writtenMax"), records.map(({ written }) => written.max));
  assert.deepEqual(column("samples"), [60, 60]);
  for (const field of ["peersMin", "peersAvg", "lag", "height", "dataBytes"] as const) {
    assert.deepEqual(column(field), [records[0]?.[field], NaN], field);
  }
});

Deno.test("packRecord() keeps its place within a block apart from its span", () => {
  const part = { firstSpan: 60, bytes: packRecord(aSpan(89), 29) };
  assert.deepEqual([...collectSpans([part], ...ALL).spans], [89]);
});
