import type { DatabaseSync, StatementSync } from "node:sqlite";
import { StorageError } from "../../actors/storage_error.ts";
import { openForReading } from "./connection.ts";
import { describeFailure } from "./writer/write_failure.ts";
import type { SqlValue } from "./writer/writer_messages.ts";

/**
 * Reads on the calling thread, over a connection of its own that cannot write. Sees every commit that has
 * settled. Rows are trusted to have the shape that the caller names: only our own statements wrote them.
 */
export class Reader {
  readonly #database: DatabaseSync;
  // Bounded by the number of statement texts in the program, a few dozen.
  readonly #prepared = new Map<string, StatementSync>();

  constructor(path: string) {
    this.#database = openForReading(path);
  }

  /** Every row. Throws a {@link StorageError}. */
  all<Row>(sql: string, ...params: SqlValue[]): Row[] {
    return this.#guard(() => this.#prepare(sql).all(...params)) as Row[];
  }

  /** The first row, if there is one. Throws a {@link StorageError}. */
  get<Row>(sql: string, ...params: SqlValue[]): Row | undefined {
    return this.#guard(() => this.#prepare(sql).get(...params)) as Row | undefined;
  }

  close(): void {
    this.#database.close();
  }

  #prepare(sql: string): StatementSync {
    const known = this.#prepared.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }

  #guard<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      const { reason, detail } = describeFailure(error);
      throw new StorageError(reason, `The database could not be read: ${detail}.`, {
        cause: error,
      });
    }
  }
}
