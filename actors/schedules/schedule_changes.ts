import { type AuditLine, auditLines } from "../audit/audit_line.ts";
import type { Author } from "../audit/author.ts";
import { nextEdit, refuseOutdated } from "../edited.ts";
import { accept, type Outcome, refuse } from "../outcome.ts";
import { refuseStorage } from "../storage_error.ts";
import { arm } from "./due_runs.ts";
import { endSequence } from "./key_sequence.ts";
import type { Schedule, SchedulesMessage, ScheduleView } from "./messages.ts";
import { keepUnbegun } from "./run_saving.ts";
import { stopRotation } from "./run_rotation.ts";
import { refuseDraft } from "./schedule_checks.ts";
import {
  isBackup,
  planNext,
  type Schedules,
  type SchedulesContext,
  type ScheduleSeat,
  viewOf,
} from "./schedules_state.ts";
import type { ScheduleChange } from "./store.ts";
import { scheduleRemoved } from "./topics.ts";

type Create = Extract<SchedulesMessage, { readonly type: "createSchedule" }>;
type Delete = Extract<SchedulesMessage, { readonly type: "deleteSchedule" }>;
type Update = Extract<SchedulesMessage, { readonly type: "updateSchedule" }>;

/** Makes a schedule. It is on the disk before the answer. */
export async function createSchedule(
  state: Schedules,
  { draft, requester, rights, author }: Create,
  ctx: SchedulesContext,
): Promise<Outcome<ScheduleView>> {
  const refusal = await refuseDraft(state, draft, { requester, rights }, undefined, ctx);
  if (refusal) return refusal;
  const now = ctx.now();
  const schedule: Schedule = {
    ...draft,
    id: state.args.store.nextScheduleId(),
    rights,
    orderedBy: requester,
    createdAt: now,
    ...nextEdit(undefined, requester.name, now),
    dealtUntil: now,
  };
  const seat: ScheduleSeat = { schedule, nextAt: null, waiting: undefined, lastRun: undefined };
  const lines = linesOf(author, now, undefined, schedule);
  return await settle(state, seat, { schedule, lines }, ctx);
}

/**
 * Replaces a schedule. Whoever only switches it off needs no right of its work, and takes none over; for everything
 * else the rights are those of who changes it.
 */
export async function updateSchedule(
  state: Schedules,
  { id, draft, versions, requester, rights, author: editor }: Update,
  ctx: SchedulesContext,
): Promise<Outcome<ScheduleView>> {
  const seat = state.seats.get(id);
  if (!seat) return noSchedule(id);
  const { schedule: old } = seat;
  const outdated = refuseOutdated(titleOf(old), old, versions);
  if (outdated) return outdated;
  const keepsWork = !draft.enabled && JSON.stringify(draft.work) === JSON.stringify(old.work);
  const author = keepsWork
    ? { requester: old.orderedBy, rights: old.rights }
    : { requester, rights };
  const refusal = await refuseDraft(state, draft, author, id, ctx);
  if (refusal && !(keepsWork && isOfWork(refusal.refusal.field))) return refusal;
  const now = ctx.now();
  const schedule: Schedule = {
    ...old,
    ...draft,
    rights: author.rights,
    orderedBy: author.requester,
    ...nextEdit(old, requester.name, now),
    // What was due before the change belongs to the schedule as it was.
    dealtUntil: now,
  };
  const lines = linesOf(editor, now, old, schedule);
  const settled = await settle(state, seat, { schedule, lines }, ctx);
  if (settled.ok && !draft.enabled) putToRest(state, seat, "The schedule was switched off.", ctx);
  return settled;
}

const titleOf = ({ name }: Schedule) => `The schedule "${name}"`;

/** A schedule whose display or host is gone can still be switched off. */
function isOfWork(field: string | undefined): boolean {
  return field?.startsWith("work.") === true;
}

async function settle(
  state: Schedules,
  seat: ScheduleSeat,
  { schedule, lines }: { readonly schedule: Schedule; readonly lines: readonly AuditLine[] },
  ctx: SchedulesContext,
): Promise<Outcome<ScheduleView>> {
  const failure = await write(state, { type: "scheduleSaved", schedule }, lines);
  if (failure) return failure;
  seat.schedule = schedule;
  state.seats.set(schedule.id, seat);
  planNext(state, seat, ctx);
  arm(state, ctx);
  return accept(viewOf(seat));
}

/** Removes a schedule and its history; its commands stay in the ledger. */
export async function deleteSchedule(
  state: Schedules,
  { id, versions, author }: Delete,
  ctx: SchedulesContext,
): Promise<Outcome<null>> {
  const seat = state.seats.get(id);
  if (!seat) return noSchedule(id);
  const outdated = refuseOutdated(titleOf(seat.schedule), seat.schedule, versions);
  if (outdated) return outdated;
  const lines = linesOf(author, ctx.now(), seat.schedule, undefined);
  const failure = await write(state, { type: "scheduleRemoved", id }, lines);
  if (failure) return failure;
  seat.waiting = undefined;
  state.seats.delete(id);
  putToRest(state, seat, "The schedule was deleted.", ctx);
  ctx.publish(scheduleRemoved, { id });
  return accept(null);
}

/** What is not begun yet is not begun any more. */
function putToRest(
  state: Schedules,
  seat: ScheduleSeat,
  reason: string,
  ctx: SchedulesContext,
): void {
  const { waiting, schedule: { id } } = seat;
  seat.waiting = undefined;
  if (waiting) keepUnbegun(state, seat, { ...waiting, state: "skipped", reason }, ctx);
  for (const inHand of [...state.inHand.values()]) {
    if (inHand.run.scheduleId !== id) continue;
    if (inHand.run.rotationId !== null) stopRotation(state, inHand, ctx);
    else if (isBackup(inHand.work)) endSequence(state, inHand, reason, ctx);
  }
}

async function write(
  { args }: Schedules,
  change: ScheduleChange,
  lines: readonly AuditLine[],
): Promise<Outcome<never> | undefined> {
  try {
    await args.store.commit([change], lines);
    return undefined;
  } catch (cause) {
    return refuseStorage(cause);
  }
}

/** What the trail says. How far its due moments are dealt with is no change of a schedule. */
function linesOf(
  author: Author | undefined,
  at: number,
  old: Schedule | undefined,
  now: Schedule | undefined,
): readonly AuditLine[] {
  const { id, name } = now ?? old ?? { id: 0, name: "" };
  const done = old === undefined ? "created" : now === undefined ? "removed" : "changed";
  const before = old && { ...old, dealtUntil: undefined };
  const after = now && { ...now, dealtUntil: undefined };
  return auditLines(author, at, { kind: `schedule.${done}`, key: id, name, before, after });
}

/** The refusal for an id that no schedule has. */
export function noSchedule(id: number): ReturnType<typeof refuse> {
  return refuse("notFound", `There is no schedule ${id}.`);
}
