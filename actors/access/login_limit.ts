/** Failures of one address that are let through within {@link WINDOW_MS}: a person mistypes less often. */
export const MAX_FAILURES = 10;

/** The window over which failures are counted, in milliseconds. */
export const WINDOW_MS = 60_000;

/** Addresses remembered: a private network has fewer; past it the longest-known one is forgotten. */
export const MAX_ADDRESSES = 4096;

/**
 * Counts failed logins per address, in a sliding window of monotonic time. Bounded: at most
 * {@link MAX_ADDRESSES} addresses with {@link MAX_FAILURES} times each.
 */
export class LoginLimit {
  readonly #failures = new Map<string, number[]>();

  /** Milliseconds until `address` may try again; 0: it may now. */
  waitMs(address: string, nowMs: number): number {
    const recent = this.#recent(address, nowMs);
    const oldest = recent[0];
    if (recent.length < MAX_FAILURES || oldest === undefined) return 0;
    return oldest + WINDOW_MS - nowMs;
  }

  /** Remembers a failed login. */
  failed(address: string, nowMs: number): void {
    const recent = this.#recent(address, nowMs);
    this.#failures.delete(address);
    this.#failures.set(address, [...recent, nowMs].slice(-MAX_FAILURES));
    if (this.#failures.size > MAX_ADDRESSES) this.#forgetOldest();
  }

  #recent(address: string, nowMs: number): number[] {
    return (this.#failures.get(address) ?? []).filter((at) => at > nowMs - WINDOW_MS);
  }

  #forgetOldest(): void {
    const [oldest] = this.#failures.keys();
    if (oldest !== undefined) this.#failures.delete(oldest);
  }
}
