import assert from "node:assert/strict";
import fc from "fast-check";
import { pack, unpack } from "../../../../actors/nodes/history/scale.ts";
import {
  POINT_BYTES,
  RING_POINTS,
  SecondRing,
} from "../../../../actors/nodes/history/second_ring.ts";
import { MinuteTally } from "../../../../actors/nodes/history/minute_tally.ts";
import { groupSpans } from "../../../../actors/nodes/history/span_merge.ts";
import {
  packRecord,
  RECORD_BYTES,
  unpackRecords,
} from "../../../../actors/nodes/history/span_record.ts";
import { AT } from "../../../support/stores/store_samples.ts";
import { aPoint, aSpan, near } from "../../../support/nodes/history_samples.ts";

Deno.test("pack() keeps any quantity within 0.04 %", () => {
  fc.assert(fc.property(fc.double({ min: 0, max: 2 ** 63, noNaN: true }), (value) => {
    assert.ok(Math.abs(unpack(pack(value)) - value) <= 0.0004 * (1 + value), `${value}`);
  }));
  assert.deepEqual([unpack(pack(0)), unpack(pack(-1))], [0, 0]);
});

Deno.test("packRecord() gives back every field of a record", () => {
  const records = [aSpan(100), aSpan(129, { peersMin: null, peersAvg: null, height: null })];
  const packed = records.map((record) => packRecord(record, record.span - 100));
  const block = new Uint8Array([...packed].flatMap((bytes) => [...bytes]));
  assert.equal(block.length, 2 * RECORD_BYTES);
  unpackRecords(block, 100).forEach((read, index) => near(read, records[index]));
});

Deno.test("unpackRecords() leaves a torn tail out, whatever the bytes are", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
    assert.equal(unpackRecords(bytes, 0).length, Math.floor(bytes.length / RECORD_BYTES));
  }));
});

Deno.test("SecondRing keeps ten minutes at a reading a second, in 14,400 bytes", () => {
  const ring = new SecondRing();
  for (let second = 0; second < 2_000; second++) ring.push(aPoint(AT + second * 1_000));
  const points = ring.points(0, Infinity);
  assert.equal(points.length, RING_POINTS);
  assert.deepEqual([points[0]?.at, points.at(-1)?.at], [AT + 1_400_000, AT + 1_999_000]);
  assert.equal(ring.byteLength, RING_POINTS * POINT_BYTES);
  assert.equal(ring.byteLength, 14_400);
  near(points.at(-1), { ...aPoint(AT + 1_999_000), dataBytes: null });
});

Deno.test("SecondRing grows with what it holds, and takes no more for a flood", () => {
  const ring = new SecondRing();
  assert.equal(ring.byteLength, 0);
  for (let step = 0; step < 10_000; step++) ring.push(aPoint(AT + step));
  assert.equal(ring.points(0, Infinity).length, 20);
  assert.equal(ring.byteLength, 75 * POINT_BYTES);
});

Deno.test("SecondRing.points() gives the range that is asked for, across the end of its seconds", () => {
  const ring = new SecondRing();
  // 65,536 s fit into a second's 16 bits; these go over the edge.
  const start = 65_536_000 * 27_000 - 5_000;
  for (let second = 0; second < 10; second++) ring.push(aPoint(start + second * 1_000));
  const found = ring.points(start + 3_000, start + 7_000).map(({ at }) => at - start);
  assert.deepEqual(found, [3_000, 4_000, 5_000, 6_000]);
});

Deno.test("MinuteTally sums a minute up when the next one begins", () => {
  const tally = new MinuteTally();
  const minute = Math.ceil(AT / 60_000);
  const read = [10, 30, 20].map((cpuPercent, index) =>
    tally.add(aPoint(minute * 60_000 + index * 1_000, { cpuPercent, peers: index, lag: index }))
  );
  assert.deepEqual(read, [undefined, undefined, undefined]);
  const record = tally.add(aPoint((minute + 1) * 60_000, { syncState: "offline" }));
  assert.equal(record?.span, minute);
  assert.equal(record?.samples, 3);
  assert.deepEqual(record?.cpu, { min: 10, avg: 20, max: 30 });
  assert.deepEqual([record?.peersMin, record?.peersAvg, record?.lag], [0, 1, 2]);
  assert.equal(record?.syncState, "synced");
  assert.equal(tally.peek()?.syncState, "offline");
});

Deno.test("groupSpans() weighs minutes by their readings, and keeps the worst and the last", () => {
  const cpu = (avg: number) => ({ min: avg - 1, avg, max: avg + 1 });
  const [hour, ...rest] = groupSpans([
    aSpan(61, { samples: 30, cpu: cpu(40), height: 9, syncState: "no_peers" }),
    aSpan(60, { samples: 10, cpu: cpu(80), height: 5 }),
  ], ({ span }) => Math.floor(span / 60));
  assert.deepEqual(rest, []);
  assert.deepEqual(hour?.cpu, { min: 39, avg: 50, max: 81 });
  assert.deepEqual([hour?.span, hour?.samples, hour?.height, hour?.syncState], [
    1,
    40,
    9,
    "no_peers",
  ]);
});
