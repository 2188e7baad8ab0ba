import { z } from "zod";
import { CommandState } from "./command.ts";
import { Time } from "./scalars.ts";

/** Why a log has a line that the container did not write. */
export const OutputDivider = z.enum(["restarted", "away", "back", "gap"]).meta({
  description:
    "restarted: the container began anew. away: its host cannot be reached. back: it can again. " +
    "gap: lines may be missing here.",
});
export type OutputDivider = z.infer<typeof OutputDivider>;

const chunk = {
  sequence: z.int().min(1).meta({ description: "1, 2, 3… within one command." }),
  at: Time,
  text: z.string().meta({ description: "One or several lines; a divider's text is for people." }),
  divider: OutputDivider.nullable(),
};

/** What a command has said so far: at most its last 256 kB. */
export const CommandOutput = z.strictObject({
  commandId: z.string(),
  state: CommandState,
  over: z.boolean().meta({ description: "Nothing more will come." }),
  lastSequence: z.int().min(0).meta({ description: "0: it has said nothing yet." }),
  truncated: z.boolean().meta({ description: "What was said first is not kept any more." }),
  chunks: z.array(z.strictObject(chunk)),
}).meta({ id: "CommandOutput", description: "What a command has said so far." });
export type CommandOutput = z.infer<typeof CommandOutput>;

const End = z.strictObject({
  type: z.literal("end"),
  state: CommandState,
  reason: z.string().nullable(),
}).meta({ id: "OutputEnd", description: "The command is over; nothing follows." });

/** One message of a command's output stream; the id of the SSE message is the sequence. */
export const OutputEvent = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("output"), ...chunk }),
  /** What follows begins at `sequence`; what the reader has not seen before it is not kept any more. */
  z.strictObject({ type: z.literal("skipped"), sequence: z.int().min(1) }),
  End,
]).meta({ id: "OutputEvent", description: "One message of a command's output stream." });
export type OutputEvent = z.infer<typeof OutputEvent>;

/** One message of a container's log stream; the id of the SSE message is the sequence. */
export const LogEvent = z.discriminatedUnion("type", [
  /** The first message: the command of the ledger that reads the log, and ends when the reader leaves. */
  z.strictObject({ type: z.literal("ready"), commandId: z.string() }),
  z.strictObject({
    type: z.literal("lines"),
    sequence: chunk.sequence,
    at: Time,
    lines: z.array(z.string()),
  }),
  z.strictObject({
    type: z.literal("divider"),
    sequence: chunk.sequence,
    at: Time,
    divider: OutputDivider,
    text: z.string().meta({ description: "One sentence for people." }),
  }),
  End,
]).meta({ id: "LogEvent", description: "One message of a container's log stream." });
export type LogEvent = z.infer<typeof LogEvent>;

/** How much of a log. */
export const LogQuery = z.strictObject({
  lines: z.coerce.number().int().min(1).max(10_000).default(200),
  follow: z.enum(["true", "false"]).default("true").transform((word) => word === "true"),
});

/** Where a stream that was cut goes on. */
export const OutputHeaders = z.object({
  "last-event-id": z.string().regex(/^\d{1,15}$/, "must be a sequence").optional(),
  accept: z.string().max(1_024).optional(),
});
