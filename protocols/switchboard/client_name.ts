import type { Violation } from "./events.ts";
import type { Payload } from "./fields.ts";
import { hasUnshowable } from "../text.ts";
import { violation } from "./violation.ts";

/** UTF-16 units of a name. Devices fall back to their host name, which has at most 255 characters. */
export const MAX_NAME_CHARS = 255;

/**
 * The name a message carries, exactly as sent: nothing is trimmed, folded or normalised, because the builds
 * compare names exactly. Spelled `clientName` (guide, T3, T4, C3), `client_name` (T1) or `name` (every
 * registration, S6 heartbeats, C1 process reports).
 *
 * @returns undefined when no name is there; `wrongType` or `badName` when one is there and cannot be used.
 */
export function readName(event: string, payload: Payload): string | undefined | Violation {
  const name = payload.clientName ?? payload.client_name ?? payload.name;
  if (name === undefined || name === null) return undefined;
  if (typeof name !== "string") {
    return violation(event, "wrongType", `the name is of type ${typeof name}, text is needed`);
  }
  if (name.length < 1 || name.length > MAX_NAME_CHARS) {
    const told = `the name has ${name.length} characters, allowed are 1 to ${MAX_NAME_CHARS}`;
    return violation(event, "badName", told);
  }
  // A lone surrogate cannot be written as UTF-8, so it would come back to the device as another name.
  if (hasUnshowable(name) || !name.isWellFormed()) {
    return violation(event, "badName", "the name holds control characters or broken UTF-16");
  }
  return name;
}
