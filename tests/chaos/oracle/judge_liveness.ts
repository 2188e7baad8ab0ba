import type { Timeline } from "../torments/timeline.ts";
import { explains } from "./explanations.ts";
import type { RollCall } from "./roll_call.ts";
import { broken, type Violation } from "./violation.ts";
import type { Sighting } from "./watcher.ts";

/** As for alerts: members come back after a wait of their own, and a young control host has to hear of it. */
const TAIL_MS = 90_000;

/** Nobody is called offline who was there, least of all after a restart of our own or a step of the clock. */
export function judgeLiveness(
  sightings: readonly Sighting[],
  roll: RollCall,
  timeline: Timeline,
): readonly Violation[] {
  return sightings.flatMap((sighting) => {
    const { at, kind, key } = sighting;
    const members = roll.membersOf({ kind, key, name: key });
    const causes = timeline.around(at, TAIL_MS);
    const isTrue = causes.some((trouble) => explains(trouble, { rule: "offline", kind, members }));
    return isTrue
      ? []
      : [broken("nobody is called offline who is there", sighting, members, causes)];
  });
}
