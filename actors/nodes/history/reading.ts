import type { KeptHistory } from "./kept_history.ts";
import type { ReadSpans } from "./messages.ts";
import {
  collectSpans,
  type PackedSpans,
  partOf,
  type SpanPart,
  unpackSpans,
} from "./packed_spans.ts";
import { groupSpans } from "./span_merge.ts";
import { BLOCK_SPANS, type HistoryStore, type Resolution } from "./store.ts";

const HOUR_MINUTES = 60;

/**
 * A part of a container's history, oldest first, whether or not it is on the disk yet. What waits in memory is taken
 * before the disk is read: what is written meanwhile is then there twice, and counts once.
 */
export function readSpans(history: KeptHistory, question: ReadSpans): Promise<PackedSpans> {
  const { containerId, first, last, resolution } = question;
  const minutes = minutesInMemory(history, question);
  if (resolution === "minute") {
    return readMinutes(history.store, containerId, minutes, first, last);
  }
  return readHours(history.store, question, waiting(history, "hour", containerId), minutes);
}

async function readMinutes(
  store: HistoryStore,
  containerId: number,
  inMemory: readonly SpanPart[],
  first: number,
  last: number,
): Promise<PackedSpans> {
  const stored = await storedParts(store, "minute", containerId, first, last);
  return collectSpans([...stored, ...inMemory], first, last);
}

/** Hours on the disk, and those of which only the minutes are there. */
async function readHours(
  store: HistoryStore,
  { containerId, first, last }: ReadSpans,
  inMemory: readonly SpanPart[],
  minutesInMemory: readonly SpanPart[],
): Promise<PackedSpans> {
  const stored = await storedParts(store, "hour", containerId, first, last);
  const done = collectSpans([...stored, ...inMemory], first, last);
  const from = ((done.spans.at(-1) ?? first - 1) + 1) * HOUR_MINUTES;
  const to = last * HOUR_MINUTES + HOUR_MINUTES - 1;
  if (from > to) return done;
  const minutes = await readMinutes(store, containerId, minutesInMemory, from, to);
  const recent = groupSpans(unpackSpans(minutes), ({ span }) => Math.floor(span / HOUR_MINUTES));
  return collectSpans([...stored, ...inMemory, ...recent.map(partOf)], first, last);
}

function minutesInMemory(history: KeptHistory, { containerId, open }: ReadSpans): SpanPart[] {
  const pending = history.pending.get(containerId)?.records ?? [];
  const records = open === undefined ? pending : [...pending, open];
  return [...waiting(history, "minute", containerId), ...records.map(partOf)];
}

/** What is on its way to the disk, or waits to be tried again. */
function waiting(
  { inFlight, retry }: KeptHistory,
  resolution: Resolution,
  containerId: number,
): SpanPart[] {
  return [...inFlight ?? [], ...retry ?? []].flatMap((change) =>
    change.type === "spansAdded" && change.resolution === resolution &&
      change.containerId === containerId
      ? { firstSpan: change.block * BLOCK_SPANS[resolution], bytes: change.bytes }
      : []
  );
}

async function storedParts(
  store: HistoryStore,
  resolution: Resolution,
  containerId: number,
  first: number,
  last: number,
): Promise<SpanPart[]> {
  const size = BLOCK_SPANS[resolution];
  const [from, to] = [Math.floor(first / size), Math.floor(last / size)];
  const blocks = await store.blocksInBackground(resolution, containerId, from, to);
  return blocks.map(({ block, bytes }) => ({ firstSpan: block * size, bytes }));
}
