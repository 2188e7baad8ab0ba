import type {
  HostBackupAttempt as AttemptFacts,
  HostBackupFile,
  HostBackupView,
  MissedHostBackup as MissedFacts,
} from "../../../actors/host_backups/messages.ts";
import type {
  HostBackup,
  HostBackupAttempt,
  HostBackupReport,
} from "../../../protocols/api/host_backup.ts";
import { isoTime, isoTimeOrNull } from "./times.ts";

/** Everything about backups, as the API tells it. */
export function reportBody(view: HostBackupView): HostBackupReport {
  const { folder, plan: { schedule, keep }, nextAt, attempts, files } = view;
  return {
    folder,
    schedule: schedule && { ...schedule, nextAt: isoTimeOrNull(nextAt) },
    keep,
    attempts: attempts.map(attemptBody),
    items: files.map(hostBackupBody),
  };
}

/** A backup in the folder. */
export function hostBackupBody(file: HostBackupFile): HostBackup {
  const { name, bytes, madeAt, verifiedAt } = file;
  return { name, bytes, madeAt: isoTime(madeAt), verifiedAt: isoTime(verifiedAt) };
}

/** An attempt at one. */
export function attemptBody(attempt: AttemptFacts): HostBackupAttempt {
  const { id, trigger, startedAt, endedAt, progress, made, reason } = attempt;
  return {
    id,
    trigger,
    state: endedAt === null ? "running" : made === null ? "failed" : "made",
    startedAt: isoTime(startedAt),
    endedAt: isoTimeOrNull(endedAt),
    phase: endedAt === null ? progress.phase : null,
    doneBytes: progress.doneBytes,
    totalBytes: progress.totalBytes,
    name: made?.name ?? null,
    bytes: made?.bytes ?? null,
    sha256: made?.sha256 ?? null,
    reason,
  };
}

/** One that did not come. */
export function missedHostBackupBody({ dueAt, reason }: MissedFacts) {
  return { dueAt: isoTimeOrNull(dueAt), reason };
}
