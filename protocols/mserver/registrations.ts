import { z } from "zod";
import { NODE_CAPABILITIES, type NodeCapability, type NodeEvent } from "./events.ts";
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
  const capabilities = readCapabilities(frame.capabilities);
  return {
    type: "registered",
    serverId: read.serverId,
    version: read.version ?? "",
    at: read.timestamp,
    ...(capabilities.length === 0 ? {} : { capabilities }),
  };
}

/** Words looked at; five times what there are, for those that later builds know. */
const MAX_CAPABILITIES = 16;

/** In our order; words that we do not know are of no use. Source: our own agent; fielded builds send none. */
function readCapabilities(value: unknown): readonly NodeCapability[] {
  if (!Array.isArray(value)) return [];
  const told: ReadonlySet<unknown> = new Set(value.slice(0, MAX_CAPABILITIES));
  return NODE_CAPABILITIES.filter((capability) => told.has(capability));
}
