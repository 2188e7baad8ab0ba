import { WorkerCalls } from "./worker_calls.ts";
import type { SqlValue } from "./writer_messages.ts";

/** To the reading worker; carried out strictly in order. */
export type ReaderOrder =
  | { readonly type: "open"; readonly path: string }
  | { readonly type: "read"; readonly sql: string; readonly params: readonly SqlValue[] }
  | { readonly type: "close" };

/**
 * Reads on a thread of its own, one query at a time. For what is long enough to be felt: 100 pages that nobody has
 * read lately take 10 to 20 ms on a quick disk, and a second on a turning one. Sees every commit that has settled
 * before the call. Starts with the first query, so that a host without containers has no such thread.
 */
export class BackgroundReader {
  readonly #calls: WorkerCalls<ReaderOrder, readonly unknown[]>;

  /** `spawn` makes the worker; tests put a faulty one here. */
  constructor(path: string, spawn: () => Worker = spawnWorker) {
    this.#calls = new WorkerCalls({
      spawn,
      opening: { type: "open", path },
      closing: { type: "close" },
      thread: "the reading thread",
      complaint: "The database could not be read",
    });
  }

  /** Every row. Rejects with a `StorageError`; a worker that died is replaced at the next call. */
  async all<Row>(sql: string, ...params: SqlValue[]): Promise<readonly Row[]> {
    return await this.#calls.call({ type: "read", sql, params }) as readonly Row[];
  }

  /** Finishes what was asked for, and ends the thread. */
  close(): Promise<void> {
    return this.#calls.close();
  }
}

function spawnWorker(): Worker {
  return new Worker(new URL("./reader_worker.ts", import.meta.url), { type: "module" });
}
