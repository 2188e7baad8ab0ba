import { z } from "zod";
import type { FileSettings } from "./file_settings.ts";
import type { ListProblem } from "./sync.ts";
import type { Texts } from "../texts/texts.ts";

// Linux's PATH_MAX.
const PATH = z.string().min(1).max(4_096);

/** Backups of the control host itself, as the config file says them. */
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

/** What is wrong with a cron expression in a time zone, in words that go behind the field's name; null: nothing. */
export type FindCronProblem = (
  expression: string,
  timeZone: string,
) => { readonly field: "cron" | "timeZone"; readonly rule: string } | null;

/** Checks what the section does not show by itself: its schedule, and that there is a passphrase to encrypt with. */
export function checkBackupSettings(
  { backup }: FileSettings,
  texts: Texts,
  findCronProblem: FindCronProblem = () => null,
): readonly ListProblem[] {
  if (backup?.cron === undefined) return [];
  if (backup.passphraseFile === undefined) {
    return [{ path: ["backup", "cron"], text: texts.backups.needsPassphraseFile }];
  }
  const { cron, timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone } = backup;
  const problem = findCronProblem(cron, timeZone);
  return problem === null ? [] : [{ path: ["backup", problem.field], text: problem.rule }];
}
