import type { ChartOrder, Charts } from "../../adapters/http/answers/charts.ts";
import { WorkerCalls } from "../../adapters/sqlite/writer/worker_calls.ts";

/** To the charting thread; carried out strictly in order. */
export type ChartThreadOrder =
  | { readonly type: "open"; readonly path: string }
  | ({ readonly type: "draw" } & ChartOrder)
  | { readonly type: "close" };

/**
 * Draws charts on a thread of their own, one at a time, over a connection that only reads. A week of a container
 * takes as long as the messages of 200 hosts, and leaves as much behind for the garbage collector; here neither is
 * felt by anybody else, nor is a disk that has to look for its pages. The thread starts with the first chart, so that
 * a host without containers has none, and is replaced at the next one should it die.
 */
export class ChartThread implements Charts {
  readonly #calls: WorkerCalls<ChartThreadOrder, Uint8Array<ArrayBuffer>>;

  /** `path` is that of the database. `spawn` makes the worker; tests put a faulty one here. */
  constructor(path: string, spawn: () => Worker = spawnWorker) {
    this.#calls = new WorkerCalls({
      spawn,
      opening: { type: "open", path },
      closing: { type: "close" },
      thread: "the charting thread",
      complaint: "The history could not be read",
    });
  }

  draw(order: ChartOrder): Promise<Uint8Array<ArrayBuffer>> {
    return this.#calls.call({ type: "draw", ...order });
  }

  /** Finishes what was asked for, and ends the thread. Never rejects: a thread that has died is ended too. */
  close(): Promise<void> {
    return this.#calls.close().catch(() => undefined);
  }
}

function spawnWorker(): Worker {
  return new Worker(new URL("./chart_worker.ts", import.meta.url), { type: "module" });
}
