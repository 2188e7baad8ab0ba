import { StorageError } from "../../../actors/storage_error.ts";
import type { Failure } from "./write_failure.ts";

/**
 * A call that is not answered in this time counts as lost, and the worker as dead. Six times the time a
 * commit may wait for another process, so that a slow disk alone does not reach it.
 */
const ANSWER_TIMEOUT_MS = 30_000;

/**
 * At most so many calls wait. Every caller batches and has one commit under way, and charts are read one at
 * a time, so that this is reached only when something loops; waiting longer would only hide it.
 */
const MAX_WAITING = 1_024;

/** From a worker: done, with what was asked for, or why not. */
export type WorkerReply<Result> =
  | { readonly id: number; readonly failure: null; readonly result?: Result }
  | { readonly id: number; readonly failure: Failure };

/** The worker of a {@link WorkerCalls}, and the words for what goes wrong with it. */
export interface WorkerCallsOptions<Order> {
  spawn(): Worker;
  /** The first order that each worker gets. */
  readonly opening: Order;
  /** The last one. */
  readonly closing: Order;
  /** `the writing thread`. */
  readonly thread: string;
  /** The sentence before the reason: `The write did not reach the disk`. */
  readonly complaint: string;
}

interface Waiting<Result> {
  resolve(result: Result): void;
  reject(error: StorageError): void;
}

/**
 * The main thread's end of a database worker. Orders are carried out in the order of the calls; each crosses as
 * a message with an `id` of its own, and is answered by one {@link WorkerReply} of the same id. A worker that
 * dies rejects everything that waits with `StorageError("failed")`, and the next call starts a new one.
 */
export class WorkerCalls<Order extends object, Result> {
  readonly #options: WorkerCallsOptions<Order>;
  // Insertion order is the order of the calls, so that the first entry is the oldest.
  readonly #waiting = new Map<number, Waiting<Result>>();
  #worker: Worker | undefined;
  #lastId = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(options: WorkerCallsOptions<Order>) {
    this.#options = options;
  }

  /** Starts the worker and waits until it is open. Rejects with a {@link StorageError}. */
  async open(): Promise<void> {
    try {
      await this.#start();
    } catch (error) {
      this.#discard();
      throw error;
    }
  }

  /** Calls that are not answered yet. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Rejects with a {@link StorageError}. */
  call(order: Order): Promise<Result> {
    if (this.#closed) return this.#refuse("the database is closed");
    if (this.#waiting.size >= MAX_WAITING) {
      return this.#refuse(`${MAX_WAITING} others are waiting already`);
    }
    // A failed start rejects what waits behind it, this call included.
    if (this.#worker === undefined) this.#start().catch((error) => this.#died(String(error)));
    return this.#request(order);
  }

  /** Finishes what was asked for, and ends the worker. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    try {
      if (this.#worker !== undefined) await this.#request(this.#options.closing);
    } finally {
      this.#discard();
    }
  }

  #start(): Promise<Result> {
    const worker = this.#options.spawn();
    this.#worker = worker;
    worker.onmessage = (event: MessageEvent<WorkerReply<Result>>) => this.#answered(event.data);
    worker.onerror = (event) => {
      // Without this, an error in the worker would end the whole process.
      event.preventDefault();
      if (this.#worker === worker) this.#died(event.message);
    };
    return this.#request(this.#options.opening);
  }

  #request(order: Order): Promise<Result> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      if (this.#waiting.size === 1) this.#watch();
      this.#worker?.postMessage({ ...order, id });
    });
  }

  #answered(reply: WorkerReply<Result>): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    this.#watch();
    if (reply.failure === null) waiting?.resolve(reply.result as Result);
    else waiting?.reject(this.#error(reply.failure));
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
    const error = this.#error({
      reason: "failed",
      detail: `${this.#options.thread} died: ${detail}`,
    });
    for (const waiting of lost) waiting.reject(error);
  }

  #discard(): void {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  #refuse(detail: string): Promise<never> {
    return Promise.reject(this.#error({ reason: "failed", detail }));
  }

  #error({ reason, detail }: Failure): StorageError {
    return new StorageError(reason, `${this.#options.complaint}: ${detail}.`);
  }
}
