import { setTimeout as wait } from "node:timers/promises";

/** Between two looks. */
const LOOK_MS = 50;

/** What is read, once it is as wanted: for what nobody announces. Rejects after `timeoutMs`, with the last state. */
export async function eventually<T>(
  read: () => T | Promise<T>,
  wanted: (state: T) => boolean,
  timeoutMs: number,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const state = await read();
    if (wanted(state)) return state;
    if (performance.now() > deadline) {
      throw new Error(
        `not within ${timeoutMs} ms; last: ${JSON.stringify(state)?.slice(0, 1_000)}`,
      );
    }
    await wait(LOOK_MS);
  }
}
