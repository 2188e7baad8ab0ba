import { type CallLimits, EngineError } from "../../nodes/agent/container_engine.ts";
import type { DeviceClock } from "../../waits.ts";

/**
 * Lets time pass as an engine does that is at work. Rejects with `aborted` when the signal is given, and with `timedOut`
 * when it would take longer than the caller waits.
 */
export function pause(
  clock: DeviceClock,
  takesMs: number,
  { timeoutMs = Infinity, signal }: CallLimits,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => finish(new EngineError("aborted", "The call was given up."));
    const late = takesMs > timeoutMs;
    const timer = clock.setTimer(Math.min(takesMs, timeoutMs), () => {
      finish(late ? new EngineError("timedOut", `No answer within ${timeoutMs} ms.`) : undefined);
    });
    function finish(problem: EngineError | undefined): void {
      clock.clearTimer(timer);
      signal?.removeEventListener("abort", abort);
      if (problem === undefined) resolve();
      else reject(problem);
    }
    if (signal?.aborted) return abort();
    signal?.addEventListener("abort", abort, { once: true });
  });
}
