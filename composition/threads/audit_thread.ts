import type { AuditExaminer, ChainResult } from "../../actors/audit/examiner.ts";
import { WorkerCalls } from "../../adapters/sqlite/writer/worker_calls.ts";

/** To the examining thread; carried out strictly in order. */
export type ExaminingOrder =
  | { readonly type: "open"; readonly path: string }
  /** Goes on for a tenth of a second or so. */
  | { readonly type: "goOn" }
  | { readonly type: "close" };

/** How far it is. */
export interface Examined {
  readonly chains: readonly ChainResult[];
  readonly done: boolean;
}

/**
 * Examines the chains on a thread that lives for as long as that takes: a million rows are some seconds of a processor,
 * and none of them is felt by anybody else.
 */
export class AuditThread implements AuditExaminer {
  readonly #path: string;
  readonly #spawn: () => Worker;
  #closed = false;
  #underWay: Promise<unknown> | undefined;

  /** `path` is that of the database. `spawn` makes the worker; tests put a faulty one here. */
  constructor(path: string, spawn: () => Worker = spawnWorker) {
    this.#path = path;
    this.#spawn = spawn;
  }

  examine(onProgress: (chains: readonly ChainResult[]) => void): Promise<readonly ChainResult[]> {
    if (this.#underWay) return Promise.reject(new Error("An examination is under way."));
    const examination = this.#examine(onProgress).finally(() => this.#underWay = undefined);
    this.#underWay = examination.catch(() => {});
    return examination;
  }

  /** Gives up what is under way; to be awaited before the database closes. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#underWay;
  }

  async #examine(
    onProgress: (chains: readonly ChainResult[]) => void,
  ): Promise<readonly ChainResult[]> {
    const calls = new WorkerCalls<ExaminingOrder, Examined>({
      spawn: this.#spawn,
      opening: { type: "open", path: this.#path },
      closing: { type: "close" },
      thread: "the examining thread",
      complaint: "The audit trail could not be examined",
    });
    try {
      await calls.open();
      for (;;) {
        if (this.#closed) throw new Error("The control host has stopped.");
        const { chains, done } = await calls.call({ type: "goOn" });
        if (done) return chains;
        onProgress(chains);
      }
    } finally {
      await calls.close().catch(() => undefined);
    }
  }
}

function spawnWorker(): Worker {
  return new Worker(new URL("./audit_worker.ts", import.meta.url), { type: "module" });
}
