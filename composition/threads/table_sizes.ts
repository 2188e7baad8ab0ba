import type { Clock } from "../../actors/kernel/mod.ts";
import type { TableSize } from "../../adapters/sqlite/table_sizes.ts";
import { WorkerCalls } from "../../adapters/sqlite/writer/worker_calls.ts";

/** To the measuring thread; carried out strictly in order. */
export type MeasuringOrder =
  | { readonly type: "open"; readonly path: string }
  | { readonly type: "measure" }
  | { readonly type: "close" };

/** Tables grow by megabytes a day, and a walk through a year of history keeps a disk busy for seconds. */
const MEASURE_EVERY_MS = 3_600_000;

/** What was measured last. */
interface Measured {
  readonly tables: ReadonlyMap<string, number>;
  /** Epoch milliseconds; null: nothing was measured yet. */
  readonly measuredAt: number | null;
}

/**
 * How large each table is. Measured when somebody asks, at most once an hour, on a thread that lives for as long as
 * that takes: the asker gets what was measured last. Where nobody asks, nothing is done.
 */
export class TableSizes {
  readonly #path: string;
  readonly #clock: Clock;
  readonly #spawn: () => Worker;
  #last: Measured = { tables: new Map(), measuredAt: null };
  #dueMs = -Infinity;
  #underWay: Promise<void> | undefined;
  #closed = false;

  /** `path` is that of the database. `spawn` makes the worker; tests put a faulty one here. */
  constructor(path: string, clock: Clock, spawn: () => Worker = spawnWorker) {
    this.#path = path;
    this.#clock = clock;
    this.#spawn = spawn;
  }

  /** What was measured last; begins to measure anew when that is an hour old. */
  read(): Measured {
    const now = this.#clock.monotonicMs();
    if (now >= this.#dueMs && !this.#closed) {
      this.#dueMs = now + MEASURE_EVERY_MS;
      this.#underWay = this.#measure().finally(() => this.#underWay = undefined);
    }
    return this.#last;
  }

  /** Settles when nothing is being measured; never rejects. */
  async settled(): Promise<void> {
    await this.#underWay;
  }

  /** Measures no more; to be awaited before the database closes. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#underWay;
  }

  /** What could not be measured keeps its last size; the next try is in an hour. */
  async #measure(): Promise<void> {
    const calls = new WorkerCalls<MeasuringOrder, readonly TableSize[]>({
      spawn: this.#spawn,
      opening: { type: "open", path: this.#path },
      closing: { type: "close" },
      thread: "the measuring thread",
      complaint: "The tables could not be measured",
    });
    try {
      const tables = new Map(await calls.call({ type: "measure" }));
      this.#last = { tables, measuredAt: this.#clock.now() };
    } catch {
      // Told by the age of the figure.
    } finally {
      await calls.close().catch(() => undefined);
    }
  }
}

function spawnWorker(): Worker {
  return new Worker(new URL("./table_sizes_worker.ts", import.meta.url), { type: "module" });
}
