import type { Question, Topic } from "../kernel/mod.ts";
import type { Outcome } from "../outcome.ts";

/** A backup in the folder. Times are epoch ms. */
export interface HostBackupFile {
  readonly name: string;
  readonly bytes: number;
  readonly madeAt: number;
  /** When it was read back; only then it was given its name. */
  readonly verifiedAt: number;
}

/** How far one has come. */
export interface HostBackupProgress {
  /** The database is copied, the file is written, the file is read back. */
  readonly phase: "database" | "archive" | "verify";
  readonly doneBytes: number;
  /** Of this phase; 0: nobody knows. */
  readonly totalBytes: number;
}

/** One that has been made. */
export interface MadeHostBackup extends HostBackupFile {
  /** Of the file, in hexadecimal digits. */
  readonly sha256: string;
}

/** What the actor needs of the disk. */
export interface HostBackupPort {
  /** Where backups are put. */
  folder(): string;
  /**
   * Makes one and reads it back. Null: with the configured passphrase. Rejects with an error that says why in words;
   * nothing has a backup's name then.
   */
  make(
    passphrase: string | null,
    onProgress: (progress: HostBackupProgress) => void,
  ): Promise<MadeHostBackup>;
  /** Newest first; none where the folder is not there yet. */
  list(): Promise<readonly HostBackupFile[]>;
  /** Removes all but the newest. */
  prune(keep: number): Promise<void>;
}

/** When backups are made by themselves, and how many are kept. */
export interface HostBackupPlan {
  readonly schedule: { readonly cron: string; readonly timeZone: string } | null;
  /** At least 1; those that were asked for count as well. */
  readonly keep: number;
  /** Whether there is a passphrase for whoever brings none. */
  readonly hasPassphrase: boolean;
}

/** One that was made, is being made, or could not be made since the start. */
export interface HostBackupAttempt {
  readonly id: string;
  readonly trigger: "asked" | "scheduled";
  /** The moment of the schedule; null: somebody has asked. */
  readonly dueAt: number | null;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly progress: HostBackupProgress;
  readonly made: MadeHostBackup | null;
  /** Why it failed. */
  readonly reason: string | null;
}

/** Everything about backups. */
export interface HostBackupView {
  readonly folder: string;
  readonly plan: HostBackupPlan;
  readonly nextAt: number | null;
  /** Newest first. */
  readonly attempts: readonly HostBackupAttempt[];
  readonly files: readonly HostBackupFile[];
}

/** Everything about backups, as it is now. */
export interface ListHostBackups extends Question<HostBackupView> {
  readonly type: "listHostBackups";
}

/** Begins one; answered when it has begun. One is made at a time. */
export interface MakeHostBackup extends Question<Outcome<HostBackupAttempt>> {
  readonly type: "makeHostBackup";
  /** Null: the configured one. */
  readonly passphrase: string | null;
}

/** To the actor that looks after backups of the control host itself. */
export type HostBackupsMessage =
  | ListHostBackups
  | MakeHostBackup
  | { readonly type: "configureHostBackups"; readonly plan: HostBackupPlan }
  | { readonly type: "lookDue" }
  | { readonly type: "foundNewest"; readonly madeAt: number | null }
  | { readonly type: "progressed"; readonly id: string; readonly progress: HostBackupProgress }
  | { readonly type: "made"; readonly id: string; readonly made: MadeHostBackup }
  | { readonly type: "failed"; readonly id: string; readonly reason: string }
  | { readonly type: "ignored" };

/** Published when a backup was made and read back. */
export const hostBackupMade: Topic<HostBackupFile> = { name: "hostBackup.made" };

/** A backup that did not come. */
export interface MissedHostBackup {
  /** Epoch ms; null: somebody had asked for it. */
  readonly dueAt: number | null;
  readonly reason: string;
}

/** Published when a backup has failed, and when its moment has passed while the control host was not running. */
export const hostBackupMissed: Topic<MissedHostBackup> = { name: "hostBackup.missed" };
