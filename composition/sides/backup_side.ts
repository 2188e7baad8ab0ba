import { join } from "node:path";
import type {
  HostBackupPlan,
  HostBackupPort,
  HostBackupsMessage,
} from "../../actors/host_backups/messages.ts";
import type { ActorRef, ActorSystem } from "../../actors/kernel/mod.ts";
import type { CronRules } from "../../actors/schedules/messages.ts";
import { startHostBackups } from "../../actors/tree.ts";
import { cronerRules } from "../../adapters/cron/croner_rules.ts";
import {
  listBackups,
  openBackup,
  pruneBackups,
} from "../../adapters/host_backups/backup_folder.ts";
import { removeCutOffCopy } from "../../adapters/host_backups/make_backup.ts";
import type { HostBackupFiles } from "../../adapters/http/dependencies.ts";
import type { BackupSetting } from "../../command_line/settings/backup.ts";
import type { FileSettings } from "../../command_line/settings/file_settings.ts";
import manifest from "../../deno.json" with { type: "json" };
import { BackupThread } from "../threads/backup_thread.ts";

/** A week at one a day. */
const DEFAULT_KEEP = 7;

/** Backups of the control host itself, as its parts see them. */
export interface BackupSide {
  readonly hostBackups: ActorRef<HostBackupsMessage>;
  readonly files: HostBackupFiles;
  /** What the config file says from now on. Throws as {@link openBackupSide} rejects, and changes nothing then. */
  reconfigure(lists: FileSettings): void;
  /** Gives up what is being made. */
  close(): void;
}

/** What they stand on. */
export interface BackupSideParts {
  readonly system: ActorSystem;
  /** Undefined: there is no config file. */
  readonly configPath: string | undefined;
  readonly warmUpMs: number | undefined;
  /** Default: a real one. */
  readonly thread?: BackupThread;
}

/**
 * Starts what looks after backups, and removes the copy of the database that one has left which was cut off.
 *
 * Rejects where the config file's schedule is none; the message names the key.
 */
export async function openBackupSide(
  settings: FileSettings & { readonly dataDir: string },
  { system, configPath, warmUpMs, thread = new BackupThread() }: BackupSideParts,
): Promise<BackupSide> {
  const cron = cronerRules();
  const { dataDir } = settings;
  await removeCutOffCopy(dataDir);
  const plan = { current: planOf(settings.backup, cron) };
  let setting = settings.backup ?? {};
  const folder = () => setting.folder ?? join(dataDir, "backups");
  const port: HostBackupPort = {
    folder,
    make(given, onProgress) {
      const passphrase = given ?? { file: setting.passphraseFile ?? "" };
      const { version } = manifest;
      const where = { dataDir, configPath: configPath ?? null, folder: folder() };
      return thread.make({ ...where, passphrase, version }, onProgress);
    },
    list: () => listBackups(folder()),
    prune: (keep) => pruneBackups(folder(), keep),
  };
  const hostBackups = startHostBackups(system, { port, cron, plan, warmUpMs });
  return {
    hostBackups,
    files: { open: (name) => openBackup(folder(), name) },
    reconfigure({ backup = {} }) {
      const next = planOf(backup, cron);
      setting = backup;
      hostBackups.tell({ type: "configureHostBackups", plan: next });
    },
    close: () => thread.close(),
  };
}

function planOf(setting: BackupSetting | undefined, rules: CronRules): HostBackupPlan {
  const { cron, keep = DEFAULT_KEEP, passphraseFile } = setting ?? {};
  const hasPassphrase = passphraseFile !== undefined;
  if (cron === undefined) return { schedule: null, keep, hasPassphrase };
  const timeZone = setting?.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const problem = rules.problem(cron, timeZone);
  if (problem) throw new Error(`backup.${problem.field} of the config file ${problem.rule}.`);
  return { schedule: { cron, timeZone }, keep, hasPassphrase };
}
