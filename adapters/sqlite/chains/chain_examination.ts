import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { ChainFault, ChainResult } from "../../../actors/audit/examiner.ts";
import type { ChainHead, ChainName } from "../../../actors/audit/store.ts";
import { anchorFault, headFault, rowFault, tailFault } from "./chain_faults.ts";
import {
  type Chain,
  type ChainLink,
  CHAINS,
  GENESIS,
  linkOf,
  readHead,
  rowsOfChain,
} from "./chains.ts";

/** Rows in one step: some 5 ms. Where memory is kept small, more at once would be copied to and fro by its sweeping. */
const ROWS_AT_ONCE = 500;

/** The row that was looked at last. */
export interface LastRow {
  readonly sequence: number;
  readonly hash: string;
}

/**
 * Goes through one chain, some rows at a time, and says where it is broken first. A control host may be writing to it,
 * and clearing away its beginning: each step looks at the database as it is at one moment.
 */
export class ChainExamination {
  readonly #database: DatabaseSync;
  readonly #chain: Chain;
  readonly #rows: StatementSync;
  /** Heads of this chain that somebody has kept elsewhere, and that are still to be met. */
  #kept: readonly ChainHead[];
  #last: LastRow | undefined;
  #result: ChainResult;
  #done = false;

  /** `kept`: ends of the chain at earlier times, which the chain must still go through. */
  constructor(database: DatabaseSync, name: ChainName, kept: readonly ChainHead[] = []) {
    this.#database = database;
    this.#chain = CHAINS[name];
    this.#rows = readingArrays(database.prepare(rowsOfChain(this.#chain)));
    this.#kept = kept.filter(({ chain }) => chain === name);
    this.#result = {
      chain: name,
      rows: 0,
      totalRows: this.#count(),
      firstSequence: null,
      anchors: 0,
      head: { chain: name, sequence: 0, hash: GENESIS },
      fault: null,
    };
  }

  get result(): ChainResult {
    return this.#result;
  }

  get done(): boolean {
    return this.#done;
  }

  /** Looks at the next rows; throws SQLite's error where they cannot be read. */
  step(): void {
    this.#database.exec("BEGIN");
    try {
      this.#look();
    } finally {
      this.#database.exec("COMMIT");
    }
  }

  #look(): void {
    const head = readHead(this.#database, this.#chain.name);
    const anchor = this.#anchor();
    this.#result = { ...this.#result, head, anchors: anchor.count };
    const last = this.#last ?? anchor.last;
    const rows = this.#rowsAfter(last.sequence);
    const fault = this.#begin(rows, anchor.last) ?? this.#walk(last, anchor.last, rows);
    if (fault !== null) return this.#end(fault);
    if (rows.length === ROWS_AT_ONCE) return;
    const end = this.#last ?? anchor.last;
    this.#end(tailFault(end, head) ?? this.#unmet(anchor.last));
  }

  /** Only once: nothing may be left that the last clearing has taken away. */
  #begin(rows: readonly ChainLink[], anchor: LastRow): ChainFault | null {
    if (this.#last !== undefined) return null;
    const first = this.#first();
    this.#result = { ...this.#result, firstSequence: rows.length === 0 ? null : first };
    return first === null ? null : anchorFault(first, anchor);
  }

  #walk(from: LastRow, anchor: LastRow, rows: readonly ChainLink[]): ChainFault | null {
    let last = from;
    let { rows: examined } = this.#result;
    let fault: ChainFault | null = null;
    for (const row of rows) {
      const { sequence, hash } = row;
      // What was next may have been cleared away since the step before.
      if (sequence > last.sequence + 1 && anchor.sequence > last.sequence) last = anchor;
      fault = rowFault(this.#database, this.#chain, last, row);
      if (fault !== null) break;
      last = { sequence, hash: String(hash) };
      this.#last = last;
      examined++;
      fault = this.#meet(last);
      if (fault !== null) break;
    }
    this.#result = { ...this.#result, rows: examined };
    return fault;
  }

  /** A head that was kept elsewhere must be the hash that the chain has there. */
  #meet({ sequence, hash }: LastRow): ChainFault | null {
    const kept = this.#kept.find((each) => each.sequence === sequence);
    if (kept === undefined) return null;
    this.#kept = this.#kept.filter((each) => each !== kept);
    return kept.hash === hash ? null : headFault(kept);
  }

  /** One that the chain has not come through. What was cleared away since cannot be held against it. */
  #unmet(anchor: LastRow): ChainFault | null {
    return headFault(this.#kept.find(({ sequence }) => sequence > anchor.sequence)) ??
      this.#meet(anchor);
  }

  #end(fault: ChainFault | null): void {
    this.#result = { ...this.#result, fault };
    this.#done = true;
  }

  #rowsAfter(sequence: number): ChainLink[] {
    const rows: unknown[] = this.#rows.all(sequence, ROWS_AT_ONCE);
    return rows.map((cells) => linkOf(cells as readonly unknown[]));
  }

  #first(): number | null {
    const sql = `SELECT min(sequence) AS first FROM ${this.#chain.table}`;
    const first = this.#database.prepare(sql).get()?.first;
    return first === null || first === undefined ? null : Number(first);
  }

  #count(): number {
    const sql = `SELECT count(*) AS rows FROM ${this.#chain.table}`;
    return Number(this.#database.prepare(sql).get()?.rows ?? 0);
  }

  #anchor(): { readonly last: LastRow; readonly count: number } {
    const anchors = this.#database.prepare(
      "SELECT sequence, hash FROM chain_anchors WHERE chain = ? ORDER BY sequence DESC",
    ).all(this.#chain.name);
    const [newest] = anchors;
    const last = newest === undefined
      ? { sequence: 0, hash: GENESIS }
      : { sequence: Number(newest.sequence), hash: String(newest.hash) };
    return { last, count: anchors.length };
  }
}

/** What the declarations leave out of a statement. */
interface ReadsArrays {
  setReturnArrays(enabled: boolean): void;
}

function readingArrays(statement: StatementSync): StatementSync {
  (statement as StatementSync & ReadsArrays).setReturnArrays(true);
  return statement;
}
