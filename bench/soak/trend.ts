/** A straight line through samples: how fast they rise, and how sure that is. */
export interface Trend {
  /** Per hour, in the samples' own unit. */
  readonly perHour: number;
  /** One standard error of it. */
  readonly error: number;
}

/** One look at something that may grow. */
export interface Look {
  readonly atMs: number;
  readonly value: number;
}

const HOUR_MS = 3_600_000;

/** Fits a line by least squares. Needs three samples; with fewer nothing can be said, and both figures are NaN. */
export function trendOf(looks: readonly Look[]): Trend {
  const count = looks.length;
  if (count < 3) return { perHour: NaN, error: NaN };
  const meanAt = looks.reduce((sum, { atMs }) => sum + atMs, 0) / count;
  const mean = looks.reduce((sum, { value }) => sum + value, 0) / count;
  let [spread, product] = [0, 0];
  for (const { atMs, value } of looks) {
    spread += (atMs - meanAt) ** 2;
    product += (atMs - meanAt) * (value - mean);
  }
  const slope = product / spread;
  const rest = looks.reduce(
    (sum, { atMs, value }) => sum + (value - mean - slope * (atMs - meanAt)) ** 2,
    0,
  );
  const error = Math.sqrt(rest / (count - 2) / spread);
  return { perHour: slope * HOUR_MS, error: error * HOUR_MS };
}
