import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { StorageError } from "../../../actors/storage_error.ts";
import { openForWriting } from "../../../adapters/sqlite/connection.ts";
import { migrate, MIGRATIONS, type Upgrade } from "../../../adapters/sqlite/schemas/migrations.ts";
import { openDatabase } from "../../../adapters/sqlite/open_database.ts";
import { missingSmallDisk, withSmallDisk } from "../../support/machine/small_disk.ts";
import { needing, works } from "../../support/machine/system_needs.ts";
import { columnsIn, databaseIn, rowsIn, versionIn, writeFolder } from "./older_folders.ts";
import { withDataDir } from "./with_data_dir.ts";

const NEWEST = MIGRATIONS.length;
const CONFIG = fileURLToPath(new URL("../../../deno.json", import.meta.url));
const CHILD = fileURLToPath(new URL("./killed_upgrade_child.ts", import.meta.url));

async function upgrade(dataDir: string): Promise<void> {
  await (await openDatabase({ dataDir })).close();
}

for (let version = 1; version < NEWEST; version++) {
  Deno.test(`migrate() brings a folder of schema ${version} up to date, and keeps every row`, () =>
    withDataDir((dataDir) => {
      writeFolder(dataDir, version);
      const columns = columnsIn(dataDir);
      const before = rowsIn(dataDir, columns);
      const file = openForWriting(databaseIn(dataDir));
      migrate(file);
      assert.equal(file.prepare("PRAGMA integrity_check").get()?.integrity_check, "ok");
      file.close();
      assert.equal(versionIn(dataDir), NEWEST);
      assert.deepEqual(rowsIn(dataDir, columns), before);
      return Promise.resolve();
    }));
}

Deno.test("openDatabase() says what it is about to do to an older database, and nothing of one that is up to date", () =>
  withDataDir(async (dataDir) => {
    writeFolder(dataDir, NEWEST - 1);
    const said: unknown[] = [];
    const onUpgrade = ({ from, to }: Upgrade) => said.push({ from, to });
    await (await openDatabase({ dataDir, onUpgrade })).close();
    await (await openDatabase({ dataDir, onUpgrade })).close();
    assert.deepEqual(said, [{ from: NEWEST - 1, to: NEWEST }]);
  }));

/** What was written into the file, and what is said of it. */
const UNUSABLE: Readonly<Record<string, readonly [(dataDir: string) => unknown, RegExp]>> = {
  "a newer version has written": [(dataDir) => {
    writeFolder(dataDir, NEWEST);
    change(dataDir, `PRAGMA user_version = ${NEWEST + 1}`);
  }, /written by a newer Signalbox/],
  "another program has written": [
    (dataDir) => change(dataDir, "CREATE TABLE songs (title TEXT); INSERT INTO songs VALUES ('a')"),
    /is a database of another program/,
  ],
  "another program has written with a version of its own": [
    (dataDir) => change(dataDir, "CREATE TABLE songs (title TEXT); PRAGMA user_version = 3"),
    /is a database of another program/,
  ],
  "is no database": [
    (dataDir) => Deno.writeTextFileSync(databaseIn(dataDir), "not a database ".repeat(300)),
    /is not a database/,
  ],
  "is damaged, and of an older version": [(dataDir) => {
    writeFolder(dataDir, NEWEST - 1);
    const bytes = Deno.readFileSync(databaseIn(dataDir));
    Deno.writeFileSync(databaseIn(dataDir), bytes.fill(0x5a, 8_192, 40_960));
  }, /damaged/],
};

function change(dataDir: string, sql: string): void {
  const file = new DatabaseSync(databaseIn(dataDir));
  file.exec(sql);
  file.close();
}

for (const [what, [write, reason]] of Object.entries(UNUSABLE)) {
  Deno.test(`openDatabase() refuses a file that ${what} in one line, and leaves every byte of it`, () =>
    withDataDir(async (dataDir) => {
      write(dataDir);
      const before = Deno.readFileSync(databaseIn(dataDir));
      await assert.rejects(openDatabase({ dataDir }), (error) => {
        assert.ok(error instanceof StorageError, String(error));
        assert.match(error.message, reason);
        assert.ok(error.message.includes(databaseIn(dataDir)));
        return !error.message.includes("\n");
      });
      assert.deepEqual(Deno.readFileSync(databaseIn(dataDir)), before);
      const names = [...Deno.readDirSync(dataDir)].map(({ name }) => name).sort();
      assert.deepEqual(names.filter((name) => !/-(?:shm|wal)$/.test(name)), [
        "signalbox.db",
        "signalbox.lock",
      ]);
      for (const name of names.filter((name) => name.endsWith("-wal"))) {
        assert.equal(Deno.statSync(`${dataDir}/${name}`).size, 0);
      }
    }));
}

Deno.test("migrate() leaves the version and every row as they were when a step fails", () =>
  withDataDir(async (dataDir) => {
    writeFolder(dataDir, 1);
    const before = rowsIn(dataDir);
    const database = openForWriting(databaseIn(dataDir));
    const steps = [...MIGRATIONS, "CREATE TABLE more (a TEXT); DROP TABLE displays; nonsense"];
    assert.throws(() => migrate(database, steps), /nonsense/);
    database.close();
    assert.equal(versionIn(dataDir), 1);
    assert.deepEqual(rowsIn(dataDir), before);
    await upgrade(dataDir);
    assert.equal(versionIn(dataDir), NEWEST);
  }));

for (const step of [1, NEWEST - 1]) {
  Deno.test(`openDatabase() finds everything as before when an upgrade was killed before step ${step + 1}`, () =>
    withDataDir(async (dataDir) => {
      writeFolder(dataDir, 1);
      const columns = columnsIn(dataDir);
      const before = rowsIn(dataDir, columns);
      const args = ["run", "-A", "--no-check", "--frozen", "--config", CONFIG, CHILD];
      const child = new Deno.Command(Deno.execPath(), { args: [...args, dataDir, String(step)] });
      assert.equal((await child.output()).signal, "SIGKILL");
      assert.equal(versionIn(dataDir), 1);
      assert.deepEqual(rowsIn(dataDir), before);
      await upgrade(dataDir);
      assert.deepEqual([versionIn(dataDir), rowsIn(dataDir, columns)], [NEWEST, before]);
    }));
}

Deno.test({
  ...needing("openDatabase() refuses a folder that can only be read", await missingSmallDisk()),
  fn: () =>
    withSmallDisk("4m", async (dataDir) => {
      writeFolder(dataDir, 1);
      const before = Deno.readFileSync(databaseIn(dataDir));
      assert.ok(works("mount", ["-o", "remount,ro", dataDir]));
      await assert.rejects(openDatabase({ dataDir }), (error) => {
        assert.ok(error instanceof StorageError, String(error));
        assert.match(error.message, /Read-only file system/i);
        return error.message.includes(dataDir);
      });
      assert.deepEqual(Deno.readFileSync(databaseIn(dataDir)), before);
    }),
});
