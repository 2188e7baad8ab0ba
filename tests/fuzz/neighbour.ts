import { setTimeout as wait } from "node:timers/promises";

/** Somebody who behaves well beside those who do not, and how long it had to wait. */
export interface NeighbourFigures {
  readonly name: string;
  readonly asked: number;
  readonly worstMs: number;
  /** Nearest rank. */
  readonly p99Ms: number;
  readonly failures: readonly string[];
}

/** Between two questions of one neighbour: often enough to meet every stall of a tenth of a second. */
const PAUSE_MS = 50;
/** Who gets no answer for that long would be shown as stale. */
const ANSWER_WITHIN_MS = 5_000;
const MOST_FAILURES = 5;

/** Asks again and again until it is told to leave. */
export class Neighbour {
  readonly #delays: number[] = [];
  readonly #failures: string[] = [];
  readonly #asking: Promise<void>;
  #leaving = false;

  /**
   * @param ask resolves with the answer; or with the delay in ms, where the question was not sent by it
   * @param farewell called once at the end
   */
  constructor(
    readonly name: string,
    private readonly ask: () => Promise<number | void>,
    private readonly farewell: () => Promise<void> | void = () => {},
  ) {
    this.#asking = this.#run();
  }

  async leave(): Promise<NeighbourFigures> {
    this.#leaving = true;
    await this.#asking;
    await this.farewell();
    const sorted = this.#delays.toSorted((a, b) => a - b);
    return {
      name: this.name,
      asked: sorted.length,
      worstMs: Math.round(sorted.at(-1) ?? NaN),
      p99Ms: Math.round(sorted[Math.ceil(sorted.length * 0.99) - 1] ?? NaN),
      failures: this.#failures,
    };
  }

  async #run(): Promise<void> {
    while (!this.#leaving && this.#failures.length < MOST_FAILURES) {
      const before = performance.now();
      try {
        const told = await withinMs(this.ask(), ANSWER_WITHIN_MS);
        this.#delays.push(typeof told === "number" ? told : performance.now() - before);
      } catch (error) {
        this.#failures.push(`${this.name}: ${error}`);
      }
      await wait(PAUSE_MS);
    }
  }
}

/** Rejects where an answer takes longer. */
export async function withinMs<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
