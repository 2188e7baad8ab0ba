import { setTimeout as wait } from "node:timers/promises";
import type { Api } from "../../support/api/api.ts";
import { StubbornClient } from "./stubborn_client.ts";
import type { Wish } from "./wish.ts";
import type { WishJournal } from "./wish_journal.ts";
import type { WishMaker } from "./wish_maker.ts";

/** People, schedules and programs at the same time. */
export const OPERATORS = 8;

/** What the workload needs. */
export interface WorkloadOptions {
  readonly api: Api;
  readonly maker: WishMaker;
  readonly journal: WishJournal;
  readonly random: () => number;
  /** Of all operators together. */
  readonly wishesPerSecond: number;
}

/** Operators who go on working, whatever happens to the control host. */
export class Workload {
  readonly #options: WorkloadOptions;
  readonly #client: StubbornClient;
  #working: readonly Promise<void>[] = [];
  #over = false;

  constructor(options: WorkloadOptions) {
    this.#options = options;
    this.#client = new StubbornClient(options.api);
  }

  start(): void {
    this.#working = Array.from({ length: OPERATORS }, (_, operator) => this.#work(operator));
  }

  /** No new wishes; resolves when those that are there are answered. @param patienceMs then they are given up */
  async stop(patienceMs: number): Promise<void> {
    this.#over = true;
    const timer = setTimeout(() => this.#client.giveUp(), patienceMs);
    await Promise.all(this.#working);
    clearTimeout(timer);
  }

  /** One wish out of turn. */
  async settle(wish: Wish): Promise<void> {
    this.#options.journal.note(await this.#client.settle(wish));
  }

  async #work(operator: number): Promise<void> {
    const { maker, random, wishesPerSecond } = this.#options;
    while (!this.#over) {
      await wait(2 * random() * OPERATORS * 1_000 / wishesPerSecond);
      const wish = maker.next(operator);
      const ready = wish?.kind === "acknowledge" ? await this.#aimed(wish) : wish;
      if (ready !== undefined && !this.#over) await this.settle(ready);
    }
  }

  /** At one of the alerts that are open. */
  async #aimed(wish: Wish): Promise<Wish | undefined> {
    const { api, random } = this.#options;
    const signal = AbortSignal.timeout(5_000);
    const page = await api.call<{ readonly items: readonly { readonly id: number }[] }>(
      "/api/v1/alerts?state=open&limit=50",
      { signal },
    ).catch(() => ({ items: [] }));
    const alert = page.items[Math.floor(random() * page.items.length)];
    return alert && { ...wish, path: `/api/v1/alerts/${alert.id}/acknowledge` };
  }
}
