import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { MIGRATIONS } from "../../../adapters/sqlite/schemas/migrations.ts";
import { openDatabase, openDatabaseShared } from "../../../adapters/sqlite/open_database.ts";
import { StorageError } from "../../../actors/storage_error.ts";
import { sampleCommand, sampleDisplay, sampleToken } from "../../support/stores/store_samples.ts";
import { withDataDir } from "./with_data_dir.ts";

Deno.test("openDatabase() makes folder and file for the owner alone", () =>
  withDataDir(async (root) => {
    const dataDir = join(root, "deep", "data");
    const database = await openDatabase({ dataDir });
    await database.ledger.commit([{ type: "commandAdded", command: sampleCommand("cmd_1") }]);
    const mode = (path: string) => (Deno.statSync(path).mode ?? 0) & 0o777;
    if (Deno.build.os !== "windows") {
      assert.equal(mode(dataDir), 0o700);
      for (const name of ["signalbox.db", "signalbox.db-wal", "signalbox.lock"]) {
        assert.equal(mode(join(dataDir, name)), 0o600, name);
      }
    }
    await database.close();
  }));

Deno.test("openDatabase() gives everything back after close(), in one whole file", () =>
  withDataDir(async (dataDir) => {
    const first = await openDatabase({ dataDir });
    const id = first.displays.nextDisplayId();
    await first.displays.commit([{ type: "displaySaved", display: sampleDisplay(id) }]);
    await first.displays.commit([{ type: "displayRemoved", id, into: null }]);
    // Not awaited: close() finishes what was asked for.
    const last = first.ledger.commit([{ type: "commandAdded", command: sampleCommand("cmd_1") }]);
    await first.close();
    await last;
    await first.close();
    assert.deepEqual([...Deno.readDirSync(dataDir)].map(({ name }) => name).sort(), [
      "signalbox.db",
      "signalbox.lock",
    ]);
    const second = await openDatabase({ dataDir });
    assert.deepEqual(second.ledger.command("cmd_1"), sampleCommand("cmd_1"));
    assert.equal(
      second.displays.nextDisplayId(),
      id + 1,
      "a removed display's id is not used again",
    );
    await second.close();
  }));

Deno.test("commit() rejects with StorageError when the database is closed", () =>
  withDataDir(async (dataDir) => {
    const database = await openDatabase({ dataDir });
    await database.close();
    await assert.rejects(database.ledger.commit([]), StorageError);
  }));

Deno.test("openDatabase() refuses a folder that another control host has, and names it", () =>
  withDataDir(async (dataDir) => {
    const host = await openDatabase({ dataDir });
    await assert.rejects(
      openDatabase({ dataDir }),
      (error) => error instanceof StorageError && error.message.includes(dataDir),
    );
    await host.ledger.commit([{ type: "commandAdded", command: sampleCommand("cmd_1") }]);
    await host.close();
    await (await openDatabase({ dataDir })).close();
  }));

Deno.test("openDatabaseShared() adds a token while the host runs, and the host sees it", () =>
  withDataDir(async (dataDir) => {
    const host = await openDatabase({ dataDir });
    const shared = await openDatabaseShared({ dataDir });
    await Promise.all([
      shared.access.commit([{ type: "tokenSaved", token: sampleToken("tok_1") }]),
      host.ledger.commit([{ type: "commandAdded", command: sampleCommand("cmd_1") }]),
    ]);
    await shared.close();
    assert.deepEqual(host.access.tokens(), [sampleToken("tok_1")]);
    assert.ok(host.ledger.command("cmd_1"));
    await host.close();
  }));

Deno.test("openDatabaseShared() makes a new database, and leaves the folder to a host", () =>
  withDataDir(async (dataDir) => {
    const shared = await openDatabaseShared({ dataDir });
    const host = await openDatabase({ dataDir });
    await shared.access.commit([{ type: "tokenSaved", token: sampleToken("tok_1") }]);
    assert.equal(host.access.tokens().length, 1);
    await host.close();
    await shared.close();
  }));

Deno.test("openDatabaseShared() refuses when a running host has an older schema", () =>
  withDataDir(async (dataDir) => {
    const host = await openDatabase({ dataDir });
    setVersion(dataDir, MIGRATIONS.length - 1);
    await assert.rejects(openDatabaseShared({ dataDir }), /older version/);
    await host.close();
  }));

Deno.test("openDatabase() brings an empty file of version 0 to the newest schema", () =>
  withDataDir(async (dataDir) => {
    setVersion(dataDir, 0);
    await (await openDatabase({ dataDir })).close();
    const file = new DatabaseSync(join(dataDir, "signalbox.db"));
    assert.equal(file.prepare("PRAGMA user_version").get()?.user_version, MIGRATIONS.length);
    assert.equal(file.prepare("PRAGMA integrity_check").get()?.integrity_check, "ok");
    file.close();
  }));

Deno.test("openDatabase() brings a file of version 6 to the newest schema, and keeps what an older one had", () =>
  withDataDir(async (dataDir) => {
    const path = join(dataDir, "signalbox.db");
    const file = new DatabaseSync(path);
    for (const step of MIGRATIONS.slice(0, 6)) file.exec(step);
    file.exec(
      "INSERT INTO meta (key, value) VALUES ('last_camera_id', 7); PRAGMA user_version = 6",
    );
    file.close();
    const { presence, cameras, close } = await openDatabase({ dataDir });
    assert.deepEqual([presence.members(), presence.aliveAt(), cameras.nextCameraId()], [
      [],
      null,
      8,
    ]);
    await presence.commit([{ type: "aliveNoted", at: 5 }]);
    assert.equal(presence.aliveAt(), 5);
    await close();
  }));

Deno.test("openDatabase() refuses a database that a newer version wrote, and changes nothing", () =>
  withDataDir(async (dataDir) => {
    setVersion(dataDir, MIGRATIONS.length + 1);
    await assert.rejects(openDatabase({ dataDir }), /newer Signalbox/);
    // Refused again, by the same reason and not by a lock left behind.
    await assert.rejects(openDatabase({ dataDir }), /newer Signalbox/);
  }));

Deno.test("openDatabase() says in plain words when the file is no database", () =>
  withDataDir(async (dataDir) => {
    await Deno.writeTextFile(join(dataDir, "signalbox.db"), "not a database ".repeat(100));
    await assert.rejects(
      openDatabase({ dataDir }),
      (error) => error instanceof StorageError && /is not a database/.test(error.message),
    );
  }));

Deno.test("openDatabase() says in plain words when the folder is a file", () =>
  withDataDir(async (root) => {
    const dataDir = join(root, "file");
    await Deno.writeTextFile(dataDir, "");
    await assert.rejects(
      openDatabase({ dataDir }),
      (error) => error instanceof StorageError && error.message.includes(dataDir),
    );
  }));

function setVersion(dataDir: string, version: number): void {
  const file = new DatabaseSync(join(dataDir, "signalbox.db"));
  file.exec(`PRAGMA user_version = ${version}`);
  file.close();
}
