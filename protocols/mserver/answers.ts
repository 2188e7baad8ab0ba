import { z } from "zod";
import { boundResult } from "./command_result.ts";
import type { NodeEvent } from "./events.ts";
import { nested, type Payload } from "./fields.ts";
import { At, Id, OptionalText, readWith } from "./schema.ts";
import { badField } from "./violation.ts";

/** Anything but these two words is a success: the guides test for `failed` only, and name no other word. */
const FAILED: ReadonlySet<string> = new Set(["failed", "error"]);

const Answer = z.object({
  commandId: Id,
  result: z.unknown().optional(),
  error: OptionalText,
  timestamp: At,
});

/**
 * The end of a command. Guides say `id` and milliseconds, fielded builds `command_id` and seconds. The guides' server
 * takes one without `status` for a success; here it is one when it has a result, and says of no error.
 */
export function readAnswer(frame: Payload): NodeEvent {
  const data = nested(frame.data);
  const commandId = data.command_id ?? data.id ?? frame.command_id ?? frame.id;
  const read = readWith(Answer, { ...data, commandId }, "data");
  if ("type" in read) return read;
  const { result, error, timestamp: at } = read;
  const status = typeof data.status === "string" ? data.status.toLowerCase() : null;
  const silent = error === null && (result === undefined || result === null);
  if (status === null && silent) return badField("data.status", "must be a text");
  return {
    type: "commandAnswered",
    commandId: read.commandId,
    completed: status === null ? error === null : !FAILED.has(status),
    result: boundResult(result),
    error,
    at,
  };
}
