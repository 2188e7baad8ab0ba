import { type Author } from "./author.ts";
import { type Facts, trimFacts } from "./facts.ts";

/** Everything that is put down. Commands are not among it: the ledger is their trail. */
export const AUDIT_KINDS = [
  "host.started",
  "host.stopped",
  "host.reloaded",
  "host.restored",
  "token.created",
  "token.revoked",
  "session.opened",
  "session.closed",
  "session.refused",
  "account.created",
  "account.removed",
  "account.signedIn",
  "display.created",
  "display.changed",
  "display.merged",
  "display.forgotten",
  "group.created",
  "group.changed",
  "group.removed",
  "preset.created",
  "preset.changed",
  "preset.removed",
  "schedule.created",
  "schedule.changed",
  "schedule.removed",
  "schedule.run",
  "node.forgotten",
  "rotation.stopped",
  "sessionKey.revealed",
  "sessionKey.imported",
  "syncHost.forgotten",
  "wall.noted",
  "camera.forgotten",
  "recording.removed",
  "alert.acknowledged",
  "alert.snoozed",
  "alertChannel.tested",
  "maintenance.created",
  "maintenance.removed",
  "hostBackup.asked",
] as const;
export type AuditKind = typeof AUDIT_KINDS[number];

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
