import { z } from "zod";
import { plainText } from "./command_result.ts";
import type { NodeEvent } from "./events.ts";
import { nested, type Payload } from "./fields.ts";
import { At, Id, readWith } from "./schema.ts";

/** The most that one frame may say; more is cut from its end, which is what people look at. */
export const MAX_OUTPUT_CHARS = 65_536;

const Output = z.object({
  commandId: Id,
  sequence: z.int().min(1),
  text: z.string(),
  timestamp: At,
});

/** What a command says while it runs. Source: our own agent, capability `command_output`; in no fielded build. */
export function readOutput(frame: Payload): NodeEvent {
  const data = nested(frame.data);
  const commandId = data.command_id ?? frame.command_id;
  const read = readWith(Output, { ...data, commandId }, "data");
  if ("type" in read) return read;
  return {
    type: "outputReported",
    commandId: read.commandId,
    sequence: read.sequence,
    text: plainText(read.text, MAX_OUTPUT_CHARS),
    at: read.timestamp,
  };
}
