import { z } from "zod";
import { Time } from "./scalars.ts";

/** One actor and those it supervises. */
export const ActorReport = z.strictObject({
  path: z.string(),
  kind: z.string(),
  key: z.string(),
  state: z.enum([
    "starting",
    "running",
    "restarting",
    "passive",
    "coolingDown",
    "stopping",
    "stopped",
  ]),
  mailboxDepth: z.int(),
  mailboxCapacity: z.int(),
  handled: z.int(),
  crashed: z.int(),
  dropped: z.int(),
  restarts: z.int(),
  restartsLeft: z.int().meta({ description: "Restarts still allowed in the current window." }),
  lastError: z.strictObject({ message: z.string(), at: Time }).nullable(),
  get children() {
    return z.array(ActorReport);
  },
}).meta({ id: "ActorReport", description: "One actor, and those it supervises." });
export type ActorReport = z.infer<typeof ActorReport>;
