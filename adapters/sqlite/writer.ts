import { StorageError } from "../../actors/storage_error.ts";
import { packStatements } from "./writer_messages.ts";
import type { Statement, WriteFailure, WriterReply, WriterRequest } from "./writer_messages.ts";

/**
 * A commit that is not answered in this time counts as lost, and the worker as dead. Six times the time a
 * commit may wait for another process, so that a slow disk alone does not reach it.
 */
const ANSWER_TIMEOUT_MS = 30_000;

/**
 * At most so many commits wait. Every caller batches and has one commit under way, so that this is reached
 * only when something loops; waiting longer would only hide it.
 */
const MAX_WAITING = 1_024;

/** Where to write, and what a test may replace. */
export interface WriterOptions {
  readonly path: string;
  readonly maxBytes: number | null;
  /** Makes the worker; by default a module worker on `writer_worker.ts`. */
  readonly spawn?: () => Worker;
}

interface Waiting {
  resolve(): void;
  reject(error: StorageError): void;
}

type Order = WriterRequest extends infer R ? R extends WriterRequest ? Omit<R, "id"> : never
  : never;

/**
 * The main thread's end of the writing worker. Commits are applied in the order of the calls. A worker that
 * dies rejects everything that waits with `StorageError("failed")` (those commits may or may not be on the
 * disk), and the next commit starts a new one.
 */
export class Writer {
  readonly #options: WriterOptions;
  // Insertion order is the order of the requests, so that the first entry is the oldest.
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #lastId = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  private constructor(options: WriterOptions) {
    this.#options = options;
  }

  /** Starts the worker and waits until it has the database open. Rejects with a {@link StorageError}. */
  static async open(options: WriterOptions): Promise<Writer> {
    const writer = new Writer(options);
    try {
      await writer.#start();
      return writer;
    } catch (error) {
      writer.#discard();
      throw error;
    }
  }

  /** All or nothing; settled means on the disk. Rejects with a {@link StorageError}. */
  commit(statements: readonly Statement[]): Promise<void> {
    if (this.#closed) return refused("the database is closed");
    if (this.#waiting.size >= MAX_WAITING) {
      return refused(`${MAX_WAITING} writes are waiting already`);
    }
    // A failed start rejects what waits behind it, this commit included.
    if (this.#worker === undefined) this.#start().catch((error) => this.#died(String(error)));
    return this.#request({ type: "commit", batch: packStatements(statements) });
  }

  /** Finishes what was asked for, moves the write-ahead log into the file, and ends the worker. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    try {
      if (this.#worker !== undefined) await this.#request({ type: "close" });
    } finally {
      this.#discard();
    }
  }

  #start(): Promise<void> {
    const worker = (this.#options.spawn ?? spawnWorker)();
    this.#worker = worker;
    worker.onmessage = (event: MessageEvent<WriterReply>) => this.#answered(event.data);
    worker.onerror = (event) => {
      // Without this, an error in the worker would end the whole process.
      event.preventDefault();
      if (this.#worker === worker) this.#died(event.message);
    };
    const { path, maxBytes } = this.#options;
    return this.#request({ type: "open", path, maxBytes });
  }

  #request(order: Order): Promise<void> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      if (this.#waiting.size === 1) this.#watch();
      this.#worker?.postMessage({ ...order, id });
    });
  }

  #answered({ id, failure }: WriterReply): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    this.#watch();
    if (failure === null) waiting?.resolve();
    else waiting?.reject(storageError(failure));
  }

  #watch(): void {
    clearTimeout(this.#timer);
    if (this.#waiting.size === 0) return;
    const expire = () => this.#died(`no answer within ${ANSWER_TIMEOUT_MS} ms`);
    this.#timer = setTimeout(expire, ANSWER_TIMEOUT_MS);
  }

  #died(detail: string): void {
    this.#discard();
    const lost = [...this.#waiting.values()];
    this.#waiting.clear();
    const failure = { reason: "failed", detail: `the writing thread died: ${detail}` } as const;
    for (const waiting of lost) waiting.reject(storageError(failure));
  }

  #discard(): void {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = undefined;
  }
}

function spawnWorker(): Worker {
  return new Worker(new URL("./writer_worker.ts", import.meta.url), { type: "module" });
}

function storageError({ reason, detail }: WriteFailure): StorageError {
  return new StorageError(reason, `The write did not reach the disk: ${detail}.`);
}

function refused(detail: string): Promise<never> {
  return Promise.reject(storageError({ reason: "failed", detail }));
}
