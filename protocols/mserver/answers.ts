import { z } from "zod";
import { boundResult } from "./command_result.ts";
import type { NodeEvent } from "./events.ts";
import { nested, type Payload } from "./fields.ts";
import { At, Id, OptionalText, readWith } from "./schema.ts";

/** Anything but these two words is a success: the guides test for `failed` only, and name no other word. */
const FAILED: ReadonlySet<string> = new Set(["failed", "error"]);

const Answer = z.object({
  commandId: Id,
  status: z.string(),
  result: z.unknown().optional(),
  error: OptionalText,
  timestamp: At,
});

/** The end of a command. Guides say `id` and milliseconds, fielded builds `command_id` and seconds. */
export function readAnswer(frame: Payload): NodeEvent {
  const data = nested(frame.data);
  const commandId = data.command_id ?? data.id ?? frame.command_id ?? frame.id;
  const read = readWith(Answer, { ...data, commandId }, "data");
  if ("type" in read) return read;
  return {
    type: "commandAnswered",
    commandId: read.commandId,
    completed: !FAILED.has(read.status),
    result: boundResult(read.result),
    error: read.error,
    at: read.timestamp,
  };
}
