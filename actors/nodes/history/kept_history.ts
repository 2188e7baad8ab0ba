import type { SpanRecord } from "./span_record.ts";
import type { HistoryChange, HistoryStore } from "./store.ts";

/** Minutes that gather before they are written: each write costs a page of 4 kB, whatever it holds. */
export const GATHERED_MINUTES = 5;
/** Minutes of one container that wait at most while the disk takes nothing; beyond, the oldest are given up. */
const MAX_WAITING = 120;

/** Minutes of one container that are not on the disk. */
export interface PendingMinutes {
  records: SpanRecord[];
  /** The last hour that has its record; undefined until it was looked up. */
  rolledTo: number | undefined;
}

/** The state of the history's actor. */
export interface KeptHistory {
  readonly store: HistoryStore;
  readonly pending: Map<number, PendingMinutes>;
  /** Containers whose minutes are to be written, in the order in which they came due. */
  readonly due: Set<number>;
  /** Containers of which only old blocks are to be forgotten. */
  readonly quiet: Set<number>;
  inFlight: readonly HistoryChange[] | undefined;
  /** A batch that failed. */
  retry: readonly HistoryChange[] | undefined;
  /** True while the next write is to come by itself. */
  armed: boolean;
}

/** The state at a start. */
export function newHistory(store: HistoryStore): KeptHistory {
  return {
    store,
    pending: new Map(),
    due: new Set(),
    quiet: new Set(),
    inFlight: undefined,
    retry: undefined,
    armed: false,
  };
}

/** Keeps a minute that has ended. Containers take turns, so that not all of them are written in one minute. */
export function keep(history: KeptHistory, containerId: number, record: SpanRecord): void {
  let pending = history.pending.get(containerId);
  if (!pending) history.pending.set(containerId, pending = { records: [], rolledTo: undefined });
  pending.records.push(record);
  if (pending.records.length > MAX_WAITING) pending.records.shift();
  if ((record.span + containerId) % GATHERED_MINUTES === 0) history.due.add(containerId);
}

/** Containers that have stopped to tell anything: what they told is written all the same. */
export function queueLate(history: KeptHistory, minute: number): void {
  for (const [containerId, { records }] of history.pending) {
    const [oldest] = records;
    if (oldest && minute - oldest.span > GATHERED_MINUTES) history.due.add(containerId);
  }
}

/** Old blocks of a container that tells nothing go as well. */
export function queueQuiet(history: KeptHistory, containerId: number): void {
  history.quiet.add(containerId);
}
