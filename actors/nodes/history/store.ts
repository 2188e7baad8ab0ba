/** Minutes are kept for 7 days, hours for a year. */
export type Resolution = "minute" | "hour";

/** How long records of each resolution are kept, in spans of it. */
export const KEPT_SPANS: Readonly<Record<Resolution, number>> = {
  minute: 7 * 24 * 60,
  hour: 365 * 24,
};

/**
 * Spans in one row. Three rows of 30 minutes (1,320 bytes) fill a page of the database to 97 %, three days of hours
 * (1,056 bytes) to 78 %; a row for each minute would take half as much again for its key and header.
 */
export const BLOCK_SPANS: Readonly<Record<Resolution, number>> = { minute: 30, hour: 24 };

/** Milliseconds of a span. */
export const SPAN_MS: Readonly<Record<Resolution, number>> = { minute: 60_000, hour: 3_600_000 };

export type HistoryChange =
  /** Packed records at the end of a block, which is made where it is missing. */
  | {
    readonly type: "spansAdded";
    readonly resolution: Resolution;
    readonly containerId: number;
    readonly block: number;
    readonly bytes: Uint8Array<ArrayBuffer>;
  }
  /** Forgets all blocks of a container before `block`. */
  | {
    readonly type: "spansPruned";
    readonly resolution: Resolution;
    readonly containerId: number;
    readonly block: number;
  };

/** A row of the history. */
export interface HistoryBlock {
  readonly block: number;
  readonly bytes: Uint8Array;
}

/** Durable storage of container history; `commit` as in the ledger's store. */
export interface HistoryStore {
  commit(changes: readonly HistoryChange[]): Promise<void>;
  /** Blocks `first` to `last` of a container, oldest first. The caller's thread waits for the disk. */
  blocks(
    resolution: Resolution,
    containerId: number,
    first: number,
    last: number,
  ): readonly HistoryBlock[];
  /** The newest block of a container. */
  newestBlock(resolution: Resolution, containerId: number): HistoryBlock | undefined;
}
