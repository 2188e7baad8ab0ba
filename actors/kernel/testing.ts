/**
 * The test kit: a system in virtual time, with a seeded source of chance and, on request, a seeded order of turns, and
 * actors that only listen. For tests; nothing here sleeps.
 *
 * @module
 */
import { errorText } from "./errors.ts";
import { createSystem } from "./system.ts";
import { createProbe, type Probe } from "./testing/probe.ts";
import {
  CountingScheduler,
  seededChoice,
  seededRandom,
  SeededScheduler,
} from "./testing/scheduler.ts";
import type { ActorSystem, SystemOptions } from "./types.ts";
import { VirtualClock } from "./testing/virtual_clock.ts";

export type { Probe } from "./testing/probe.ts";
export { seededChoice, seededRandom } from "./testing/scheduler.ts";
export { MemorySnapshots } from "./testing/snapshots.ts";
export { VirtualClock } from "./testing/virtual_clock.ts";

/** Seed of chance (jitter, `ctx.random`) when a test names none. */
const DEFAULT_SEED = 1;

/** A system in virtual time. */
export interface TestSystem {
  readonly system: ActorSystem;
  readonly clock: VirtualClock;
  /** What the run depends on, beside the test itself. */
  readonly seed: number;
  /** Lets virtual time pass: runs what falls due in order, and all that follows from it, after each. */
  advance(ms: number): Promise<void>;
  /** Resolves when no actor and no promise has anything left to do at this moment of virtual time. */
  settle(): Promise<void>;
  /** Starts a probe, `/probe-1` and so on unless a key is given. */
  probe<M>(key?: string): Probe<M>;
}

/** What a test may choose; the clock is always virtual. */
export interface TestSystemOptions extends Omit<SystemOptions, "clock" | "scheduler" | "random"> {
  /**
   * Equal seeds give equal runs. When given, it also decides where the runtime promises no order: which runnable actor
   * has the next turn, when it makes room for another, which of two timers of one moment fires first, and how turns
   * fall among promises. Left out, actors run in the order they got something to do.
   */
  readonly seed?: number;
}

/** Makes a system in virtual time. */
export function createTestSystem(options: TestSystemOptions = {}): TestSystem {
  const { seed, ...rest } = options;
  const choose = seed === undefined ? undefined : seededChoice(seed);
  const clock = new VirtualClock(choose);
  const scheduler = choose === undefined ? new CountingScheduler() : new SeededScheduler(choose);
  const random = seededRandom(seed ?? DEFAULT_SEED);
  const system = createSystem({ ...rest, clock, scheduler, random });
  const settle = () => scheduler.settle();
  let probes = 0;
  return {
    system,
    clock,
    seed: seed ?? DEFAULT_SEED,
    settle,
    advance: (ms) => clock.advance(ms, settle),
    probe: <M>(key = `probe-${++probes}`) => createProbe<M>(system, key),
  };
}

/** How many schedules to try. */
export interface ScheduleSearch extends Omit<TestSystemOptions, "seed"> {
  /** Seeds tried, one after the other. */
  readonly runs: number;
  /** The first of them. Default 1. */
  readonly firstSeed?: number;
}

/**
 * Runs a test under many schedules, each with a system of its own.
 *
 * @throws the first failure, with its seed in the message and the failure itself as the cause
 */
export async function exploreSchedules(
  search: ScheduleSearch,
  body: (kit: TestSystem) => Promise<void> | void,
): Promise<void> {
  const { runs, firstSeed = DEFAULT_SEED, ...options } = search;
  for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
    try {
      await body(createTestSystem({ ...options, seed }));
    } catch (cause) {
      throw new Error(
        `failed under seed ${seed} (replay: createTestSystem({ seed: ${seed} })): ${
          errorText(cause)
        }`,
        { cause },
      );
    }
  }
}
