import assert from "node:assert/strict";
import fc from "fast-check";

/** Set by hand to see a failure again: the number that its message names. */
const GIVEN = Deno.env.get("SIGNALBOX_TEST_SEED");
/** The long ring tries many more runs, from a seed that nobody chose. */
const LONG = Deno.env.get("SIGNALBOX_TEST_LONG") === "1";
/** Whether a failure is made as small as it can be; the mutation proof needs none. */
const SHRINK = Deno.env.get("SIGNALBOX_TEST_SHRINK") !== "0";
/** How many times more. */
const LONG_FACTOR = 40;
/** The fast ring repeats itself: it guards changes, and the long ring searches. */
const USUAL_SEED = 20_300_101;

/** The seed of this process's properties. */
export const SEED: number = seed();
/** What to set to see a failure again: what the long ring finds is seldom among the first few inputs. */
const REPLAY = `SIGNALBOX_TEST_SEED=${SEED}${LONG ? " SIGNALBOX_TEST_LONG=1" : ""}`;

function seed(): number {
  if (GIVEN === undefined) return LONG ? Date.now() % 2 ** 31 : USUAL_SEED;
  const given = Number(GIVEN);
  if (Number.isInteger(given)) return given;
  throw new RangeError(`SIGNALBOX_TEST_SEED must be an integer, got ${GIVEN}`);
}

/**
 * Tries a property with many inputs.
 *
 * @param runs in the fast ring; the long ring has forty times as many
 * @throws the smallest failure found, and how to see it again
 */
export async function check<T>(
  runs: number,
  inputs: fc.Arbitrary<T>,
  holds: (input: T) => Promise<void> | void,
): Promise<void> {
  const numRuns = LONG ? runs * LONG_FACTOR : runs;
  const property = fc.asyncProperty(inputs, async (input) => void await holds(input));
  const details = await fc.check(property, { seed: SEED, numRuns, endOnFailure: !SHRINK });
  if (!details.failed) return;
  const cause = details.errorInstance;
  throw new Error(
    `property failed; replay with ${REPLAY}\n` +
      `${(cause as Error | null)?.message ?? "no failing input"}\n` +
      `smallest input of ${details.numRuns} runs: ${fc.stringify(details.counterexample?.[0])}`,
    { cause },
  );
}

/** Complains that a law of the kernel does not hold; the mutation proof looks for the law's name. */
export function uphold(law: string, holds: boolean, text: () => string): asserts holds {
  if (!holds) assert.fail(`broken law "${law}": ${text()}`);
}
