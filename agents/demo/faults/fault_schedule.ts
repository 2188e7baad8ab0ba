import { DEMO_FAULTS, type DemoFaultName } from "../../../protocols/demo/faults.ts";

/** A fault to come: so long after the one before has ended, and for so long. */
export interface PlannedFault {
  readonly name: DemoFaultName;
  readonly afterMs: number;
  readonly forMs: number;
}

/** Long enough to see that all is well again. */
const PAUSES_MS = [20_000, 40_000] as const;
/** A lost link is only noticed after half a minute. */
const LENGTHS_MS = [45_000, 75_000] as const;

/**
 * Faults one after the other, without end: each comes once in every round, in another order. The same numbers give
 * the same faults.
 *
 * @param random from 0 to below 1
 */
export function* planFaults(random: () => number): Generator<PlannedFault, never> {
  for (;;) {
    for (const name of shuffled(DEMO_FAULTS, random)) {
      yield { name, afterMs: between(PAUSES_MS, random), forMs: between(LENGTHS_MS, random) };
    }
  }
}

function between([least, most]: readonly [number, number], random: () => number): number {
  return Math.round(least + random() * (most - least));
}

function shuffled<T>(all: readonly T[], random: () => number): readonly T[] {
  return all.map((each) => ({ each, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ each }) => each);
}
