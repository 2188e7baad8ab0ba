import type { KeptHistory, PendingMinutes } from "./kept_history.ts";
import { groupSpans } from "./span_merge.ts";
import { packRecord, RECORD_BYTES, type SpanRecord, unpackRecords } from "./span_record.ts";
import { BLOCK_SPANS, type HistoryChange, KEPT_SPANS, type Resolution, SPAN_MS } from "./store.ts";

/** Containers in one batch: about a millisecond of this thread, and a transaction of some hundred statements. */
const MAX_CONTAINERS = 64;
const HOUR_MINUTES = 60;

/** The next batch: minutes that are due, hours that are over, and blocks that are too old. */
export function takeBatch(history: KeptHistory, now: number): HistoryChange[] {
  const changes: HistoryChange[] = [];
  for (const containerId of take(history.due, MAX_CONTAINERS)) {
    const pending = history.pending.get(containerId);
    if (pending) changes.push(...changesOf(history, containerId, pending, now));
  }
  for (const containerId of take(history.quiet, MAX_CONTAINERS)) {
    changes.push(...changesOfQuiet(history, containerId, now));
  }
  return changes;
}

/** Everything that is not on the disk yet. */
export function writeAll(history: KeptHistory, now: number): HistoryChange[] {
  const changes: HistoryChange[] = [...history.retry ?? []];
  for (const [containerId, pending] of history.pending) {
    changes.push(...changesOf(history, containerId, pending, now));
  }
  return changes;
}

function take(set: Set<number>, atMost: number): number[] {
  const taken: number[] = [];
  for (const each of set) {
    if (taken.length >= atMost) break;
    taken.push(each);
  }
  for (const each of taken) set.delete(each);
  return taken;
}

function changesOf(
  history: KeptHistory,
  containerId: number,
  pending: PendingMinutes,
  now: number,
): HistoryChange[] {
  const { records } = pending;
  if (records.length === 0) return [];
  // An hour is over when a minute of another has come: until then some may still be on their way.
  const newest = Math.max(...records.map(({ span }) => span));
  const hours = endedHours(history, containerId, pending, Math.floor(newest / HOUR_MINUTES));
  pending.records = [];
  return [
    ...additions("minute", containerId, records),
    ...additions("hour", containerId, hours),
    // Once an hour is often enough to forget.
    ...(hours.length > 0 ? pruning(containerId, now) : []),
  ];
}

/** A container that tells nothing: its last hour is over, and what is too old goes. */
function changesOfQuiet(history: KeptHistory, containerId: number, now: number): HistoryChange[] {
  const pending = history.pending.get(containerId) ?? { records: [], rolledTo: undefined };
  const hours = endedHours(history, containerId, pending, Math.floor(now / SPAN_MS.hour));
  return [...additions("hour", containerId, hours), ...pruning(containerId, now)];
}

/** Hours before `current` that have no record yet, made of their minutes on the disk and in memory. */
function endedHours(
  history: KeptHistory,
  containerId: number,
  pending: PendingMinutes,
  current: number,
): SpanRecord[] {
  pending.rolledTo ??= lastHour(history, containerId) ?? -1;
  const first = pending.rolledTo + 1;
  if (first >= current) return [];
  pending.rolledTo = current - 1;
  const [from, to] = [first * HOUR_MINUTES, current * HOUR_MINUTES - 1];
  const known = [...storedMinutes(history, containerId, from, to), ...pending.records];
  const within = known.filter(({ span }) => span >= from && span <= to);
  return groupSpans(within, ({ span }) => Math.floor(span / HOUR_MINUTES));
}

/** Minutes of the blocks that hold a range: an hour of them has two, written in this hour. */
function storedMinutes(
  { store }: KeptHistory,
  containerId: number,
  from: number,
  to: number,
): SpanRecord[] {
  const size = BLOCK_SPANS.minute;
  return store
    .blocks("minute", containerId, Math.floor(from / size), Math.floor(to / size))
    .flatMap(({ block, bytes }) => unpackRecords(bytes, block * size));
}

function lastHour({ store }: KeptHistory, containerId: number): number | undefined {
  const newest = store.newestBlock("hour", containerId);
  if (!newest) return undefined;
  const spans = readBlock(newest.bytes).map((offset) => newest.block * BLOCK_SPANS.hour + offset);
  return spans.length === 0 ? undefined : Math.max(...spans);
}

/** The places of a block's records. */
function readBlock(bytes: Uint8Array): number[] {
  const offsets: number[] = [];
  for (let at = 0; at + RECORD_BYTES <= bytes.byteLength; at += RECORD_BYTES) {
    offsets.push(bytes[at] ?? 0);
  }
  return offsets;
}

function additions(
  resolution: Resolution,
  containerId: number,
  records: readonly SpanRecord[],
): HistoryChange[] {
  const size = BLOCK_SPANS[resolution];
  const blocks = new Map<number, Uint8Array[]>();
  for (const record of records) {
    const block = Math.floor(record.span / size);
    const packed = packRecord(record, record.span % size);
    const others = blocks.get(block);
    if (others) others.push(packed);
    else blocks.set(block, [packed]);
  }
  return [...blocks].map(([block, packed]): HistoryChange => ({
    type: "spansAdded",
    resolution,
    containerId,
    block,
    bytes: joined(packed),
  }));
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.length * RECORD_BYTES);
  parts.forEach((part, index) => whole.set(part, index * RECORD_BYTES));
  return whole;
}

function pruning(containerId: number, now: number): HistoryChange[] {
  return (["minute", "hour"] as const).map((resolution): HistoryChange => {
    const oldest = Math.floor(now / SPAN_MS[resolution]) - KEPT_SPANS[resolution];
    const block = Math.floor(oldest / BLOCK_SPANS[resolution]);
    return { type: "spansPruned", resolution, containerId, block };
  });
}
