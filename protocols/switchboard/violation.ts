import type { Violation } from "./events.ts";
import { cleanLine } from "../text.ts";

/** Characters of an event name that a violation repeats: the longest real one has 25. */
const MAX_EVENT_CHARS = 64;

/**
 * Says what a device did wrong. `detail` names the field and the limit, never the value: it goes to the log,
 * and a hostile value must not.
 */
export function violation(event: unknown, code: Violation["code"], detail: string): Violation {
  return { type: "violation", code, event: eventLabel(event), detail };
}

/** A missing field, in the same words everywhere. */
export function missing(event: string, field: string): Violation {
  return violation(event, "missingField", `${field} is required`);
}

function eventLabel(event: unknown): string {
  return typeof event === "string" ? cleanLine(event, MAX_EVENT_CHARS) : `(${typeof event})`;
}
