import type { HostBackupAttempt } from "./messages.ts";

/** Attempts that are remembered: three weeks at one a day. What was made is in the folder as well. */
const KEPT_ATTEMPTS = 20;
const ID_RANGE = 0x1_0000_0000;

/** An attempt that has just begun. @param chance 0 <= x < 1 */
export function newAttempt(now: number, dueAt: number | null, chance: number): HostBackupAttempt {
  const random = Math.floor(chance * ID_RANGE).toString(16).padStart(8, "0");
  return {
    id: `bkp_${now}_${random}`,
    trigger: dueAt === null ? "asked" : "scheduled",
    dueAt,
    startedAt: now,
    endedAt: null,
    progress: { phase: "database", doneBytes: 0, totalBytes: 0 },
    made: null,
    reason: null,
  };
}

/** Newest first, the oldest forgotten. */
export function withAttempt(
  attempts: readonly HostBackupAttempt[],
  attempt: HostBackupAttempt,
): readonly HostBackupAttempt[] {
  return [attempt, ...attempts].slice(0, KEPT_ATTEMPTS);
}

/** With changes to one of them. */
export function attemptMoved(
  attempts: readonly HostBackupAttempt[],
  id: string,
  changes: Partial<HostBackupAttempt>,
): readonly HostBackupAttempt[] {
  return attempts.map((attempt) => attempt.id === id ? { ...attempt, ...changes } : attempt);
}
