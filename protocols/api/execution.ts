import { z } from "zod";
import { Command, Requester } from "./command.ts";
import { pageOf } from "./page.ts";
import { Cursor, Id, Limit, Time } from "./scalars.ts";

const row = {
  id: z.string().meta({ example: "exe_1772357405120_p8d0m4" }),
  presetId: Id,
  presetName: z.string(),
  action: z.enum(["execute", "stop"]),
  barrier: z.boolean(),
  requester: Requester,
  createdAt: Time,
};

/** A preset run or stop. */
export const Execution = z.strictObject(row)
  .meta({ id: "Execution", description: "One run or stop of a preset." });
export type Execution = z.infer<typeof Execution>;

/** Computed from the commands: `running` until each is final; `partial` when only some completed. */
export const ExecutionState = z.enum(["running", "completed", "failed", "partial", "cancelled"])
  .meta({
    id: "ExecutionState",
    description: "How all the commands of an execution went together.",
  });
export type ExecutionState = z.infer<typeof ExecutionState>;

export const ExecutionDetail = z.strictObject({
  ...row,
  state: ExecutionState,
  commands: z.array(Command).meta({ description: "One per target." }),
}).meta({ id: "ExecutionDetail", description: "An execution with the result of each target." });
export type ExecutionDetail = z.infer<typeof ExecutionDetail>;

export const ExecutionPage = pageOf(Execution, "ExecutionPage");

export const ExecutionQuery = z.strictObject({
  presetId: z.coerce.number().int().min(1).optional(),
  cursor: Cursor.optional(),
  limit: Limit,
});
