import type { Backup as BackupFacts, NewBackup } from "../../../actors/backups/messages.ts";
import type { Json } from "../../../actors/ledger/command.ts";
import type {
  ScheduleDraft as Draft,
  ScheduleView,
  ScheduleWork as Work,
} from "../../../actors/schedules/messages.ts";
import type { ScheduleRun as RunFacts } from "../../../actors/schedules/runs.ts";
import type { MissedBackup } from "../../../actors/schedules/topics.ts";
import type { Backup } from "../../../protocols/api/backup.ts";
import {
  type Schedule,
  type ScheduleDraft,
  type ScheduleRun,
  type ScheduleRunSummary,
  ScheduleWork,
} from "../../../protocols/api/schedule.ts";
import { defined } from "./defined.ts";
import { displayOrderOf } from "../routes/display_order.ts";
import { editedBody } from "../requests/edits.ts";
import { isoTime, isoTimeOrNull } from "./times.ts";

/** A schedule as it is asked for. */
export function draftOf({ work, ...rest }: ScheduleDraft): Draft {
  return { ...rest, work: workOf(work) };
}

function workOf(work: ScheduleDraft["work"]): Work {
  switch (work.type) {
    case "node": {
      const { selection } = work;
      return {
        ...work,
        selection: selection.scope === "each"
          ? { scope: "each", filter: defined(selection.filter) }
          : selection,
        // It was read from JSON, and the command's own table looks at every field.
        params: work.params as { readonly [key: string]: Json },
      };
    }
    case "preset":
      return work;
    case "display": {
      const { displayId, order } = work;
      const { deadlineMs, waitOnlineMs } = order;
      return { type: "display", displayId, order: displayOrderOf(order), deadlineMs, waitOnlineMs };
    }
  }
}

/** A schedule. */
export function scheduleBody(view: ScheduleView): Schedule {
  return {
    id: view.id,
    name: view.name,
    enabled: view.enabled,
    cron: view.cron,
    timeZone: view.timeZone,
    work: workBody(view.work),
    missed: view.missed,
    maxLatenessMs: view.maxLatenessMs,
    rights: [...view.rights],
    orderedBy: { ...view.orderedBy },
    createdAt: isoTime(view.createdAt),
    ...editedBody(view),
    nextRunAt: isoTimeOrNull(view.nextRunAt),
    lastRun: view.lastRun && runSummaryBody(view.lastRun),
  };
}

function workBody(work: Work): ScheduleDraft["work"] {
  if (work.type !== "display") return ScheduleWork.parse(work);
  const { type, displayId, order: { action, params }, deadlineMs, waitOnlineMs } = work;
  const order = { action, ...params, deadlineMs, waitOnlineMs };
  return ScheduleWork.parse({ type, displayId, order });
}

/** One run of a schedule. */
export function runBody(run: RunFacts): ScheduleRun {
  const targets = run.targets.map((each) => ({ ...each, target: { ...each.target } }));
  return { ...runSummaryBody(run), targets };
}

/** The same without its targets, which may be a thousand. */
export function runSummaryBody(run: RunFacts): ScheduleRunSummary {
  return {
    id: run.id,
    scheduleId: run.scheduleId,
    scheduleName: run.scheduleName,
    trigger: run.trigger,
    dueAt: isoTime(run.dueAt),
    startedAt: isoTimeOrNull(run.startedAt),
    endedAt: isoTimeOrNull(run.endedAt),
    state: run.state,
    reason: run.reason,
    orderedBy: run.orderedBy && { ...run.orderedBy },
    executionId: run.executionId,
    rotationId: run.rotationId,
    counts: { ...run.counts },
  };
}

/** A backup of keys, as the event stream tells it. */
export function storedBackupBody(backup: NewBackup): Omit<Backup, "id"> {
  const { serverId, container, file, at, source, commandId } = backup;
  return { serverId, container, file, at: isoTime(at), source, commandId };
}

/** A backup of keys, as the list has it. */
export function backupBody(backup: BackupFacts): Backup {
  return { id: backup.id, ...storedBackupBody(backup) };
}

/** A scheduled backup that did not come. */
export function missedBackupBody({ dueAt, ...rest }: MissedBackup) {
  return { ...rest, dueAt: isoTime(dueAt) };
}
