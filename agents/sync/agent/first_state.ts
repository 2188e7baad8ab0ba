import type { Clock } from "../../../actors/kernel/mod.ts";
import { HOLD_MS } from "./state_keeper.ts";
import type { StateSource } from "./state_source.ts";
import type { SyncDigit } from "./sync_state.ts";

/** The first state that a source brings within 5 s, else undefined; the source is stopped then. */
export async function firstState(
  source: StateSource,
  clock: Clock,
): Promise<SyncDigit | undefined> {
  const { promise, resolve } = Promise.withResolvers<SyncDigit | undefined>();
  const running = source.start({ read: resolve, failed: () => {} });
  const timer = clock.setTimer(HOLD_MS, () => resolve(undefined));
  const digit = await promise;
  clock.clearTimer(timer);
  await running.stop();
  return digit;
}
