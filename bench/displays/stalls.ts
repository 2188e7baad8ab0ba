/** How often the loop is expected to turn. */
const TICK_MS = 5;

/** Watches the event loop; the answer tells the longest time in ms that it was late since the last question. */
export function watchStalls(): () => number {
  let longest = 0;
  let last = performance.now();
  setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - TICK_MS);
    last = now;
  }, TICK_MS);
  return () => {
    const stall = longest;
    longest = 0;
    return stall;
  };
}
