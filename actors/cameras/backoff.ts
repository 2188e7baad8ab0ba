const FIRST_MS = 1_000;
const MOST_MS = 30_000;

/**
 * How long to wait after `failures` failures before this one: 1 s, 2 s, 4 s and so on up to 30 s, each up to a quarter
 * shorter by chance, so that cameras that went together do not come back in one instant.
 */
export function backoffMs(failures: number, chance: { random(): number }): number {
  const fullMs = Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(failures, 10));
  return fullMs * (0.75 + chance.random() / 4);
}
