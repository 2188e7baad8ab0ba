import { backupProblem } from "../adapters/host_backups/backup_problem.ts";
import { makeBackup } from "../adapters/host_backups/make_backup.ts";
import { readPassphrase } from "../adapters/host_backups/passphrase.ts";
import { saveDownload } from "../adapters/host_backups/save_download.ts";
import { restoreBackup } from "../adapters/host_backups/restore_backup.ts";
import { MIGRATIONS } from "../adapters/sqlite/migrations.ts";
import type { BackupHost } from "../command_line/backup_host.ts";
import manifest from "../deno.json" with { type: "json" };

/** Backups on the disk itself, for the command line. */
export const backupTools: BackupHost = {
  readPassphrase: (path) => readPassphrase(path),
  make: (order, onProgress) => makeBackup({ ...order, version: manifest.version }, onProgress),
  restore: (order, onProgress) =>
    restoreBackup({ ...order, newestSchema: MIGRATIONS.length }, onProgress),
  saveDownload: (download, onProgress) => saveDownload(download, onProgress),
  reasonOf: (cause) => backupProblem(cause).reason,
};
