/**
 * How much a channel may say: so many messages a minute, all of them at once if it was quiet before. Times are of the
 * monotonic clock, in ms.
 */
export class Allowance {
  #perMinute: number;
  #left: number;
  #at: number;

  constructor(perMinute: number, now: number) {
    this.#perMinute = perMinute;
    this.#left = perMinute;
    this.#at = now;
  }

  /** Another rate; what was said already still counts. */
  change(perMinute: number, now: number): void {
    this.#refill(now);
    this.#perMinute = perMinute;
    this.#left = Math.min(this.#left, perMinute);
  }

  /** Messages that may be sent now. */
  left(now: number): number {
    this.#refill(now);
    return Math.floor(this.#left + ROUNDING);
  }

  take(now: number): void {
    this.#refill(now);
    this.#left -= 1;
  }

  /** Until the next may be sent; 0 when one may now. */
  waitMs(now: number): number {
    if (this.left(now) > 0) return 0;
    return Math.ceil((1 - this.#left) * 60_000 / this.#perMinute);
  }

  #refill(now: number): void {
    const earned = (now - this.#at) * this.#perMinute / 60_000;
    this.#left = Math.min(this.#perMinute, this.#left + earned);
    this.#at = now;
  }
}

/** Sums of fractions end a little below what they should be. */
const ROUNDING = 1e-6;
