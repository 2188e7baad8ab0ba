import { WorkerCalls } from "./worker_calls.ts";
import { packStatements, type Statement, type WriterOrder } from "./writer_messages.ts";

/** Where to write, and what a test may replace. */
export interface WriterOptions {
  readonly path: string;
  readonly maxBytes: number | null;
  /** Makes the worker; by default a module worker on `writer_worker.ts`. */
  readonly spawn?: () => Worker;
}

/**
 * The main thread's end of the writing worker. Commits are applied in the order of the calls. A worker that
 * dies rejects everything that waits with `StorageError("failed")` (those commits may or may not be on the
 * disk), and the next commit starts a new one.
 */
export class Writer {
  readonly #calls: WorkerCalls<WriterOrder, void>;

  private constructor({ path, maxBytes, spawn = spawnWorker }: WriterOptions) {
    this.#calls = new WorkerCalls({
      spawn,
      opening: { type: "open", path, maxBytes },
      closing: { type: "close" },
      thread: "the writing thread",
      complaint: "The write did not reach the disk",
    });
  }

  /** Starts the worker and waits until it has the database open. Rejects with a {@link StorageError}. */
  static async open(options: WriterOptions): Promise<Writer> {
    const writer = new Writer(options);
    await writer.#calls.open();
    return writer;
  }

  /** All or nothing; settled means on the disk. Rejects with a {@link StorageError}. */
  commit(statements: readonly Statement[]): Promise<void> {
    return this.#calls.call({ type: "commit", batch: packStatements(statements) });
  }

  /** Commits that are not on the disk yet. */
  get waiting(): number {
    return this.#calls.waiting;
  }

  /** Finishes what was asked for, moves the write-ahead log into the file, and ends the worker. */
  close(): Promise<void> {
    return this.#calls.close();
  }
}

function spawnWorker(): Worker {
  return new Worker(new URL("./writer_worker.ts", import.meta.url), { type: "module" });
}
