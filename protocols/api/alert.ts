import { z } from "zod";
import { pageOf } from "./page.ts";
import { Cursor, Id, Limit, PathId, Time } from "./scalars.ts";

/** Everything that there may be an alert about. */
export const AlertRule = z.enum([
  "offline",
  "stale",
  "unhealthy",
  "wall",
  "commandFailed",
  "keyRotation",
  "missedKeyBackup",
  "unclaimedPayout",
  "validatorLost",
  "cameraStalled",
  "diskLow",
  "overload",
  "missedHostBackup",
]).meta({
  id: "AlertRule",
  description:
    "offline, stale, unhealthy: a member. wall: not in sync. diskLow: of a node host or " +
    "the control host. overload, missedHostBackup: the control host itself.",
});
export type AlertRule = z.infer<typeof AlertRule>;

export const AlertState = z.enum(["open", "acknowledged", "resolved"]).meta({ id: "AlertState" });
export type AlertState = z.infer<typeof AlertState>;

/** What an alert is about. */
export const AlertSubject = z.strictObject({
  kind: z.string().meta({
    description: "display, node, container, syncHost, camera, wall, schedule, machine (key: its " +
      "address), fleet (many at once), host (the control host).",
  }),
  key: z.string().meta({ description: "As in the lists." }),
  name: z.string(),
}).meta({ id: "AlertSubject" });

/** One alert. */
export const Alert = z.strictObject({
  id: Id,
  rule: AlertRule,
  severity: z.enum(["critical", "warning"]),
  subject: AlertSubject,
  state: AlertState,
  openedAt: Time,
  acknowledgedAt: Time.nullable(),
  acknowledgedBy: z.string().nullable(),
  resolvedAt: Time.nullable(),
  reason: z.strictObject({ en: z.string(), ko: z.string() })
    .meta({ description: "One sentence for people." }),
  rootId: Id.nullable().meta({
    description: "The alert that causes this one, which then sends no notices of its own.",
  }),
  below: z.int().meta({ description: "How many that are not resolved have this one as root." }),
  snoozedUntil: Time.nullable(),
  flaps: z.int().meta({ description: "How often it was resolved and came back soon after." }),
}).meta({ id: "Alert", description: "Something that somebody must know of." });
export type Alert = z.infer<typeof Alert>;

export const AlertPage = pageOf(Alert, "AlertPage");

/** One line of an alert's history. */
export const AlertStep = z.strictObject({
  at: Time,
  kind: z.enum([
    "opened",
    "reopened",
    "acknowledged",
    "snoozed",
    "noticed",
    "reminded",
    "resolved",
  ]),
  by: z.string().nullable().meta({ description: "Null: it came about by itself." }),
  note: z.string(),
}).meta({ id: "AlertStep", description: "What happened to an alert." });
export type AlertStep = z.infer<typeof AlertStep>;

/** An alert with its history. */
export const AlertDetail = z.strictObject({ ...Alert.shape, steps: z.array(AlertStep) })
  .meta({ id: "AlertDetail", description: "An alert, and what happened to it, oldest first." });

/** Which alerts. */
export const AlertListQuery = z.strictObject({
  state: z.enum([...AlertState.options, "unresolved"]).optional()
    .meta({ description: "unresolved: open and acknowledged." }),
  rule: AlertRule.optional(),
  kind: z.string().max(32).optional().meta({ description: "Of the subject; with `key`." }),
  key: z.string().max(600).optional(),
  root: PathId.optional().meta({ description: "Those below this alert." }),
  cursor: Cursor.optional(),
  limit: Limit,
}).refine(({ kind, key }) => (kind === undefined) === (key === undefined), {
  message: "kind and key belong together",
  path: ["key"],
});

export const AlertPath = z.strictObject({ id: PathId });

const Note = z.string().max(500).regex(/^[^\p{Cc}\p{Cs}]*$/u, "must be one line");

/** Somebody looks after it. */
export const AcknowledgeBody = z.strictObject({ note: Note.default("") })
  .meta({ id: "AlertAcknowledgement" });

const LONGEST_SNOOZE_MS = 31 * 86_400_000;

/** Nobody is told until then: one of the two. */
export const SnoozeBody = z.strictObject({
  untilMs: z.int().min(0).optional().meta({ description: "Epoch ms; a past moment ends it." }),
  forMs: z.int().min(0).max(LONGEST_SNOOZE_MS).optional(),
}).refine(({ untilMs, forMs }) => (untilMs === undefined) !== (forMs === undefined), {
  message: "give untilMs or forMs",
  path: ["forMs"],
}).meta({ id: "AlertSnooze" });
