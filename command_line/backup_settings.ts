import { z } from "zod";
import type { FileSettings } from "./file_settings.ts";
import type { ListProblem } from "./sync_settings.ts";
import type { Texts } from "./texts.ts";

// Linux's PATH_MAX.
const PATH = z.string().min(1).max(4_096);

/** Backups of the control host itself, as the config file says them. What a cron expression is, the start tells. */
export const BackupSetting = z.strictObject({
  cron: z.string().trim().min(1).max(200).optional(),
  /** Default: the machine's own. */
  timeZone: z.string().trim().min(1).max(100).optional(),
  /** Default: `backups` in the data folder. */
  folder: PATH.optional(),
  // Three years at one a day.
  keep: z.int().min(1).max(1_000).optional(),
  passphraseFile: PATH.optional(),
});
export type BackupSetting = z.infer<typeof BackupSetting>;

/** Checks what the section does not show by itself: a schedule that has no passphrase to encrypt with. */
export function checkBackupSettings(
  { backup }: FileSettings,
  texts: Texts,
): readonly ListProblem[] {
  if (backup?.cron === undefined || backup.passphraseFile !== undefined) return [];
  return [{ path: ["backup", "cron"], text: texts.backups.needsPassphraseFile }];
}
