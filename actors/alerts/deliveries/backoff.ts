/** A receiver that was restarted is there again within seconds. */
const FIRST_MS = 2_000;
/** One that was away for a night hears of it within a quarter of an hour. */
const MOST_MS = 900_000;
/** Whatever the other side asks for: it may have counted in other units. */
const MOST_ASKED_MS = 3_600_000;

/**
 * How long to wait after so many failures in a row (from 1): 2 s, 4 s, 8 s and so on up to 15 min, each up to a quarter
 * shorter by chance, so that channels that failed together do not come back together; or longer, where the other side
 * asks for it, up to an hour.
 */
export function retryDelayMs(
  failures: number,
  askedMs: number | null,
  chance: { random(): number },
): number {
  const fullMs = Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 20));
  const delayMs = fullMs * (0.75 + chance.random() / 4);
  return Math.max(delayMs, Math.min(askedMs ?? 0, MOST_ASKED_MS));
}
