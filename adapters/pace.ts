/**
 * A rate with room for bursts, kept as one moment: that at which everything taken so far is paid for. Nothing is
 * refused; who is ahead of the rate is told for how long to take nothing more.
 */
export class Pace {
  readonly #msPerUnit: number;
  readonly #burstMs: number;
  #paidAt = -Infinity;

  constructor(perSecond: number, burst: number) {
    this.#msPerUnit = 1_000 / perSecond;
    this.#burstMs = burst * this.#msPerUnit;
  }

  /** Takes so many at `now` (monotonic ms); answers the milliseconds to wait. */
  take(count: number, now: number): number {
    this.#paidAt = Math.max(this.#paidAt, now) + count * this.#msPerUnit;
    return Math.max(0, this.#paidAt - now - this.#burstMs);
  }

  /** Nothing is owed: as good as a new one. */
  isIdle(now: number): boolean {
    return this.#paidAt <= now;
  }
}
