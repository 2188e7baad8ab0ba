import type { DatabaseSync, StatementSync } from "node:sqlite";
import { ChainWriter } from "../chains/chain_writer.ts";
import { openForWriting } from "../connection.ts";
import type { Batch, ChainedRow, SqlValue } from "./writer_messages.ts";

/** Carries out one step of a batch. */
type Run = (params: readonly SqlValue[]) => void;

/**
 * Applies batches, each in one transaction: all of it is on the disk when `apply` returns, and nothing of it
 * when `apply` throws. Blocks its thread for as long as the disk takes.
 */
export class BatchWriter {
  readonly #database: DatabaseSync;
  // Bounded by the number of statement texts in the program, a few dozen.
  readonly #prepared = new Map<string, StatementSync>();
  readonly #chains: ChainWriter;
  /** Parameters of the statement that was run last; undefined: it has changed nothing. */
  #changedWith: readonly SqlValue[] | undefined;

  /** `maxBytes`: the file never grows past it, and a batch that would make it fails as on a full disk. */
  constructor(path: string, maxBytes: number | null) {
    this.#database = openForWriting(path);
    this.#chains = new ChainWriter(this.#database);
    if (maxBytes !== null) this.#limit(maxBytes);
  }

  /** Throws SQLite's error; the batch has left no trace then. */
  apply(batch: Batch): void {
    const runs = batch.texts.map((text) => this.#runOf(text));
    this.#database.exec("BEGIN IMMEDIATE");
    this.#chains.begin();
    try {
      for (const [text, params] of batch.steps) runs[text]?.(params);
      this.#chains.finish();
      this.#database.exec("COMMIT");
    } catch (error) {
      // SQLite has rolled back by itself after some errors (a full disk), not after others.
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  /** Moves the write-ahead log into the database file, so that one file is the whole truth. */
  close(): void {
    this.#database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    this.#database.close();
  }

  #prepare(sql: string): StatementSync {
    const known = this.#prepared.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }

  #runOf(text: string | ChainedRow): Run {
    return typeof text === "string" ? this.#statement(this.#prepare(text)) : this.#row(text);
  }

  #statement(statement: StatementSync): Run {
    return (params) => {
      const { changes } = statement.run(...params);
      this.#changedWith = changes === 0 ? undefined : params;
    };
  }

  #row({ chain, places }: ChainedRow): Run {
    if (places === undefined) return (values) => this.#chains.append(chain, values);
    return () => {
      const from = this.#changedWith;
      if (from !== undefined) this.#chains.append(chain, places.map((place) => from[place]));
    };
  }

  #limit(maxBytes: number): void {
    const pageBytes = Number(this.#database.prepare("PRAGMA page_size").get()?.page_size ?? 4096);
    this.#database.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxBytes / pageBytes))}`);
  }
}
