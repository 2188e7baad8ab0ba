import assert from "node:assert/strict";
import { join } from "node:path";
import { listBackups } from "../../../adapters/host_backups/backup_folder.ts";
import { makeBackup, removeCutOffCopy } from "../../../adapters/host_backups/make_backup.ts";
import { EntryProcess, START_MS } from "../../support/processes/entry_process.ts";
import { filesIn, fillDataFolder, orderIn, withFolder } from "./data_folders.ts";

for (const phase of ["archive", "verify"]) {
  Deno.test(`makeBackup() leaves nothing under a backup's name when it is killed in phase ${phase}`, () =>
    withFolder(async (folder) => {
      await fillDataFolder(join(folder, "data"));
      const entry = new URL("./backup_entry.ts", import.meta.url);
      const child = new EntryProcess(entry, { ...orderIn(folder), phase });
      await child.log.find((line) => line === `in ${phase}`, START_MS);
      await child.end("SIGKILL");
      assert.deepEqual(await listBackups(join(folder, "backups")), []);
      const [half] = await filesIn(join(folder, "backups"));
      assert.match(half ?? "", /^\.unfinished-signalbox-/);
      const { name } = await makeBackup(orderIn(folder));
      assert.deepEqual(await filesIn(join(folder, "backups")), [name]);
      const left = (await filesIn(join(folder, "data"))).filter((file) =>
        file.startsWith(".backup")
      );
      assert.deepEqual(left, []);
    }));
}

Deno.test("removeCutOffCopy() removes what a killed backup has left, and nothing of one that is being made", () =>
  withFolder(async (folder) => {
    const dataDir = join(folder, "data");
    const copies = async () =>
      (await filesIn(dataDir)).filter((file) => file.startsWith(".backup"));
    await fillDataFolder(dataDir);
    const entry = new URL("./backup_entry.ts", import.meta.url);
    const child = new EntryProcess(entry, { ...orderIn(folder), phase: "archive" });
    await child.log.find((line) => line === "in archive", START_MS);
    await removeCutOffCopy(dataDir);
    assert.notDeepEqual(await copies(), []);
    await child.end("SIGKILL");
    await removeCutOffCopy(dataDir);
    assert.deepEqual(await copies(), []);
    await removeCutOffCopy(dataDir);
    await makeBackup(orderIn(folder));
  }));
