import { z } from "zod";
import { pageOf } from "./page.ts";
import { Cursor, Handle, Limit, Time } from "./scalars.ts";

/** The states of a command; the last five are final. */
export const CommandState = z.enum([
  "queued",
  "sent",
  "acknowledged",
  "running",
  "completed",
  "failed",
  "timed_out",
  "cancelled",
  "unknown",
]).meta({
  id: "CommandState",
  description: "unknown: it may or may not have run, and is never repeated by us.",
});
export type CommandState = z.infer<typeof CommandState>;

const OVER: ReadonlySet<CommandState> = new Set([
  "completed",
  "failed",
  "timed_out",
  "cancelled",
  "unknown",
]);

/** Whether a command in this state is over: nothing can change it any more. */
export function isOver({ state }: { readonly state: CommandState }): boolean {
  return OVER.has(state);
}

/** Who asked, and from where. */
export const Requester = z.strictObject({ name: z.string(), address: z.string() })
  .meta({ id: "Requester", description: "Who asked, and from where." });

const Data = z.record(z.string(), z.unknown());

const row = {
  id: z.string().meta({ example: "cmd_1772357405120_k3v9x2" }),
  target: z.strictObject({ kind: z.string(), key: z.string(), name: z.string() }),
  action: z.string(),
  params: Data,
  requester: Requester,
  executionId: z.string().nullable(),
  idempotencyKey: z.string().nullable(),
  correlationId: z.string(),
  createdAt: Time,
  updatedAt: Time,
  deadlineAt: Time,
  waitOnlineUntil: Time.nullable(),
  offsetMs: z.int().optional().meta({
    description: "Held back for so long after the run began, or its barrier opened; absent: not.",
  }),
  state: CommandState,
  reason: z.string().nullable().meta({ description: "Why it is in this state, in a sentence." }),
  result: Data.nullable().meta({
    description:
      "What the member answered. The text of a container's log is withheld without the right " +
      "logs, and from events.",
  }),
};

/** One row of the ledger. */
export const Command = z.strictObject(row)
  .meta({ id: "Command", description: "One row of the command ledger." });
export type Command = z.infer<typeof Command>;

/** One line of a command's history. */
export const CommandEvent = z.strictObject({
  sequence: z.int(),
  at: Time,
  state: CommandState,
  reason: z.string().nullable(),
  result: Data.nullable(),
}).meta({ id: "CommandEvent", description: "One step of a command." });
export type CommandEvent = z.infer<typeof CommandEvent>;

export const CommandDetail = z.strictObject({ ...row, events: z.array(CommandEvent) })
  .meta({ id: "CommandDetail", description: "A command and its history." });
export type CommandDetail = z.infer<typeof CommandDetail>;

export const CommandPage = pageOf(Command, "CommandPage");
export type CommandPage = z.infer<typeof CommandPage>;

/** Filters of the ledger; `state` may be given several times, `target` is for example `display/7`. */
export const CommandQuery = z.strictObject({
  state: z.preprocess(
    (given) => typeof given === "string" ? [given] : given,
    z.array(CommandState).max(9),
  ).optional(),
  target: z.string().regex(/^[a-z][a-z_]{0,31}\/[^\p{Cc}]{1,255}$/u, "must be kind/key").optional(),
  executionId: Handle.optional(),
  cursor: Cursor.optional(),
  limit: Limit,
});

/** Which command, execution or token. */
export const HandlePath = z.object({ id: Handle });
