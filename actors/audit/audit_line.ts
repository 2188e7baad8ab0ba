import type { AuditKind } from "../../protocols/api/audit.ts";
import type { Author } from "./author.ts";
import { type Facts, trimFacts } from "./facts.ts";

/** Everything that is put down. Commands are not among it: the ledger is their trail. */
export type { AuditKind };

/** What a change is about; the kind stands before the full stop of each {@link AuditKind}. */
export type AuditSubjectKind = AuditKind extends `${infer Kind}.${string}` ? Kind : never;

/** What was changed. */
export interface AuditSubject {
  readonly kind: AuditSubjectKind;
  /** As in the lists. */
  readonly key: string;
  /** What people call it. */
  readonly name: string;
}

/** One line of the audit trail on its way to the disk. */
export interface AuditLine {
  /** Epoch ms. */
  readonly at: number;
  readonly author: Author;
  readonly kind: AuditKind;
  readonly subject: AuditSubject;
  /** Never a secret, nor a hash of one. Null: it was not there. */
  readonly before: Facts | null;
  /** Null: it is gone. */
  readonly after: Facts | null;
}

/** What a line says beside who and when. */
export interface AuditFacts {
  readonly kind: AuditKind;
  readonly key: string | number;
  readonly name: string;
  readonly before?: object | null | undefined;
  readonly after?: object | null | undefined;
}

/** The subject's kind of a change. */
export function subjectKindOf(kind: AuditKind): AuditSubjectKind {
  return kind.slice(0, kind.indexOf(".")) as AuditSubjectKind;
}

/**
 * The line of a change, to be committed together with it: none for a change that nobody ordered (a member that
 * reports, a clean-up). Where it was there before and after, the line holds what differs.
 */
export function auditLines(
  author: Author | undefined,
  at: number,
  { kind, key, name, before = null, after = null }: AuditFacts,
): readonly AuditLine[] {
  if (author === undefined) return [];
  const subject = { kind: subjectKindOf(kind), key: String(key), name };
  return [{ at, author, kind, subject, ...trimFacts(before, after) }];
}
