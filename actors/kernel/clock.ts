import type { Clock } from "./types.ts";

/**
 * The real time, and the host's timers. A door of its own beside `mod.ts`: a program on a small machine that has no
 * actors needs nothing else of this folder, which takes 4 MB.
 */
export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  setTimer: (delayMs, run) => setTimeout(run, delayMs),
  clearTimer: (handle) => clearTimeout(handle as number),
};
