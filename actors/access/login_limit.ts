/** Failures of one address that are let through within {@link WINDOW_MS}: a person mistypes less often. */
export const MAX_FAILURES = 10;

/** The window over which failures are counted, in milliseconds. */
export const WINDOW_MS = 60_000;

/** Addresses remembered: a private network has fewer; past it the longest-known one is forgotten. */
export const MAX_ADDRESSES = 4096;

/** Credentials remembered that were good, of all addresses: each person and program has one, some a few. */
export const MAX_GOOD = 4096;

interface Failure {
  readonly atMs: number;
  /** Undefined: each counts. */
  readonly guess: string | undefined;
}

/**
 * Counts failed logins per address, in a sliding window of monotonic time. Bounded: at most
 * {@link MAX_ADDRESSES} addresses with {@link MAX_FAILURES} failures each, and {@link MAX_GOOD} credentials.
 *
 * It is for guessing: a program that shows one ended token again and again learns nothing by that, and counts once.
 */
export class LoginLimit {
  readonly #failures = new Map<string, readonly Failure[]>();
  /** Address, blank, hash; the longest unused first. */
  readonly #good = new Set<string>();

  /** Milliseconds until `address` may try again; 0: it may now. */
  waitMs(address: string, nowMs: number): number {
    const recent = this.#recent(address, nowMs);
    const oldest = recent[0];
    if (recent.length < MAX_FAILURES || oldest === undefined) return 0;
    return oldest.atMs + WINDOW_MS - nowMs;
  }

  /** Remembers a failed login. `guess` stands for what was tried: of equal ones only the first counts. */
  failed(address: string, nowMs: number, guess?: string): void {
    const recent = this.#recent(address, nowMs);
    if (guess !== undefined && recent.some((failure) => failure.guess === guess)) return;
    this.#failures.delete(address);
    this.#failures.set(address, [...recent, { atMs: nowMs, guess }].slice(-MAX_FAILURES));
    forgetOldest(this.#failures, MAX_ADDRESSES);
  }

  /** A credential was good: from now on it is not held back by what others of its address try. */
  succeeded(address: string, hash: string): void {
    const known = `${address} ${hash}`;
    this.#good.delete(known);
    this.#good.add(known);
    forgetOldest(this.#good, MAX_GOOD);
  }

  /** Whether it was good when it came from this address. */
  wasGood(address: string, hash: string): boolean {
    return this.#good.has(`${address} ${hash}`);
  }

  #recent(address: string, nowMs: number): readonly Failure[] {
    return (this.#failures.get(address) ?? []).filter(({ atMs }) => atMs > nowMs - WINDOW_MS);
  }
}

function forgetOldest(kept: Map<string, unknown> | Set<string>, most: number): void {
  const [oldest] = kept.keys();
  if (kept.size > most && oldest !== undefined) kept.delete(oldest);
}
