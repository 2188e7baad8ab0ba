import { z } from "zod";
import type { NodeEvent } from "./events.ts";
import type { Payload } from "./fields.ts";
import { At, OptionalLine, readWith } from "./schema.ts";

/**
 * What a host may call itself: 1 to 64 letters and digits of any script, `.`, `_`, `:`, `@`, `-` and inner blanks,
 * or nothing at all where nothing is configured. Fielded builds send the head of a machine id, `MAC-…` or
 * `DEFAULT-…`. A path, a line break or an emoji is none of these.
 */
export const SERVER_ID =
  /^(?:(?=[^.]*[\p{L}\p{N}])[\p{L}\p{N}\p{M}._:@-](?:[\p{L}\p{N}\p{M}._:@ -]{0,62}[\p{L}\p{N}\p{M}._:@-])?)?$/u;

const Registration = z.object({
  serverId: z.string({ error: "must be a text" }).regex(
    SERVER_ID,
    "must be up to 64 letters, digits and ._:@- with at least one letter or digit",
  ),
  version: OptionalLine,
  timestamp: At,
});

/** The first frame of a connection (fielded builds; in no guide). */
export function readRegistration(frame: Payload): NodeEvent {
  const serverId = frame.serverId ?? frame.server_id ?? "";
  const read = readWith(Registration, { ...frame, serverId }, "");
  if ("type" in read) return read;
  return {
    type: "registered",
    serverId: read.serverId,
    version: read.version ?? "",
    at: read.timestamp,
  };
}
