/** How long to wait before another try. */
export interface BackoffTimes {
  readonly firstMs: number;
  readonly maxMs: number;
  /** Part of each wait that is left to chance, to either side: 0.5 makes 2 s into 1 to 3 s. */
  readonly jitter: number;
  /** 0 to below 1. */
  readonly random: () => number;
}

/** Doubling waits between tries, capped, and spread so that a fleet does not come back as one. */
export class Backoff {
  readonly #times: BackoffTimes;
  #tries = 0;

  constructor(times: BackoffTimes) {
    this.#times = times;
  }

  /** Milliseconds to the next try; never more than the cap. */
  next(): number {
    const { firstMs, maxMs, jitter, random } = this.#times;
    // Beyond 2^30 no cap is left that is not reached.
    const plain = firstMs * 2 ** Math.min(this.#tries++, 30);
    return Math.min(maxMs, plain * (1 + jitter * (2 * random() - 1)));
  }

  /** The last try has gone well. */
  reset(): void {
    this.#tries = 0;
  }
}
