import { z } from "zod";
import { Time } from "./scalars.ts";

/** How looking for cameras goes. */
export const Discovery = z.strictObject({
  state: z.enum(["connecting", "connected", "down"]),
  since: Time,
  reason: z.string().meta({ description: "Why it is down; empty while all is well." }),
  broker: z.string().meta({ description: "Scheme, host and port of the MQTT broker." }),
  answers: z.int().meta({ description: "Answers of cameras since the control host started." }),
  violations: z.int().meta({ description: "Messages that nobody can read." }),
  stale: z.int().meta({
    description: "Retained messages: of another time, so nobody knows whose.",
  }),
  dropped: z.int().meta({ description: "Messages left out because too many came." }),
}).meta({ id: "Discovery", description: "How looking for cameras over MQTT goes." });
export type Discovery = z.infer<typeof Discovery>;
