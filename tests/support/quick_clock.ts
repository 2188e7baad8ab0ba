import { type Clock, SYSTEM_CLOCK } from "../../actors/kernel/mod.ts";

/** The machine's clock at so many times its speed: for what waits for seconds beside real programs and sockets. */
export function quickClock(times: number): Clock {
  const { now, monotonicMs, setTimer, clearTimer } = SYSTEM_CLOCK;
  const [startedAt, startedMs] = [now(), monotonicMs()];
  return {
    now: () => startedAt + (now() - startedAt) * times,
    monotonicMs: () => startedMs + (monotonicMs() - startedMs) * times,
    setTimer: (delayMs, run) => setTimer(delayMs / times, run),
    clearTimer,
  };
}
