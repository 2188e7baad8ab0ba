import type { ChainHead, ChainName } from "./store.ts";

/** Where a chain is broken first. */
export interface ChainFault {
  readonly sequence: number;
  /**
   * `changed`: the row is not what was hashed. `missing`: rows are gone before it. `reordered`: another row should stand
   * there. `inserted`: it was never hashed, or stands behind the end. `tail`: the chain ends before the end that was put
   * down, or had another row there. `anchor`: what is left does not begin where the last clearing ended.
   */
  readonly fault: "changed" | "missing" | "reordered" | "inserted" | "tail" | "anchor";
  /** For people, in English. */
  readonly detail: string;
}

/** What the examination of one chain has found so far. */
export interface ChainResult {
  readonly chain: ChainName;
  /** Examined so far. */
  readonly rows: number;
  readonly totalRows: number;
  /** Null: the chain has no row. */
  readonly firstSequence: number | null;
  /** How many of the anchors that clearings have left are still there. */
  readonly anchors: number;
  readonly head: ChainHead;
  readonly fault: ChainFault | null;
}

/** Goes through every row of every chain, on a thread of its own. */
export interface AuditExaminer {
  /** One at a time. Rejects with an error that says why in words. */
  examine(
    onProgress: (chains: readonly ChainResult[]) => void,
  ): Promise<readonly ChainResult[]>;
}
