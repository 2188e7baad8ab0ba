import { auditLines } from "../actors/audit/audit_line.ts";
import { HOST_CONSOLE } from "../actors/audit/author.ts";
import { backupProblem } from "../adapters/host_backups/backup_problem.ts";
import { makeBackup } from "../adapters/host_backups/make_backup.ts";
import { readPassphrase } from "../adapters/host_backups/passphrase.ts";
import { saveDownload } from "../adapters/host_backups/save_download.ts";
import { restoreBackup } from "../adapters/host_backups/restore_backup.ts";
import { MIGRATIONS } from "../adapters/sqlite/schemas/migrations.ts";
import { openDatabaseShared } from "../adapters/sqlite/open_database.ts";
import type { BackupHost } from "../command_line/host/backup_host.ts";
import manifest from "../deno.json" with { type: "json" };

/** Backups on the disk itself, for the command line. */
export const backupTools: BackupHost = {
  readPassphrase: (path) => readPassphrase(path),
  make: (order, onProgress) => makeBackup({ ...order, version: manifest.version }, onProgress),
  async restore(order, onProgress) {
    const restored = await restoreBackup({ ...order, newestSchema: MIGRATIONS.length }, onProgress);
    // What was restored is whole without its line, and must not be taken for a failure.
    await noteRestored(order.dataDir, restored).catch(() => {});
    return restored;
  },
  saveDownload: (download, onProgress) => saveDownload(download, onProgress),
  reasonOf: (cause) => backupProblem(cause).reason,
};

/** From here on the audit trail goes on in another place, or from an earlier time. */
async function noteRestored(
  dataDir: string,
  { madeAt, version }: { readonly madeAt: number; readonly version: string },
): Promise<void> {
  const database = await openDatabaseShared({ dataDir });
  try {
    const after = { madeAt: new Date(madeAt).toISOString(), version };
    const facts = { kind: "host.restored", key: "host", name: "control host", after } as const;
    await database.audit.commit(auditLines(HOST_CONSOLE, Date.now(), facts));
  } finally {
    await database.close();
  }
}
