import { z } from "zod";
import { Handle, Time } from "./scalars.ts";

/**
 * What a backup's file is called: when it was made, in UTC, and a number where two were made in one second. No name
 * holds more than that: names are listed, logged and copied about.
 */
export const HOST_BACKUP_NAME = /^signalbox-\d{8}T\d{6}Z(?:-\d{1,3})?\.tar\.gz\.age$/;

/** Which backup. */
export const HostBackupPath = z.object({
  name: z.string().regex(HOST_BACKUP_NAME, "must be the name of a backup as it was listed"),
});

/** Shortest passphrase: what a machine makes in three groups of four, and more than anybody tries through scrypt. */
export const MIN_PASSPHRASE_CHARS = 12;

/** How a backup is encrypted. */
export const HostBackupDraft = z.strictObject({
  passphrase: z.string().min(MIN_PASSPHRASE_CHARS).max(1_024).optional().meta({
    description: "Kept nowhere. Without it, what backup.passphraseFile holds.",
  }),
}).meta({ id: "HostBackupDraft", description: "A backup as it is to be made." });

/** A backup in the folder. */
export const HostBackup = z.strictObject({
  name: z.string(),
  bytes: z.int().min(0),
  madeAt: Time,
  verifiedAt: Time.meta({ description: "When it was read back; before that it has another name." }),
}).meta({ id: "HostBackup", description: "A backup of the control host itself." });
export type HostBackup = z.infer<typeof HostBackup>;

/** One that was made, is being made, or could not be made since the control host started. */
export const HostBackupAttempt = z.strictObject({
  id: Handle,
  trigger: z.enum(["asked", "scheduled"]),
  state: z.enum(["running", "made", "failed"]),
  startedAt: Time,
  endedAt: Time.nullable(),
  phase: z.enum(["database", "archive", "verify"]).nullable().meta({
    description: "What is being done: the database copied, the file written, the file read back.",
  }),
  doneBytes: z.int().min(0),
  totalBytes: z.int().min(0).meta({ description: "Of this phase; 0: nobody knows yet." }),
  name: z.string().nullable(),
  bytes: z.int().min(0).nullable(),
  sha256: z.string().nullable().meta({ description: "Of the file, in hexadecimal digits." }),
  reason: z.string().nullable().meta({ description: "Why it failed." }),
}).meta({ id: "HostBackupAttempt", description: "An attempt at a backup." });
export type HostBackupAttempt = z.infer<typeof HostBackupAttempt>;

/** Everything about backups of the control host. */
export const HostBackupReport = z.strictObject({
  folder: z.string(),
  schedule: z.strictObject({
    cron: z.string(),
    timeZone: z.string(),
    nextAt: Time.nullable(),
  }).nullable(),
  keep: z.int().min(1),
  attempts: z.array(HostBackupAttempt).meta({
    description: "Since the control host started, newest first, at most 20.",
  }),
  items: z.array(HostBackup).meta({ description: "What the folder holds, newest first." }),
}).meta({ id: "HostBackupReport", description: "Backups of the control host itself." });
export type HostBackupReport = z.infer<typeof HostBackupReport>;

/** A backup that did not come. */
export const MissedHostBackup = z.strictObject({
  dueAt: Time.nullable().meta({ description: "Null: somebody had asked for it." }),
  reason: z.string(),
}).meta({ id: "MissedHostBackup", description: "A backup of the control host that did not come." });

/**
 * Why a backup cannot be made or restored, for whoever words it:
 * - `passphrase`: it does not open this file, or is none;
 * - `damaged`: the file is cut, changed, or no backup at all;
 * - `newer`: it was made by a newer Signalbox, whose data this one does not understand;
 * - `notEmpty`: the folder to restore into holds something;
 * - `noData`: there is no data of a control host in the folder;
 * - `busy`: another backup of the same folder is being made;
 * - `full`: the disk or a quota is used up;
 * - `failed`: anything else that the machine refused.
 */
export type HostBackupFault =
  | "passphrase"
  | "damaged"
  | "newer"
  | "notEmpty"
  | "noData"
  | "busy"
  | "full"
  | "failed";
