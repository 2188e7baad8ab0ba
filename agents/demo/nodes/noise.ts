/** A whole number from 0 to below 2^32 that looks like chance, and is the same for the same two. */
export function scatter(seed: number, at: number): number {
  let mixed = Math.imul(seed ^ (at + 0x9e37_79b9), 0x85eb_ca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2_ae35) ^ Math.imul(at, 0x27d4_eb2f);
  mixed ^= mixed >>> 16;
  return mixed >>> 0;
}

/** The same, from 0 to below 1. */
export function share(seed: number, at: number): number {
  return scatter(seed, at) / 2 ** 32;
}

/** A value from -1 to 1 that wanders with time, and takes about `periodMs` for each turn; smooth. */
export function wander(seed: number, now: number, periodMs: number): number {
  const step = Math.floor(now / periodMs);
  const along = now / periodMs - step;
  const eased = along * along * (3 - 2 * along);
  const [from, to] = [share(seed, step), share(seed, step + 1)];
  return 2 * (from + (to - from) * eased) - 1;
}

/**
 * A counter that only grows, at `perSecond` on average, now faster and now slower.
 *
 * @param elapsedMs since it was 0
 */
export function growing(seed: number, elapsedMs: number, perSecond: number): number {
  // Slower than the average rate is faster than nothing: the wave's slope is half of the line's at most.
  const periodMs = 40_000 + 20_000 * share(seed, 0);
  const turn = 2 * Math.PI / periodMs;
  const wave = 0.5 * Math.sin(turn * elapsedMs) / turn;
  return Math.max(0, Math.floor(perSecond * (elapsedMs + wave) / 1_000));
}

/** Hexadecimal digits that look like a hash. */
export function hexOf(seed: number, at: number, chars: number): string {
  let digits = "";
  for (let n = 0; digits.length < chars; n++) {
    digits += scatter(seed + n, at).toString(16).padStart(8, "0");
  }
  return digits.slice(0, chars);
}
