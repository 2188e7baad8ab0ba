import type { AuditOutcome } from "../../protocols/api/audit.ts";
import type { AuditFacts } from "./audit_line.ts";

/** How a deed has ended. `unknown`: nobody has answered in time, so that it may have been done all the same. */
export type DeedOutcome = Exclude<AuditOutcome, "begun">;

/** A deed that changes something outside the database: a file that goes, a mail that is sent, work that begins or ends. */
export type Deed = Omit<AuditFacts, "after">;

/** What is known of a deed only when it is done. */
export interface DeedEnd extends Partial<Pick<AuditFacts, "key" | "name">> {
  /** Beside the outcome; plain values. */
  readonly facts?: object;
}

const BEGUN: { readonly outcome: AuditOutcome } = { outcome: "begun" };

/**
 * The line that is on the disk before the deed has an effect. After a crash it stands alone, and says who may have done
 * what: only then need anybody go and look.
 */
export function deedBegun(deed: Deed): AuditFacts {
  return { ...deed, after: BEGUN };
}

/** The line behind the deed. */
export function deedEnded(
  deed: Deed,
  outcome: DeedOutcome,
  { facts, ...end }: DeedEnd = {},
): AuditFacts {
  return { ...deed, ...end, before: BEGUN, after: { outcome, ...facts } };
}
