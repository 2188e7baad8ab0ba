import { z } from "zod";
import { CommandState, Requester } from "./command.ts";
import { ContainerOrder, NodeBroadcast } from "./node_command.ts";
import { ContainerName, ServerId } from "./node_names.ts";
import { DisplayOrder, timing } from "./order.ts";
import { pageOf } from "./page.ts";
import { Cursor, Id, Limit, Name, PathId, Time } from "./scalars.ts";
import { Right } from "./token.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const { command, params, deadlineMs, waitOnlineMs } = ContainerOrder.shape;

/** Whom a node command is for, as in an order by hand. */
const Selection = z.discriminatedUnion("scope", [
  z.strictObject({
    scope: z.literal("container"),
    serverId: ServerId,
    container: ContainerName,
  }).meta({ id: "OneContainer", description: "One container." }),
  z.strictObject({ scope: z.literal("host"), serverId: ServerId })
    .meta({ id: "WholeHost", description: "All containers of a host, in one message." }),
  z.strictObject({ scope: z.literal("each"), filter: NodeBroadcast.shape.filter })
    .meta({ id: "EachContainer", description: "Each container that the filter leaves." }),
]).meta({ id: "ScheduleSelection", description: "Whom a node command is for." });

/** What a schedule has done: the same as can be ordered by hand. */
export const ScheduleWork = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("node"),
    selection: Selection,
    command,
    params,
    deadlineMs,
    waitOnlineMs,
    pauseMs: z.int().min(0).max(DAY_MS).default(10 * MINUTE_MS).meta({
      description: "Between two containers of rotate_keys or backup_keys; at least 600,000 there.",
    }),
  }).meta({ id: "ScheduledNodeCommand", description: "A command for node containers." }),
  z.strictObject({
    type: z.literal("preset"),
    presetId: Id,
    action: z.enum(["execute", "stop"]),
    ...timing,
  }).meta({ id: "ScheduledPreset", description: "A run or stop of a preset." }),
  z.strictObject({ type: z.literal("display"), displayId: Id, order: DisplayOrder })
    .meta({ id: "ScheduledDisplayOrder", description: "A command for one display." }),
]).meta({ id: "ScheduleWork", description: "What a schedule has done." });
export type ScheduleWork = z.infer<typeof ScheduleWork>;

const draft = {
  name: Name.meta({ description: "Its commands are in the ledger as asked for by this name." }),
  enabled: z.boolean().default(true),
  cron: z.string().min(1).max(256).meta({
    description: "Minute, hour, day of month, month, day of week; with seconds in front where " +
      "there are six. Also @daily and its like, or one moment: 2030-05-01T04:00:00.",
    example: "0 4 * * *",
  }),
  timeZone: z.string().min(1).max(64).meta({ example: "Asia/Seoul" }),
  work: ScheduleWork,
  missed: z.enum(["skip", "runOnce"]).default("skip").meta({
    description: "What becomes of a run whose moment has passed while the control host was not " +
      "running or was busy. runOnce: once, as soon as possible, however many were missed.",
  }),
  maxLatenessMs: z.int().min(MINUTE_MS).max(7 * DAY_MS).default(HOUR_MS).meta({
    description: "A run that would be later than this is not made up for.",
  }),
};

/** A schedule as it is asked for; an update replaces all of it. */
export const ScheduleDraft = z.strictObject(draft)
  .meta({ id: "ScheduleDraft", description: "A schedule as it is to be." });
export type ScheduleDraft = z.infer<typeof ScheduleDraft>;

const RunTarget = z.strictObject({
  target: z.strictObject({ kind: z.string(), key: z.string(), name: z.string() }),
  commandId: z.string().nullable().meta({ description: "Its row in the ledger: /commands/{id}." }),
  state: z.enum(["waiting", "notStarted", ...CommandState.options]),
  reason: z.string().nullable(),
  backup: z.enum(["made", "missed"]).nullable().meta({
    description: "Whether its backup came; null where none was asked for, or it may still come.",
  }),
});

/** One run of a schedule. */
export const ScheduleRun = z.strictObject({
  id: z.string().meta({
    example: "schedule-3-1772357400000",
    description: "Also the idempotency key and the correlation id of its commands.",
  }),
  scheduleId: Id,
  scheduleName: z.string(),
  trigger: z.enum(["cron", "manual"]),
  dueAt: Time,
  startedAt: Time.nullable(),
  endedAt: Time.nullable(),
  state: z.enum([
    "waiting",
    "starting",
    "running",
    "completed",
    "partial",
    "failed",
    "unknown",
    "skipped",
    "missed",
  ]).meta({
    description: "waiting: due, and something else is in hand. skipped: due while something else " +
      "was in hand. missed: due while the control host was not running.",
  }),
  reason: z.string().nullable(),
  orderedBy: Requester.nullable().meta({ description: "Who ran it by hand." }),
  executionId: z.string().nullable().meta({ description: "Of a preset: /executions/{id}." }),
  rotationId: z.string().nullable().meta({ description: "Of several keys: /rotations/{id}." }),
  counts: z.strictObject({
    total: z.int(),
    completed: z.int(),
    unknown: z.int(),
    failed: z.int(),
  }),
  targets: z.array(RunTarget).meta({ description: "The first 1,000." }),
}).meta({ id: "ScheduleRun", description: "One run of a schedule." });
export type ScheduleRun = z.infer<typeof ScheduleRun>;

export const ScheduleRunPage = pageOf(ScheduleRun, "ScheduleRunPage");
export type ScheduleRunPage = z.infer<typeof ScheduleRunPage>;

/** A schedule. */
export const Schedule = z.strictObject({
  id: Id,
  ...draft,
  rights: z.array(Right).meta({ description: "What its runs may do beyond operating." }),
  orderedBy: Requester.meta({ description: "Whose rights they are." }),
  createdAt: Time,
  updatedAt: Time,
  nextRunAt: Time.nullable().meta({ description: "Null while it is off, or no moment is left." }),
  lastRun: ScheduleRun.omit({ targets: true }).nullable(),
}).meta({ id: "Schedule", description: "Something that is done by itself, and when." });
export type Schedule = z.infer<typeof Schedule>;

export const ScheduleList = z.strictObject({ items: z.array(Schedule) })
  .meta({ id: "ScheduleList", description: "Every schedule, ordered by id." });
export type ScheduleList = z.infer<typeof ScheduleList>;

/** Which schedule. */
export const SchedulePath = z.object({ id: PathId });

/** A page of a schedule's history. */
export const ScheduleRunQuery = z.strictObject({ cursor: Cursor.optional(), limit: Limit });
