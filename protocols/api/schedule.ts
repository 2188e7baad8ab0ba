import { z } from "zod";
import { CommandState, Requester } from "./command.ts";
import { edited } from "./edit.ts";
import { ContainerOrder } from "./node_command.ts";
import { ContainerName, ServerId } from "./node_names.ts";
import { DisplayOrder, timing } from "./order.ts";
import { pageOf } from "./page.ts";
import { Cursor, Id, Limit, Name, PathId, Time } from "./scalars.ts";
import { Right } from "./token.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const { command, params, deadlineMs, waitOnlineMs } = ContainerOrder.shape;

/** Hosts or containers named in one filter: the largest fleet that is tested, twice over. */
const MAX_NAMED = 2_000;

/** Whom a node command is for, as in an order by hand. `prefix` tells what is asked from what is answered. */
function selectionWith(serverId: z.ZodString, prefix: string) {
  const filter = z.strictObject({
    serverIds: z.array(serverId).min(1).max(MAX_NAMED).optional(),
    containers: z.array(ContainerName).min(1).max(MAX_NAMED).optional(),
    nodeTypes: z.array(z.string().min(1).max(64)).min(1).max(64).optional(),
    connected: z.boolean().optional(),
  }).default({});
  return z.discriminatedUnion("scope", [
    z.strictObject({ scope: z.literal("container"), serverId, container: ContainerName })
      .meta({ id: `${prefix}OneContainer`, description: "One container." }),
    z.strictObject({ scope: z.literal("host"), serverId })
      .meta({ id: `${prefix}WholeHost`, description: "All of a host, in one message." }),
    z.strictObject({ scope: z.literal("each"), filter })
      .meta({ id: `${prefix}EachContainer`, description: "Each that the filter leaves." }),
  ]).meta({ id: `${prefix}NodeSelection`, description: "Whom a node command is for." });
}

function workWith(serverId: z.ZodString, prefix: string) {
  return z.discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("node"),
      selection: selectionWith(serverId, prefix),
      command,
      params,
      deadlineMs,
      waitOnlineMs,
      pauseMs: z.int().min(0).max(DAY_MS).default(10 * MINUTE_MS).meta({
        description:
          "Between two containers of rotate_keys or backup_keys; there at least 600,000.",
      }),
    }).meta({ id: `${prefix}NodeCommand`, description: "A command for node containers." }),
    z.strictObject({
      type: z.literal("preset"),
      presetId: Id,
      action: z.enum(["execute", "stop"]),
      ...timing,
    }).meta({ id: `${prefix}Preset`, description: "A run or stop of a preset." }),
    z.strictObject({ type: z.literal("display"), displayId: Id, order: DisplayOrder })
      .meta({ id: `${prefix}DisplayOrder`, description: "A command for one display." }),
  ]).meta({ id: `${prefix}Work`, description: "What a schedule has done." });
}

/** What a schedule has done: the same as can be ordered by hand. */
export const ScheduleWork = workWith(ServerId, "Schedule");
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

/** A draft as it is answered: what is kept was checked when it came. */
const kept = { ...draft, name: z.string(), work: workWith(z.string(), "Kept") };

/** A draft that is offered. */
export const OfferedDraft = z.strictObject(kept)
  .meta({ id: "OfferedDraft", description: "A schedule as it may be asked for." });

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

/** A run as lists of schedules and the event stream show it: its targets are in its history. */
export const ScheduleRunSummary = ScheduleRun.omit({ targets: true })
  .meta({ id: "ScheduleRunSummary", description: "One run of a schedule, without its targets." });
export type ScheduleRunSummary = z.infer<typeof ScheduleRunSummary>;

export const ScheduleRunPage = pageOf(ScheduleRun, "ScheduleRunPage");
export type ScheduleRunPage = z.infer<typeof ScheduleRunPage>;

/** A schedule. */
export const Schedule = z.strictObject({
  id: Id,
  ...kept,
  rights: z.array(Right).meta({ description: "What its runs may do beyond operating." }),
  orderedBy: Requester.meta({ description: "Whose rights they are." }),
  createdAt: Time,
  ...edited,
  nextRunAt: Time.nullable().meta({ description: "Null while it is off, or no moment is left." }),
  lastRun: ScheduleRunSummary.nullable(),
}).meta({ id: "Schedule", description: "Something that is done by itself, and when." });
export type Schedule = z.infer<typeof Schedule>;

export const ScheduleList = z.strictObject({ items: z.array(Schedule) })
  .meta({ id: "ScheduleList", description: "Every schedule, ordered by id." });
export type ScheduleList = z.infer<typeof ScheduleList>;

/** Which schedule. */
export const SchedulePath = z.object({ id: PathId });

/** A page of a schedule's history. */
export const ScheduleRunQuery = z.strictObject({ cursor: Cursor.optional(), limit: Limit });
