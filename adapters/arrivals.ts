import { Pace } from "./pace.ts";

/** Addresses remembered, some 200 bytes each: a private network has fewer. The longest known goes first. */
const MAX_ADDRESSES = 4_096;

/** How many may come of one address. */
export interface ArrivalLimits {
  /** In the long run. */
  readonly arrivalsPerSecond: number;
  /** At once. */
  readonly burstArrivals: number;
}

/**
 * Counts what each address begins: how much of it is open at a time says nothing of whoever begins, gives up and begins
 * anew without end.
 */
export class Arrivals {
  readonly #byAddress = new Map<string, Pace>();
  readonly #limits: ArrivalLimits;
  readonly #now: () => number;

  /** @param now monotonic milliseconds */
  constructor(limits: ArrivalLimits, now: () => number = () => performance.now()) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Counts one more in, and answers 0; or answers the milliseconds for which the address must wait, and counts nothing. */
  enter(address: string): number {
    const now = this.#now();
    const pace = this.#byAddress.get(address) ?? this.#newPace(address);
    const waitMs = pace.take(0, now);
    if (waitMs === 0) pace.take(1, now);
    return waitMs;
  }

  #newPace(address: string): Pace {
    const { arrivalsPerSecond, burstArrivals } = this.#limits;
    const pace = new Pace(arrivalsPerSecond, burstArrivals);
    this.#byAddress.set(address, pace);
    const [oldest] = this.#byAddress.keys();
    if (this.#byAddress.size > MAX_ADDRESSES && oldest !== undefined) {
      this.#byAddress.delete(oldest);
    }
    return pace;
  }
}
