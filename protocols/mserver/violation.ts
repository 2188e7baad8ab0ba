import type { MserverViolation, NodeEvent } from "./events.ts";

/** A frame that cannot be used, as an event. */
export type Violation = Extract<NodeEvent, { readonly type: "violation" }>;

/**
 * Says what an mclient did wrong; always the peer's fault. `detail` names the field and the rule, never the value:
 * it goes to the log, and a key or a hostile text must not.
 */
export function violation(code: MserverViolation, detail: string): Violation {
  return { type: "violation", code, detail };
}

/** A field that is missing, or of the wrong type, or out of its range. */
export function badField(field: string, rule: string): Violation {
  return violation("badField", `${field} ${rule}`);
}
