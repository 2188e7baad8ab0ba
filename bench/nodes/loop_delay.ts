import { quantile } from "../displays/statistics.ts";

/** How late the event loop came to its turns, in ms. */
export interface Delay {
  readonly p99Ms: number;
  readonly longestMs: number;
}

/** How often the loop is expected to turn. */
const TICK_MS = 5;

/** Watches the event loop; the answer tells how late it was since the last question. */
export function watchLoop(): () => Delay {
  let samples: number[] = [];
  let last = performance.now();
  setInterval(() => {
    const now = performance.now();
    samples.push(Math.max(0, now - last - TICK_MS));
    last = now;
  }, TICK_MS);
  return () => {
    const sorted = samples.sort((a, b) => a - b);
    samples = [];
    return { p99Ms: quantile(sorted, 0.99), longestMs: quantile(sorted, 1) };
  };
}
