import assert from "node:assert/strict";
import { partOf } from "../../../actors/nodes/history/packed_spans.ts";
import type { Point } from "../../../actors/nodes/history/point.ts";
import type { SpansPlan } from "../../../actors/nodes/history/reading.ts";
import type { SpanRecord } from "../../../actors/nodes/history/span_record.ts";

/** A reading of a node in step with its chain. */
export function aPoint(at: number, changes: Partial<Point> = {}): Point {
  return {
    at,
    cpuPercent: 141.2,
    memoryBytes: 3_221_225_472,
    receivedRate: 125_000,
    sentRate: 98_000.5,
    readRate: 0,
    writtenRate: 4_096,
    height: 4_100_200,
    lag: 3,
    peers: 38,
    syncState: "synced",
    dataBytes: 214_748_364_800,
    ...changes,
  };
}

/** A minute or hour of 60 readings. */
export function aSpan(span: number, changes: Partial<SpanRecord> = {}): SpanRecord {
  return {
    span,
    samples: 60,
    cpu: { min: 3.5, avg: 141.2, max: 799.9 },
    memory: { min: 3_000_000_000, avg: 3_221_225_472, max: 3_500_000_000 },
    received: { avg: 125_000, max: 1_000_000 },
    sent: { avg: 98_000, max: 500_000 },
    read: { avg: 0, max: 0 },
    written: { avg: 4_096, max: 81_920 },
    peersMin: 30,
    peersAvg: 38,
    height: 4_100_200,
    lag: 3,
    syncState: "synced",
    dataBytes: 214_748_364_800,
    ...changes,
  };
}

/** How to read minutes that are in memory, and those of a container on the disk. */
export function planOf(
  minutes: readonly SpanRecord[],
  changes: Partial<SpansPlan> = {},
): SpansPlan {
  return {
    containerId: 1,
    resolution: "minute",
    first: 0,
    last: 2 ** 31 - 1,
    inMemory: { minute: minutes.map(partOf), hour: [] },
    ...changes,
  };
}

/** Fails unless both have the same fields, numbers equal but for what packing costs. */
export function near(read: unknown, written: unknown): void {
  if (typeof read === "number" && typeof written === "number") {
    assert.ok(Math.abs(read - written) <= 0.0005 * (1 + Math.abs(written)), `${read} ${written}`);
    return;
  }
  if (typeof written !== "object" || written === null) return assert.equal(read, written);
  assert.deepEqual(Object.keys(read as object).sort(), Object.keys(written).sort());
  for (const [key, value] of Object.entries(written)) {
    near((read as Record<string, unknown>)[key], value);
  }
}
