import { z } from "zod";
import { CommandLine, Id } from "./scalars.ts";

const SECOND_MS = 1_000;
const DAY_MS = 24 * 60 * 60 * SECOND_MS;

/**
 * How long an order is worth anything, and how long to wait for a target that is away. A minute covers the
 * slowest fielded start of a program (30 s) twice; a day is the longest a show is planned ahead.
 */
export const timing = {
  deadlineMs: z.int().min(SECOND_MS).max(DAY_MS).default(60_000)
    .meta({ description: "From now; nothing is sent after it." }),
  waitOnlineMs: z.int().min(0).max(DAY_MS).nullable().default(null)
    .meta({ description: "How long to wait for a target that is away; null fails at once." }),
};

/** Five minutes: a machine that checks its disks or installs updates on the way takes some. */
const POWER_MS = 5 * 60 * SECOND_MS;
const slow = { ...timing, deadlineMs: timing.deadlineMs.removeDefault().default(POWER_MS) };

const presetId = Id.nullable().default(null);

/** What a display can be told to do. */
export const DisplayOrder = z.discriminatedUnion("action", [
  z.strictObject({ action: z.literal("execute"), command: CommandLine, presetId, ...timing })
    .meta({ id: "ExecuteOrder", description: "Execute a command line." }),
  z.strictObject({ action: z.literal("stop"), presetId, ...timing })
    .meta({ id: "StopOrder", description: "Stop what was started." }),
  z.strictObject({ action: z.literal("check"), ...timing })
    .meta({ id: "CheckOrder", description: "Ask for a sign of life." }),
  z.strictObject({ action: z.literal("wake"), ...slow }).meta({
    id: "WakeOrder",
    description: "Switch the machine on by Wake-on-LAN; completed when the display is there.",
  }),
  z.strictObject({
    action: z.literal("power"),
    what: z.enum(["restart", "shutdown"]),
    ...slow,
  }).meta({
    id: "PowerOrder",
    description: "Restart the machine, completed when the display is back; or shut it down, " +
      "completed when it stays away.",
  }),
]).meta({ id: "DisplayOrder", description: "What a display is to do." });
export type DisplayOrder = z.infer<typeof DisplayOrder>;

/** Makes repeating the request harmless: the same key and content give the first answer again. */
export const IdempotencyHeaders = z.object({
  "idempotency-key": z.string().min(1).max(255).regex(/^[\x21-\x7e]+$/, "must be visible ASCII")
    .optional(),
});
