import type { Page } from "playwright-core";
import type { Figure } from "../displays/figure.ts";
import { summarise } from "../displays/statistics.ts";

const MINUTE_MS = 60_000;
const MEGABYTE = 1_000_000;
/** Of the heap at the beginning; what a leak of a kilobyte per event would pass many times over. */
const MAX_GROWTH = 0.05;
/** Looks at either end, of which the middle one counts. */
const LOOKS = 3;

/** The heap of a page that is left open, after a collection, minute by minute. */
export async function flatMemory(page: Page, minutes: number): Promise<Figure> {
  const inspector = await page.context().newCDPSession(page);
  await inspector.send("Performance.enable");
  const heapBytes = async (): Promise<number> => {
    await inspector.send("HeapProfiler.collectGarbage");
    const { metrics } = await inspector.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? NaN;
  };
  const looks = [await heapBytes()];
  const until = performance.now() + minutes * MINUTE_MS;
  // A trial of less than six minutes looks more often.
  const pauseMs = Math.min(MINUTE_MS, minutes * MINUTE_MS / (2 * LOOKS));
  while (performance.now() < until) {
    await page.waitForTimeout(pauseMs);
    looks.push(await heapBytes());
  }
  await inspector.detach();
  const first = summarise(looks.slice(0, LOOKS)).median;
  const last = summarise(looks.slice(-LOOKS)).median;
  const growth = last / first - 1;
  const all = summarise(looks);
  return {
    arm: `JS heap of the fleet page over ${minutes} min`,
    figure: `${growth >= 0 ? "+" : ""}${(growth * 100).toFixed(1)} %`,
    target: `<= +${MAX_GROWTH * 100} %`,
    met: growth <= MAX_GROWTH,
    remark: `${(all.least / MEGABYTE).toFixed(1)} to ${(all.most / MEGABYTE).toFixed(1)} MB, ` +
      `collected ${looks.length} times`,
  };
}
