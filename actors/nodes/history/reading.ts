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
 * A part of a container's history that is still to be read from the disk. Plain data, so that another thread can do
 * it: a week lies on a hundred pages all over the database, and whoever asks may be the first in days.
 */
export interface SpansPlan {
  readonly containerId: number;
  readonly resolution: Resolution;
  /** Spans `first` to `last`, both of them. */
  readonly first: number;
  readonly last: number;
  /** What was not on the disk when the plan was made. */
  readonly inMemory: Readonly<Record<Resolution, readonly SpanPart[]>>;
}

/** Plans the answer to a question. */
export function planSpans(
  history: KeptHistory,
  { containerId, resolution, first, last, open }: ReadSpans,
): SpansPlan {
  const pending = history.pending.get(containerId)?.records ?? [];
  const minutes = open === undefined ? pending : [...pending, open];
  return {
    containerId,
    resolution,
    first,
    last,
    inMemory: {
      minute: [...waiting(history, "minute", containerId), ...minutes.map(partOf)],
      hour: waiting(history, "hour", containerId),
    },
  };
}

/**
 * Carries a plan out: the spans, oldest first, whether or not they are on the disk. What was written since the plan
 * was made is there twice, and counts once.
 */
export function readSpans(store: Pick<HistoryStore, "blocks">, plan: SpansPlan): PackedSpans {
  return plan.resolution === "minute"
    ? collectSpans(partsOf(store, plan, "minute", plan.first, plan.last), plan.first, plan.last)
    : readHours(store, plan);
}

/** Hours on the disk, and those of which only the minutes are there. */
function readHours(store: Pick<HistoryStore, "blocks">, plan: SpansPlan): PackedSpans {
  const { first, last } = plan;
  const hours = partsOf(store, plan, "hour", first, last);
  const done = collectSpans(hours, first, last);
  const from = ((done.spans.at(-1) ?? first - 1) + 1) * HOUR_MINUTES;
  const to = last * HOUR_MINUTES + HOUR_MINUTES - 1;
  if (from > to) return done;
  const minutes = collectSpans(partsOf(store, plan, "minute", from, to), from, to);
  const recent = groupSpans(unpackSpans(minutes), ({ span }) => Math.floor(span / HOUR_MINUTES));
  return collectSpans([...hours, ...recent.map(partOf)], first, last);
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

/** Blocks that hold spans `first` to `last`, and what is in memory. */
function partsOf(
  store: Pick<HistoryStore, "blocks">,
  { containerId, inMemory }: SpansPlan,
  resolution: Resolution,
  first: number,
  last: number,
): SpanPart[] {
  const size = BLOCK_SPANS[resolution];
  const [from, to] = [Math.floor(first / size), Math.floor(last / size)];
  const blocks = store.blocks(resolution, containerId, from, to);
  const stored = blocks.map(({ block, bytes }) => ({ firstSpan: block * size, bytes }));
  return [...stored, ...inMemory[resolution]];
}
