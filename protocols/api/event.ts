import { z } from "zod";
import { Command } from "./command.ts";
import { Display } from "./display.ts";
import { Execution } from "./execution.ts";
import { Group } from "./group.ts";
import { Preset } from "./preset.ts";
import { Id, Liveness, Time } from "./scalars.ts";

function event<T extends string, D extends z.ZodType>(type: T, data: D) {
  return z.strictObject({ type: z.literal(type), at: Time, data });
}

const Nothing = z.strictObject({});
const Removed = z.strictObject({ id: Id });

/**
 * One message of the event stream. `ready` opens a stream, and `reset` one that could not be resumed: read the
 * lists again. The id of the SSE message is `<boot>-<sequence>`.
 */
export const Event = z.discriminatedUnion("type", [
  event("ready", Nothing),
  event("reset", Nothing),
  event("display.changed", Display),
  event(
    "display.removed",
    z.strictObject({ id: Id, name: z.string(), into: Id.nullable() }),
  ),
  event(
    "member.liveness",
    z.strictObject({
      kind: z.string(),
      key: z.string(),
      name: z.string(),
      from: Liveness,
      to: Liveness,
      reason: z.string(),
    }),
  ),
  event("command.changed", Command),
  event("execution.started", Execution),
  event("group.changed", Group),
  event("group.removed", Removed),
  event("preset.changed", Preset),
  event("preset.removed", Removed),
]).meta({ id: "Event", description: "One message of the event stream." });
export type Event = z.infer<typeof Event>;
