import { type ActorSystem, createSystem, SYSTEM_CLOCK } from "../../../../actors/kernel/mod.ts";
import type { SystemOptions } from "../../../../actors/kernel/mod.ts";
import { createTestSystem } from "../../../../actors/kernel/testing.ts";

/** Enough to keep every dead letter of a run. */
const OPTIONS: SystemOptions = { deadLetterCapacity: 2 ** 16 };

/** Where a run takes place: in virtual time, or in real time. */
export interface Host {
  readonly system: ActorSystem;
  /** Times are exact: what is due at a moment happens at that moment. */
  readonly exact: boolean;
  now(): number;
  /** Lets time pass, and all happen that follows from it. */
  pass(ms: number): Promise<void>;
  /** For actors: resolves after some milliseconds; after 0, in a microtask. */
  sleep(ms: number): Promise<void>;
  /** Timers that the system itself holds; undefined where nobody can tell. */
  timersLeft(): number | undefined;
}

/** Virtual time; with a seed, the order of turns is by chance. */
export function virtualHost(seed?: number): Host {
  const kit = createTestSystem(seed === undefined ? OPTIONS : { ...OPTIONS, seed });
  let sleeping = 0;
  const sleep = (ms: number): Promise<void> => {
    if (ms === 0) return Promise.resolve();
    sleeping++;
    return new Promise((resolve) =>
      void kit.clock.setTimer(ms, () => {
        sleeping--;
        resolve();
      })
    );
  };
  return {
    system: kit.system,
    exact: true,
    now: () => kit.clock.monotonicMs(),
    pass: (ms) => kit.advance(ms),
    sleep,
    timersLeft: () => kit.clock.pending - sleeping,
  };
}

/** Real time: the host's own clock, timers and event loop. */
export function realHost(): Host {
  let held = 0;
  const clock = {
    ...SYSTEM_CLOCK,
    setTimer(delayMs: number, run: () => void) {
      held++;
      return SYSTEM_CLOCK.setTimer(delayMs, () => {
        held--;
        run();
      });
    },
    clearTimer(handle: unknown) {
      held--;
      SYSTEM_CLOCK.clearTimer(handle);
    },
  };
  const sleep = (ms: number) =>
    ms === 0 ? Promise.resolve() : new Promise<void>((resolve) => void setTimeout(resolve, ms));
  return {
    system: createSystem({ ...OPTIONS, clock }),
    exact: false,
    now: () => performance.now(),
    pass: (ms) => new Promise((resolve) => void setTimeout(resolve, ms)),
    sleep,
    timersLeft: () => held,
  };
}
