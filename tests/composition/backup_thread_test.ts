import assert from "node:assert/strict";
import { join } from "node:path";
import { BackupThread } from "../../composition/threads/backup_thread.ts";
import type { BackupThreadOrder } from "../../composition/threads/backup_worker.ts";
import { withFolder } from "../adapters/host_backups/data_folders.ts";

const faulty = () =>
  new Worker(new URL("./faulty_backup_worker.ts", import.meta.url), { type: "module" });

const orderFor = (folder: string, dataDir = folder): BackupThreadOrder => ({
  dataDir,
  configPath: null,
  folder,
  passphrase: "correct horse battery",
  version: "9.8.7",
});

Deno.test("BackupThread.make() rejects when its thread dies, and starts another for the next", async () => {
  const thread = new BackupThread(faulty);
  for (let turn = 0; turn < 2; turn++) {
    await assert.rejects(thread.make(orderFor("die"), () => {}), /has died: .*it died/);
  }
});

Deno.test("BackupThread.close() gives up what is being made; one is made at a time", async () => {
  const thread = new BackupThread(faulty);
  const begun = Promise.withResolvers<void>();
  const making = thread.make(orderFor("hang"), () => begun.resolve());
  const rejected = assert.rejects(making, /The control host has stopped\./);
  await begun.promise;
  await assert.rejects(thread.make(orderFor("hang"), () => {}), /Another backup is being made\./);
  thread.close();
  await rejected;
});

Deno.test("BackupThread.make() hands on why there is no backup, in the words of the disk", () =>
  withFolder(async (folder) => {
    const thread = new BackupThread();
    const missing = { ...orderFor(folder), passphrase: { file: join(folder, "no-such-file") } };
    await assert.rejects(
      thread.make(missing, () => {}),
      /no-such-file cannot be read: NotFound\.$/,
    );
    const nowhere = orderFor(folder, join(folder, "no-data"));
    await assert.rejects(thread.make(nowhere, () => {}), /^Error: There is no data of a control/);
    await Deno.writeTextFile(join(folder, "short"), "short\n");
    const short = { ...orderFor(folder), passphrase: { file: join(folder, "short") } };
    await assert.rejects(thread.make(short, () => {}), /must hold one line of at least 12/);
  }));
