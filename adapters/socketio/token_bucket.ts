/** A rate with room for bursts: `take` succeeds while tokens are left, and tokens come back with time. */
export class TokenBucket {
  #tokens: number;
  #filledAt: number;

  /** @param capacity tokens of a full bucket @param perSecond tokens that come back each second */
  constructor(
    private readonly capacity: number,
    private readonly perSecond: number,
    nowMs: number,
  ) {
    this.#tokens = capacity;
    this.#filledAt = nowMs;
  }

  /** Takes tokens, all or none; false when too few are left. `nowMs` may stand still, but not run backwards. */
  take(nowMs: number, count = 1): boolean {
    const refill = (nowMs - this.#filledAt) * this.perSecond / 1000;
    this.#tokens = Math.min(this.capacity, this.#tokens + refill);
    this.#filledAt = nowMs;
    if (this.#tokens < count) return false;
    this.#tokens -= count;
    return true;
  }
}
