import type { Clock } from "../../actors/kernel/mod.ts";
import type { SyncLimits } from "./limits.ts";

/** How much may be read of one connection: a rate with room for bursts, looked at only when that is used up. */
export class Allowance {
  readonly #limits: SyncLimits;
  readonly #clock: Clock;
  #bytes: number;
  #filledAt: number;

  constructor(limits: SyncLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
    this.#bytes = limits.burstBytes;
    this.#filledAt = clock.monotonicMs();
  }

  /** Takes bytes that were read; says for how many ms nothing more should be. */
  take(bytes: number): number {
    this.#bytes -= bytes;
    if (this.#bytes >= 0) return 0;
    const { bytesPerSecond, burstBytes } = this.#limits;
    const now = this.#clock.monotonicMs();
    const earned = (now - this.#filledAt) * bytesPerSecond / 1_000;
    this.#filledAt = now;
    this.#bytes = Math.min(burstBytes, this.#bytes + earned);
    return Math.max(0, -this.#bytes * 1_000 / bytesPerSecond);
  }
}
