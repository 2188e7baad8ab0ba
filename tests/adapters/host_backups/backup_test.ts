import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { listBackups, pruneBackups } from "../../../adapters/host_backups/backup_folder.ts";
import { BackupProblem } from "../../../adapters/host_backups/backup_problem.ts";
import { makeBackup } from "../../../adapters/host_backups/make_backup.ts";
import { restoreBackup } from "../../../adapters/host_backups/restore_backup.ts";
import { MIGRATIONS } from "../../../adapters/sqlite/schemas/migrations.ts";
import { openDatabase } from "../../../adapters/sqlite/open_database.ts";
import {
  filesIn,
  fillDataFolder,
  orderIn,
  PASSPHRASE,
  SESSION_KEY,
  withFolder,
} from "./data_folders.ts";

const NEWEST = MIGRATIONS.length;

function withBackup(
  test: (folder: string, file: string) => Promise<void>,
): Promise<void> {
  return withFolder(async (folder) => {
    await fillDataFolder(join(folder, "data"));
    await Deno.writeTextFile(join(folder, "site.yaml"), "httpPort: 8001\n");
    const { name } = await makeBackup(orderIn(folder));
    await test(folder, join(folder, "backups", name));
  });
}

const restored = (folder: string, file: string, passphrase = PASSPHRASE, newestSchema = NEWEST) =>
  restoreBackup({ file, passphrase, dataDir: join(folder, "again"), newestSchema });

async function refused(
  work: Promise<unknown>,
  reason: BackupProblem["reason"],
  message?: RegExp,
): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof BackupProblem, String(error));
    assert.equal(error.reason, reason, error.message);
    if (message) assert.match(error.message, message);
    return true;
  });
}

Deno.test("restoreBackup() gives back what makeBackup() took, and nothing else", () =>
  withBackup(async (folder, file) => {
    const { version, files, configPath } = await restored(folder, file);
    const again = join(folder, "again");
    assert.deepEqual([version, files, configPath], ["9.8.7", 4, join(again, "config.yaml")]);
    const names = await filesIn(again);
    assert.deepEqual(names.filter((name) => !name.startsWith("session_keys")), [
      "config.yaml",
      "signalbox.db",
      join("tls", "key.pem"),
    ]);
    assert.equal(await Deno.readTextFile(join(again, "config.yaml")), "httpPort: 8001\n");
    const database = await openDatabase({ dataDir: again });
    assert.deepEqual(database.presets.groups().map(({ id }) => id), [1]);
    const [key] = database.sessionKeys.newest();
    assert.equal(database.sessionKeys.reveal(key?.keyId ?? ""), SESSION_KEY);
    await database.close();
  }));

Deno.test("makeBackup() copies a database while somebody writes to it, whole and at one moment", () =>
  withFolder(async (folder) => {
    await fillDataFolder(join(folder, "data"));
    const database = new DatabaseSync(join(folder, "data", "signalbox.db"));
    database.exec("CREATE TABLE pairs (one INTEGER, other INTEGER)");
    let writing = true;
    let pairs = 0;
    const writer = (async () => {
      while (writing && pairs < 5_000) {
        database.exec(`BEGIN; INSERT INTO pairs VALUES (${pairs}, 0);`);
        database.exec(`UPDATE pairs SET other = one WHERE one = ${pairs++}; COMMIT;`);
        await new Promise((resolve) => setTimeout(resolve));
      }
    })();
    const { name } = await makeBackup(orderIn(folder));
    writing = false;
    await writer;
    database.close();
    await restored(folder, join(folder, "backups", name));
    const copy = new DatabaseSync(join(folder, "again", "signalbox.db"), { readOnly: true });
    const torn = copy.prepare("SELECT count(*) AS n FROM pairs WHERE one <> other").get()?.n;
    copy.close();
    assert.equal(torn, 0);
  }));

Deno.test("a backup shows nothing of what it holds, in its name or its bytes, and only to its owner", () =>
  withBackup(async (folder, file) => {
    const text = new TextDecoder("latin1").decode(await Deno.readFile(file));
    for (const secret of [SESSION_KEY, "a private key", "HOST-1", "signalbox.db", PASSPHRASE]) {
      assert.ok(!text.includes(secret), secret);
    }
    assert.match(text, /^age-encryption\.org\/v1\n-> scrypt /);
    assert.match(file, /signalbox-\d{8}T\d{6}Z\.tar\.gz\.age$/);
    if (Deno.build.os !== "windows") {
      assert.equal(Number((await Deno.stat(file)).mode) & 0o777, 0o600);
      assert.equal(Number((await Deno.stat(join(folder, "backups"))).mode) & 0o777, 0o700);
    }
    const left = (await filesIn(join(folder, "data"))).filter((name) => name.startsWith(".backup"));
    assert.deepEqual(left, []);
  }));

Deno.test("restoreBackup() refuses a wrong passphrase, and leaves nothing behind", () =>
  withBackup(async (folder, file) => {
    await refused(restored(folder, file, "another passphrase"), "passphrase");
    await assert.rejects(Deno.stat(join(folder, "again")), Deno.errors.NotFound);
  }));

Deno.test("restoreBackup() refuses a file that is cut or changed anywhere, and leaves nothing behind", () =>
  withBackup(async (folder, file) => {
    const whole = await Deno.readFile(file);
    const spots = [0, 30, 120, 160, Math.floor(whole.length / 2), whole.length - 1];
    const changed = spots.map((at) => whole.map((byte, place) => place === at ? byte ^ 1 : byte));
    const cut = [0, 20, 150, 200, Math.floor(whole.length / 2), whole.length - 1]
      .map((length) => whole.slice(0, length));
    const longer = new Uint8Array([...whole, 1]);
    await Deno.mkdir(join(folder, "again"));
    for (const bytes of [...changed, ...cut, longer]) {
      await Deno.writeFile(file, bytes);
      await assert.rejects(restored(folder, file), BackupProblem);
      assert.deepEqual(await filesIn(join(folder, "again")), []);
    }
    await Deno.writeTextFile(file, "no backup at all");
    await refused(restored(folder, file), "damaged");
  }));

Deno.test("restoreBackup() refuses a newer schema in one line that names both", () =>
  withBackup(async (folder, file) => {
    const work = restored(folder, file, PASSPHRASE, NEWEST - 1);
    await refused(work, "newer", new RegExp(`9\\.8\\.7 \\(schema ${NEWEST}\\).*${NEWEST - 1}`));
    await assert.rejects(Deno.stat(join(folder, "again")), Deno.errors.NotFound);
  }));

Deno.test("restoreBackup() refuses a folder that is not empty, and leaves it as it was", () =>
  withBackup(async (folder, file) => {
    await Deno.mkdir(join(folder, "again"));
    await Deno.writeTextFile(join(folder, "again", "mine.txt"), "mine");
    await refused(restored(folder, file), "notEmpty", /mine\.txt/);
    assert.deepEqual(await filesIn(join(folder, "again")), ["mine.txt"]);
  }));

Deno.test("restoreBackup() goes over what a killed restore has left", () =>
  withBackup(async (folder, file) => {
    await Deno.mkdir(join(folder, "again", ".restoring"), { recursive: true });
    await Deno.writeTextFile(join(folder, "again", ".restoring", "signalbox.db"), "half");
    assert.equal((await restored(folder, file)).files, 4);
  }));

Deno.test("makeBackup() refuses a folder without data, and makes none", () =>
  withFolder(async (folder) => {
    await refused(makeBackup(orderIn(folder)), "noData");
    assert.deepEqual(await Array.fromAsync(Deno.readDir(folder)), []);
  }));

Deno.test("makeBackup() refuses while another is being made", () =>
  withFolder(async (folder) => {
    await fillDataFolder(join(folder, "data"));
    const both = await Promise.allSettled([
      makeBackup(orderIn(folder)),
      makeBackup(orderIn(folder)),
    ]);
    assert.deepEqual(both.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
    const lost = both.find((each) => each.status === "rejected");
    assert.equal(lost?.reason.reason, "busy");
  }));

Deno.test("makeBackup() removes what a killed one has left", () =>
  withFolder(async (folder) => {
    await fillDataFolder(join(folder, "data"));
    const backups = join(folder, "backups");
    const half = ".unfinished-signalbox-20250101T000000Z.tar.gz.age";
    await Deno.mkdir(backups);
    await Deno.writeTextFile(join(backups, half), "half");
    await Deno.writeTextFile(join(backups, ".unfinished-song"), "mine");
    const { name } = await makeBackup(orderIn(folder));
    assert.deepEqual(await filesIn(backups), [".unfinished-song", name].sort());
  }));

Deno.test("makeBackup() tells how far it has come, to the end of each phase", () =>
  withFolder(async (folder) => {
    await fillDataFolder(join(folder, "data"));
    const last = new Map<string, readonly [number, number]>();
    await makeBackup(orderIn(folder), ({ phase, doneBytes, totalBytes }) => {
      assert.ok((last.get(phase)?.[0] ?? 0) <= doneBytes);
      last.set(phase, [doneBytes, totalBytes]);
    });
    assert.deepEqual([...last.keys()], ["database", "archive", "verify"]);
    for (const phase of ["archive", "verify"]) {
      const [done, total] = last.get(phase) ?? [];
      assert.ok(total !== undefined && total > 0);
      assert.equal(done, total, phase);
    }
  }));

Deno.test("listBackups() tells what is left while older ones are removed", () =>
  withFolder(async (folder) => {
    const [newest = "", ...older] = [9, 8, 7, 6, 5, 4, 3, 2, 1]
      .map((day) => `signalbox-2025010${day}T040000Z.tar.gz.age`);
    for (let round = 0; round < 50; round++) {
      for (const name of [newest, ...older]) await Deno.writeTextFile(join(folder, name), "");
      const removing = pruneBackups(folder, 1);
      const lists = await Promise.all(older.map(() => listBackups(folder)));
      await removing;
      for (const [first] of lists) assert.equal(first?.name, newest);
    }
  }));

Deno.test("pruneBackups() keeps the newest, and leaves other files alone", () =>
  withFolder(async (folder) => {
    const names = [1, 2, 3, 4].map((day) => `signalbox-2025010${day}T040000Z.tar.gz.age`);
    for (const name of [...names, "notes.txt"]) await Deno.writeTextFile(join(folder, name), "");
    await pruneBackups(folder, 2);
    assert.deepEqual(await filesIn(folder), ["notes.txt", ...names.slice(2)]);
    const [newest] = await listBackups(folder);
    assert.equal(newest?.madeAt, Date.parse("2025-01-04T04:00:00Z"));
    assert.deepEqual(await listBackups(join(folder, "nowhere")), []);
  }));
