import { z } from "zod";
import { Time } from "./scalars.ts";

/** The process serves. */
export const Health = z.strictObject({
  status: z.literal("ok"),
  version: z.string(),
  time: Time,
  load: z.strictObject({
    state: z.enum(["normal", "busy", "overloaded"]).meta({
      description: "busy: no new streams, less telemetry. overloaded: no charts or downloads " +
        "either, and devices come in slowly. Commands and sign-in always work.",
    }),
    since: Time,
    causes: z.array(z.enum(["eventLoop", "mailboxes", "database", "memory"])).meta({
      description: "What is too much.",
    }),
  }).optional().meta({ description: "Older control hosts do not say it." }),
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
