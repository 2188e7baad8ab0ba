import type { CommandLine } from "../../command_line.ts";
import { parseDurationBetween } from "../../terminal/durations.ts";
import { oneOf } from "../../terminal/typed_values.ts";

/** What is to become of a run that was missed, as typed. */
export interface PolicyOptions {
  readonly missed?: string;
  readonly maxLateness?: string;
}

const POLICIES = { "skip": "skip", "run-once": "runOnce" } as const;
/** As they are typed. */
export const MISSED_POLICIES = Object.keys(POLICIES) as readonly (keyof typeof POLICIES)[];

/** The API's bounds. */
const LATENESS = ["1m", "7d"] as const;

/** The same as the API takes it; what was not typed is left out. */
export function policyOf({ missed, maxLateness }: PolicyOptions, { texts }: CommandLine) {
  return {
    ...(missed === undefined
      ? {}
      : { missed: POLICIES[oneOf("--missed", missed, MISSED_POLICIES, texts)] }),
    ...(maxLateness === undefined
      ? {}
      : { maxLatenessMs: parseDurationBetween("--max-lateness", maxLateness, LATENESS, texts) }),
  };
}
