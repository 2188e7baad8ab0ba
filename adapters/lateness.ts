import type { Clock } from "../actors/kernel/mod.ts";

/**
 * Sets a timer again and again, and tells by how many milliseconds it was late each time: what everybody else had to
 * wait, too. Answers the way to stop.
 */
export function watchLateness(
  clock: Clock,
  everyMs: number,
  onLook: (lateMs: number, nowMs: number) => void,
): () => void {
  let timer: unknown;
  const lookLater = () => {
    const due = clock.monotonicMs() + everyMs;
    timer = clock.setTimer(everyMs, () => {
      const now = clock.monotonicMs();
      onLook(Math.max(0, now - due), now);
      lookLater();
    });
  };
  lookLater();
  return () => clock.clearTimer(timer);
}
