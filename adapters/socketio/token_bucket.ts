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

  /** Takes a token; false when none is left. `nowMs` may stand still, but not run backwards. */
  take(nowMs: number): boolean {
    const refill = (nowMs - this.#filledAt) * this.perSecond / 1000;
    this.#tokens = Math.min(this.capacity, this.#tokens + refill);
    this.#filledAt = nowMs;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
