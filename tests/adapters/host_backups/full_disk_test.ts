import assert from "node:assert/strict";
import { join } from "node:path";
import { BackupProblem } from "../../../adapters/host_backups/backup_problem.ts";
import { makeBackup } from "../../../adapters/host_backups/make_backup.ts";
import { restoreBackup } from "../../../adapters/host_backups/restore_backup.ts";
import { MIGRATIONS } from "../../../adapters/sqlite/schemas/migrations.ts";
import { missingSmallDisk, withSmallDisk } from "../../support/machine/small_disk.ts";
import { needing } from "../../support/machine/system_needs.ts";
import { filesIn, fillDataFolder, orderIn, PASSPHRASE, withFolder } from "./data_folders.ts";

const missing = await missingSmallDisk();

const isFull = (error: unknown) => {
  assert.ok(error instanceof BackupProblem, String(error));
  assert.deepEqual([error.reason, error.message], ["full", "There is no space left on the disk."]);
  return true;
};

Deno.test({
  ...needing(
    "makeBackup() and restoreBackup() say that the disk is full, and leave nothing on it",
    missing,
  ),
  fn: () =>
    withFolder((folder) =>
      withSmallDisk("8k", async (small) => {
        await fillDataFolder(join(folder, "data"));
        const onSmall = orderIn(folder, { folder: join(small, "b") });
        await assert.rejects(makeBackup(onSmall), isFull);
        assert.deepEqual(await filesIn(small), []);
        const { name } = await makeBackup(orderIn(folder));
        const order = { file: join(folder, "backups", name), passphrase: PASSPHRASE };
        const restoring = restoreBackup({
          ...order,
          dataDir: join(small, "again"),
          newestSchema: MIGRATIONS.length,
        });
        await assert.rejects(restoring, isFull);
        assert.deepEqual(await filesIn(small), []);
      })
    ),
});
