import type fc from "fast-check";
import { check } from "./checking.ts";
import type { Deed } from "./deeds.ts";
import { virtualHost } from "./hosts.ts";
import type { Plan } from "./model_actor.ts";
import { anyScenario, play, type Run } from "./scenario.ts";

/** What must be true of every run; throws when it is not. */
export type Law = (run: Run) => void;

/** Runs of one law in the fast ring: together with the others, a few seconds. */
export const RUNS = 150;

/** Checks laws over scenarios in virtual time, most of them with a schedule by chance. */
export function holds(
  laws: readonly Law[],
  deed?: fc.Arbitrary<Deed>,
  plan?: fc.Arbitrary<Plan>,
): Promise<void> {
  return check(RUNS, anyScenario(deed, plan), async (scenario) => {
    const run = await play(scenario, virtualHost(scenario.seed));
    for (const law of laws) law(run);
  });
}
