import { z } from "zod";
import { Time } from "./scalars.ts";

/** The process serves. */
export const Health = z.strictObject({
  status: z.literal("ok"),
  version: z.string(),
  time: Time,
}).meta({ id: "Health", description: "The process serves." });

/** Whether every listener is up. */
export const Readiness = z.strictObject({
  ready: z.boolean(),
  listeners: z.array(z.strictObject({
    name: z.string(),
    address: z.string(),
    up: z.boolean(),
  })),
}).meta({ id: "Readiness", description: "Whether every listener is up." });
export type Readiness = z.infer<typeof Readiness>;
