import { z } from "zod";
import { Liveness, Time } from "./scalars.ts";

/** Whether a member is there, with the thresholds that hold for it. */
export const LivenessVerdict = z.strictObject({
  state: Liveness,
  reason: z.string().meta({ description: "One sentence for people." }),
  since: Time.nullable(),
  lastSeenAt: Time.nullable(),
  intervalMs: z.number().meta({ description: "The member's own observed interval." }),
  staleAfterMs: z.number(),
  offlineAfterMs: z.number(),
}).meta({ id: "LivenessVerdict", description: "Whether a member is there, and why we think so." });
export type LivenessVerdict = z.infer<typeof LivenessVerdict>;
