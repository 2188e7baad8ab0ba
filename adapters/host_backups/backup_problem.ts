import type { HostBackupFault } from "../../protocols/api/host_backup.ts";

/** Why a backup cannot be made or restored; the message says it in English, to its reader. */
export class BackupProblem extends Error {
  constructor(readonly reason: HostBackupFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "BackupProblem";
  }
}

/** SQLite's SQLITE_FULL. */
const DATABASE_FULL = 13;

/** What the machine has refused, as a {@link BackupProblem}. */
export function backupProblem(cause: unknown): BackupProblem {
  if (cause instanceof BackupProblem) return cause;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const sqlite = cause instanceof Error && "errcode" in cause ? cause.errcode : undefined;
  const isFull = code === "ENOSPC" || code === "EDQUOT" || sqlite === DATABASE_FULL;
  const reason = isFull ? "full" : "failed";
  const detail = isFull
    ? "There is no space left on the disk."
    : cause instanceof Error
    ? cause.message
    : String(cause);
  return new BackupProblem(reason, detail, { cause });
}
