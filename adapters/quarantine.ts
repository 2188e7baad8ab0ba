/** For how long new connections of an offender are refused. */
const HELD_MS = 60_000;
/** Addresses held; the longest held goes first. */
const MAX_ADDRESSES = 1_024;

/**
 * Addresses that cost more than a refusal can save: what they sent on one connection is worked off before it can be cut,
 * so their next ones are refused before they have said anything. What no program does by mistake is an offence.
 */
export class Quarantine {
  readonly #now: () => number;
  /** Until when each is held, the longest held first. */
  readonly #until = new Map<string, number>();

  /** @param now monotonic milliseconds */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Holds the address for a minute from now. */
  offended(address: string): void {
    this.#until.delete(address);
    this.#until.set(address, this.#now() + HELD_MS);
    const [oldest] = this.#until.keys();
    if (this.#until.size > MAX_ADDRESSES && oldest !== undefined) this.#until.delete(oldest);
  }

  /** True while new connections of the address are refused. */
  holds(address: string): boolean {
    return (this.#until.get(address) ?? -Infinity) > this.#now();
  }
}
