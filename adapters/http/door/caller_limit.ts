import { createHash } from "node:crypto";
import { Pace } from "../../pace.ts";

/** What callers may ask for of whom nobody knows who they are. */
export interface CallerLimits {
  /** Requests of one address a second without a credential, or with one that is not valid. */
  readonly requestsPerSecond: number;
  /** Requests that may come at once before that counts. */
  readonly burstRequests: number;
}

/**
 * 200 a second, 1,000 at once: the dashboard's first page takes twenty, and the oldest displays, of which some hundred
 * may be behind one address, announce themselves every few seconds.
 */
export const DEFAULT_CALLER_LIMITS: CallerLimits = { requestsPerSecond: 200, burstRequests: 1_000 };

/** Addresses remembered, some 200 bytes each: a private network has fewer. The longest known goes first. */
const MAX_ADDRESSES = 4_096;
/** Credentials that were good lately: of everybody who is at work. */
const MAX_VOUCHED = 1_024;

/**
 * One rate for all requests of an address that nobody vouches for. A credential that was good when it was used last
 * goes through whatever else comes from its address.
 */
export class CallerLimit {
  readonly #limits: CallerLimits;
  readonly #byAddress = new Map<string, Pace>();
  /** Hashes, the longest known first. */
  readonly #vouched = new Set<string>();

  constructor(limits: CallerLimits) {
    this.#limits = limits;
  }

  /** Milliseconds for which the address has to wait; 0: it need not. */
  waitMs(address: string, credential: string | undefined, now: number): number {
    const waitMs = this.#byAddress.get(address)?.take(0, now) ?? 0;
    if (waitMs === 0 || credential === undefined) return waitMs;
    return this.#vouched.has(hashOf(credential)) ? 0 : waitMs;
  }

  /** Nobody vouched for a request of this address, which counts as so many. */
  charge(address: string, cost: number, now: number): void {
    const pace = this.#byAddress.get(address) ?? this.#newPace(address);
    pace.take(cost, now);
  }

  /** The credential was good. */
  vouch(credential: string): void {
    const hash = hashOf(credential);
    if (this.#vouched.has(hash)) return;
    this.#vouched.add(hash);
    forgetOldest(this.#vouched, MAX_VOUCHED);
  }

  /** The credential was not good. */
  disown(credential: string): void {
    this.#vouched.delete(hashOf(credential));
  }

  #newPace(address: string): Pace {
    const { requestsPerSecond, burstRequests } = this.#limits;
    const pace = new Pace(requestsPerSecond, burstRequests);
    this.#byAddress.set(address, pace);
    forgetOldest(this.#byAddress, MAX_ADDRESSES);
    return pace;
  }
}

function forgetOldest(kept: Map<string, unknown> | Set<string>, most: number): void {
  const [oldest] = kept.keys();
  if (kept.size > most && oldest !== undefined) kept.delete(oldest);
}

/** No secret is kept, not even in memory. */
function hashOf(credential: string): string {
  return createHash("sha256").update(credential).digest("base64");
}
