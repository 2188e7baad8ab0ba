import type { Clock } from "../../actors/kernel/mod.ts";
import { watchLateness } from "../lateness.ts";
import type { LoopDelay } from "./facts.ts";

/** Twenty looks a second cost nothing, and a stall of a twentieth of a second is never missed. */
const INTERVAL_MS = 50;
/** Looks kept: the last minute, so that a scrape every 15 or 30 s misses none. */
const KEPT = 60_000 / INTERVAL_MS;

/**
 * How late the event loop is: a timer is set for a moment, and the time by which it fires after it is what everybody
 * else had to wait, too. Timers fire up to a millisecond late on an idle loop.
 */
export class EventLoopDelay {
  readonly #delays = new Float64Array(KEPT);
  #looks = 0;
  readonly #stopLooking: () => void;

  /** Begins at once. `onLook` is told of each delay, for those who count them all. */
  constructor(clock: Clock, onLook: (delayMs: number) => void = () => {}) {
    this.#stopLooking = watchLateness(clock, INTERVAL_MS, (delayMs) => {
      this.#delays[this.#looks++ % KEPT] = delayMs;
      onLook(delayMs);
    });
  }

  /** Over the last minute; null before the first look. */
  read(): LoopDelay | null {
    const count = Math.min(this.#looks, KEPT);
    if (count === 0) return null;
    const sorted = this.#delays.slice(0, count).sort();
    const at = (share: number) => sorted[Math.ceil(share * count) - 1] ?? 0;
    return { p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) };
  }

  /** Ends the looking. */
  close(): void {
    this.#stopLooking();
  }
}
