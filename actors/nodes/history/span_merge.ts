import { syncCode, syncOf } from "./point.ts";
import type { Rate, SpanRecord, Spread } from "./span_record.ts";

/** Makes one record of several of the same container, weighing each by its readings. They must not be empty. */
export function mergeSpans(span: number, records: readonly SpanRecord[]): SpanRecord {
  const samples = records.reduce((sum, record) => sum + record.samples, 0);
  const last = records.at(-1);
  return {
    span,
    samples,
    cpu: spreadOf(records, samples, (record) => record.cpu),
    memory: spreadOf(records, samples, (record) => record.memory),
    received: rateOf(records, samples, (record) => record.received),
    sent: rateOf(records, samples, (record) => record.sent),
    read: rateOf(records, samples, (record) => record.read),
    written: rateOf(records, samples, (record) => record.written),
    peersMin: extreme(records, (record) => record.peersMin, Math.min),
    peersAvg: meanOf(records, (record) => record.peersAvg),
    height: last?.height ?? null,
    lag: extreme(records, (record) => record.lag, Math.max),
    syncState: syncOf(Math.max(...records.map((record) => syncCode(record.syncState)))),
    dataBytes: last?.dataBytes ?? null,
  };
}

/** Merges records into longer spans, oldest first. */
export function groupSpans(
  records: readonly SpanRecord[],
  spanOf: (record: SpanRecord) => number,
): SpanRecord[] {
  const groups = new Map<number, SpanRecord[]>();
  for (const record of records) {
    const span = spanOf(record);
    const group = groups.get(span);
    if (group) group.push(record);
    else groups.set(span, [record]);
  }
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([span, group]) => {
      const [only] = group;
      if (only !== undefined && group.length === 1 && only.span === span) return only;
      return mergeSpans(span, group.toSorted((a, b) => a.span - b.span));
    });
}

function spreadOf(
  records: readonly SpanRecord[],
  samples: number,
  pick: (record: SpanRecord) => Spread,
): Spread {
  const spreads = records.map(pick);
  return {
    min: Math.min(...spreads.map(({ min }) => min)),
    ...rateOf(records, samples, pick),
  };
}

function rateOf(
  records: readonly SpanRecord[],
  samples: number,
  pick: (record: SpanRecord) => Rate,
): Rate {
  const sum = records.reduce((total, record) => total + pick(record).avg * record.samples, 0);
  return { avg: sum / samples, max: Math.max(...records.map((record) => pick(record).max)) };
}

function extreme(
  records: readonly SpanRecord[],
  pick: (record: SpanRecord) => number | null,
  choose: (...values: number[]) => number,
): number | null {
  const values = records.map(pick).filter((value) => value !== null);
  return values.length === 0 ? null : choose(...values);
}

function meanOf(
  records: readonly SpanRecord[],
  pick: (record: SpanRecord) => number | null,
): number | null {
  let sum = 0;
  let weight = 0;
  for (const record of records) {
    const value = pick(record);
    if (value === null) continue;
    sum += value * record.samples;
    weight += record.samples;
  }
  return weight === 0 ? null : sum / weight;
}
