import fc from "fast-check";
import { settlesAsks } from "./ask_laws.ts";
import { check, SEED } from "./checking.ts";
import { realHost, virtualHost } from "./hosts.ts";
import type { Law } from "./holding.ts";
import { keepsOrder, losesNothing } from "./order_laws.ts";
import { anyScenario, play } from "./scenario.ts";
import { endsInTime, startsNothingLate } from "./stop_laws.ts";
import { keepsTurnsApart } from "./turn_laws.ts";

const LAWS: readonly Law[] = [
  keepsOrder,
  losesNothing,
  settlesAsks,
  keepsTurnsApart,
  endsInTime,
  startsNothingLate,
];

/** Played side by side, for most of their time is waiting. */
const TOGETHER = 8;

Deno.test("all laws hold in real time, whatever the actors do", () => {
  const scenarios = fc.array(anyScenario(), { minLength: TOGETHER, maxLength: TOGETHER });
  return check(2, fc.noShrink(scenarios), async (group) => {
    const runs = await Promise.all(group.map((scenario) => play(scenario, realHost())));
    for (const run of runs) for (const law of LAWS) law(run);
  });
});

Deno.test("all laws hold of a few scenarios under many schedules", () => {
  const scenarios = fc.sample(anyScenario(), { seed: SEED, numRuns: 4 });
  return check(20, fc.nat(), async (seed) => {
    for (const scenario of scenarios) {
      const run = await play({ ...scenario, seed }, virtualHost(seed));
      for (const law of LAWS) law(run);
    }
  });
});
