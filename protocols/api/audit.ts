import { z } from "zod";
import { pageOf } from "./page.ts";
import { Cursor, Limit, Time } from "./scalars.ts";

/** What a change can be about. */
export const AuditSubjectKind = z.enum([
  "host",
  "token",
  "session",
  "account",
  "display",
  "group",
  "preset",
  "schedule",
  "node",
  "rotation",
  "sessionKey",
  "syncHost",
  "wall",
  "camera",
  "recording",
  "alert",
  "alertChannel",
  "maintenance",
  "hostBackup",
]).meta({
  id: "AuditSubjectKind",
  description: "What was changed; host: the control host itself.",
});
export type AuditSubjectKind = z.infer<typeof AuditSubjectKind>;

/** Everything that is put down beside commands, which have a ledger of their own. */
export const AuditKind = z.enum([
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
  "hostBackup.downloaded",
]).meta({ id: "AuditKind", description: "What was done: subject, full stop, past participle." });
export type AuditKind = z.infer<typeof AuditKind>;

/**
 * How far something has come that no transaction of the database covers: `outcome` among the facts of its two lines.
 * `begun` is written before it has any effect, and the other line when it is over; `unknown`: nobody answered in time. A
 * line that tells of a change in the database has none: it is there with its change, or not at all.
 */
export const AuditOutcome = z.enum(["begun", "done", "refused", "failed", "unknown"]);
export type AuditOutcome = z.infer<typeof AuditOutcome>;

/** The outcome that a line tells of; null: it tells of a change. */
export function outcomeOf({ after }: Pick<AuditEntry, "after">): AuditOutcome | null {
  return AuditOutcome.safeParse(after?.["outcome"]).data ?? null;
}

/** One state of what was changed; never a secret, nor a hash of one. */
const Facts = z.record(z.string(), z.unknown()).nullable();

/** One line of the audit trail. */
export const AuditEntry = z.strictObject({
  sequence: z.int().min(1).meta({ description: "From 1, without gaps; never used twice." }),
  at: Time,
  who: z.string().meta({
    description:
      "Name of the token; schedule <name>, console on the host, system, device or somebody.",
  }),
  tokenId: z.string().nullable(),
  address: z.string().meta({ description: "Where the request came from; local: the host itself." }),
  correlationId: z.string().nullable().meta({ description: "As in logs and the command ledger." }),
  kind: AuditKind,
  subject: z.strictObject({ kind: AuditSubjectKind, key: z.string(), name: z.string() }),
  before: Facts.meta({ description: "Null: it was not there, or nothing of it changed." }),
  after: Facts.meta({
    description: "Null: it is gone, or nothing of it changed. Of what changes no table of the " +
      "database there are two lines of one correlation id, with outcome: begun before it has any " +
      "effect, and done, refused, failed or unknown behind it.",
  }),
  hash: z.string().meta({ description: "Over this line and the one before, in hexadecimal." }),
}).meta({ id: "AuditEntry", description: "Who changed what, and when." });
export type AuditEntry = z.infer<typeof AuditEntry>;

export const AuditPage = pageOf(AuditEntry, "AuditPage");
export type AuditPage = z.infer<typeof AuditPage>;

/** Which lines, newest first. */
export const AuditQuery = z.strictObject({
  who: z.string().min(1).max(255).optional(),
  kind: AuditKind.optional(),
  subjectKind: AuditSubjectKind.optional(),
  subjectKey: z.string().min(1).max(600).optional().meta({ description: "With `subjectKind`." }),
  from: Time.optional(),
  to: Time.optional().meta({ description: "Not part of it." }),
  cursor: Cursor.optional(),
  limit: Limit,
}).refine(({ subjectKind, subjectKey }) => subjectKey === undefined || subjectKind !== undefined, {
  message: "needs subjectKind",
  path: ["subjectKey"],
});
export type AuditQuery = z.infer<typeof AuditQuery>;

/** Rows of which each holds the hash of the one before. `commands`: what happened to commands. */
export const AuditChain = z.enum(["audit", "commands"]).meta({ id: "AuditChain" });
export type AuditChain = z.infer<typeof AuditChain>;

/** Where a chain ends. Whoever keeps it elsewhere can prove later that nothing before it was changed. */
export const AuditHead = z.strictObject({
  chain: AuditChain,
  sequence: z.int().min(0).meta({ description: "Of the last row; 0: there was none." }),
  hash: z.string(),
}).meta({ id: "AuditHead", description: "The last row of a chain." });
export type AuditHead = z.infer<typeof AuditHead>;

/** Where a chain is broken first. */
export const AuditFault = z.strictObject({
  sequence: z.int(),
  fault: z.enum(["changed", "missing", "reordered", "inserted", "tail", "anchor"]).meta({
    description: "changed: the row is not what was hashed. missing: rows are gone before it. " +
      "reordered: it does not follow the row before. inserted: it was never hashed. " +
      "tail: the chain ends elsewhere than was put down. anchor: what was put down at a " +
      "clearing of old rows does not fit.",
  }),
  detail: z.string(),
}).meta({ id: "AuditFault", description: "The first row of a chain that does not fit." });
export type AuditFault = z.infer<typeof AuditFault>;

/** What an examination of one chain has found so far. */
export const AuditChainResult = z.strictObject({
  chain: AuditChain,
  rows: z.int().min(0).meta({ description: "Examined so far." }),
  totalRows: z.int().min(0),
  firstSequence: z.int().nullable(),
  anchors: z.int().min(0).meta({ description: "How often old rows were cleared away." }),
  head: AuditHead,
  fault: AuditFault.nullable(),
}).meta({ id: "AuditChainResult", description: "One chain, examined." });
export type AuditChainResult = z.infer<typeof AuditChainResult>;

/** An examination of both chains. */
export const AuditVerification = z.strictObject({
  state: z.enum(["never", "running", "sound", "broken", "failed"]).meta({
    description: "never: since the control host started. failed: it could not be read.",
  }),
  startedAt: Time.nullable(),
  endedAt: Time.nullable(),
  chains: z.array(AuditChainResult),
  reason: z.string().nullable().meta({ description: "Why it failed." }),
}).meta({ id: "AuditVerification", description: "Whether the audit trail is as it was written." });
export type AuditVerification = z.infer<typeof AuditVerification>;

/** Where the chains end now. */
export const AuditHeads = z.strictObject({ items: z.array(AuditHead) }).meta({
  id: "AuditHeads",
  description: "Where the chains end now; to be kept elsewhere.",
});
