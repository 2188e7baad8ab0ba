import type { KeptHistory } from "./kept_history.ts";
import type { ReadSpans } from "./messages.ts";
import { bySpan, groupSpans } from "./span_merge.ts";
import { type SpanRecord, unpackRecords } from "./span_record.ts";
import { BLOCK_SPANS, type HistoryStore, type Resolution } from "./store.ts";

const HOUR_MINUTES = 60;

/** Answers with a part of a container's history, oldest first, whether or not it is on the disk yet. */
export function readSpans(history: KeptHistory, question: ReadSpans): SpanRecord[] {
  return question.resolution === "minute"
    ? minutes(history, question, question.first, question.last)
    : hours(history, question);
}

function minutes(
  history: KeptHistory,
  { containerId, open }: ReadSpans,
  first: number,
  last: number,
): SpanRecord[] {
  const stored = readBlocks(history.store, "minute", containerId, first, last);
  const inMemory = [
    ...waiting(history, "minute", containerId),
    ...history.pending.get(containerId)?.records ?? [],
    ...(open ? [open] : []),
  ];
  return bySpan([...stored, ...inMemory.filter(({ span }) => span >= first && span <= last)]);
}

/** Hours on the disk, and those of which only the minutes are there. */
function hours(history: KeptHistory, question: ReadSpans): SpanRecord[] {
  const { containerId, first, last } = question;
  const stored = [
    ...readBlocks(history.store, "hour", containerId, first, last),
    ...waiting(history, "hour", containerId)
      .filter(({ span }) => span >= first && span <= last),
  ];
  const done = new Set(stored.map(({ span }) => span));
  const from = Math.max(first, Math.max(first - 1, ...done) + 1) * HOUR_MINUTES;
  const to = last * HOUR_MINUTES + HOUR_MINUTES - 1;
  const recent = from > to ? [] : minutes(history, question, from, to);
  return bySpan([...stored, ...groupSpans(recent, ({ span }) => Math.floor(span / HOUR_MINUTES))]);
}

/** What is on its way to the disk, or waits to be tried again. */
function waiting(
  { inFlight, retry }: KeptHistory,
  resolution: Resolution,
  containerId: number,
): SpanRecord[] {
  return [...inFlight ?? [], ...retry ?? []].flatMap((change) =>
    change.type === "spansAdded" && change.resolution === resolution &&
      change.containerId === containerId
      ? unpackRecords(change.bytes, change.block * BLOCK_SPANS[resolution])
      : []
  );
}

/** Records of a range of spans from the disk. */
export function readBlocks(
  store: HistoryStore,
  resolution: Resolution,
  containerId: number,
  first: number,
  last: number,
): SpanRecord[] {
  const size = BLOCK_SPANS[resolution];
  const blocks = store.blocks(
    resolution,
    containerId,
    Math.floor(first / size),
    Math.floor(last / size),
  );
  return blocks
    .flatMap(({ block, bytes }) => unpackRecords(bytes, block * size))
    .filter(({ span }) => span >= first && span <= last);
}
