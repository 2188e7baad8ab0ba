import type { Figures, Round } from "./library.ts";

/** Shorter rounds measure the clock and the collector; longer ones make the table take too long. */
const MIN_ROUND_MS = 80;

/** Milliseconds of a monotonic clock. */
export const now = (): number => performance.now();

/** A round that repeats a batch until it has lasted long enough: operations per second, counted when done. */
export function rateOf(operations: number, batch: () => Promise<void>, name = "rate"): Round {
  return async () => {
    const began = now();
    let batches = 0;
    let tookMs = 0;
    do {
      await batch();
      batches++;
      tookMs = now() - began;
    } while (tookMs < MIN_ROUND_MS);
    return { [name]: perSecond(operations * batches, tookMs) };
  };
}

/** Several rounds as one. */
export function together(...rounds: readonly Round[]): Round {
  return async () => {
    let figures: Figures = {};
    for (const round of rounds) figures = { ...figures, ...await round() };
    return figures;
  };
}

export function perSecond(operations: number, tookMs: number): number {
  return operations / tookMs * 1000;
}

/** Median and slowest hundredth of latencies in milliseconds, as microseconds. */
export function percentiles(latenciesMs: Float64Array): Figures {
  const sorted = latenciesMs.toSorted();
  const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? NaN) * 1000;
  return { p50: at(0.5), p99: at(0.99) };
}

/** Counts what is done, and tells when it was all. */
export class Tally {
  left = 0;
  sum = 0;
  #done: () => void = () => {};

  /** Resolves when `count` more things are done. */
  expect(count: number): Promise<void> {
    this.left = count;
    return new Promise((resolve) => {
      this.#done = resolve;
    });
  }

  /** One is done. */
  count(n: number): void {
    // Kept to 32 bits: a number beyond is another kind of value to the engine, and would be measured with.
    this.sum = (this.sum + n) | 0;
    if (--this.left === 0) this.#done();
  }
}
