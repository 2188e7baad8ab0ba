import type { AlertRule, AlertSeverity, AlertSubject, AlertText } from "./alert.ts";

/** What is wrong with somebody, as a rule sees it. */
export interface Finding {
  readonly reason: AlertText;
  /** In place of the rule's. */
  readonly severity?: AlertSeverity;
  /** {@link conditionId}s of what causes this one, if it is wrong as well. */
  readonly causes?: readonly string[];
  /** Which of several things is wrong: only word of the same thing takes it back. */
  readonly about?: string;
}

/** What a rule says of a subject: something is wrong with it, or not (null). */
export interface Verdict {
  readonly rule: AlertRule;
  readonly subject: AlertSubject;
  readonly finding: Finding | null;
  /** Takes back only a finding about this. */
  readonly about?: string;
}

/** The identity of a condition: the same one comes and goes, and has one open alert at most. */
export function conditionId(rule: AlertRule, kind: string, key: string): string {
  return `${rule}|${kind}|${key}`;
}

/** A rule says that something is wrong. */
export function wrong(rule: AlertRule, subject: AlertSubject, finding: Finding): Verdict {
  return { rule, subject, finding };
}

/** A rule says that it is well. */
export function well(rule: AlertRule, subject: AlertSubject, about?: string): Verdict {
  return { rule, subject, finding: null, ...(about === undefined ? {} : { about }) };
}
