import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { BackupProblem } from "../../../adapters/host_backups/backup_problem.ts";
import { makeBackup } from "../../../adapters/host_backups/make_backup.ts";
import { restoreBackup } from "../../../adapters/host_backups/restore_backup.ts";
import { MIGRATIONS } from "../../../adapters/sqlite/schemas/migrations.ts";
import { fillDataFolder, orderIn, PASSPHRASE } from "../../adapters/host_backups/data_folders.ts";
import { hurt, wounds } from "../attack.ts";
import { inFolder } from "../../support/machine/in_folder.ts";
import type { DecoderFuzzer } from "./decoder_fuzzer.ts";

let made: Promise<Uint8Array> | undefined;

/** A backup of a small data folder, with the cheapest passphrase that age allows; made once. */
function someBackup(): Promise<Uint8Array> {
  return made ??= inFolder(async (folder) => {
    await fillDataFolder(join(folder, "data"));
    const { name } = await makeBackup(orderIn(folder));
    return await Deno.readFile(join(folder, "backups", name));
  });
}

/** Backups that are cut or changed: restored as they were, or refused with a reason and nothing left behind. */
export const BACKUP_FILE: DecoderFuzzer = {
  name: "backup-file",
  property: fc.asyncProperty(
    wounds,
    fc.option(fc.nat(), { nil: null }),
    async (given, end: number | null) => {
      const whole = await someBackup();
      const bytes = hurt(whole, given).subarray(0, end === null ? undefined : end % whole.length);
      await inFolder(async (folder) => {
        const [file, dataDir] = [join(folder, "one.tar.gz.age"), join(folder, "data")];
        await Deno.writeFile(file, bytes);
        const order = { file, dataDir, passphrase: PASSPHRASE, newestSchema: MIGRATIONS.length };
        const outcome = await restoreBackup(order).catch((error: unknown) => error);
        if (!(outcome instanceof Error)) return assert.deepEqual(bytes, whole);
        assert.ok(outcome instanceof BackupProblem, String(outcome));
        await assert.rejects(Deno.stat(dataDir), Deno.errors.NotFound);
      });
    },
  ),
};
