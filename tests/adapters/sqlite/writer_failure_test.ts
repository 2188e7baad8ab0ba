import assert from "node:assert/strict";
import { join } from "node:path";
import { openForWriting } from "../../../adapters/sqlite/connection.ts";
import { openDatabase } from "../../../adapters/sqlite/open_database.ts";
import type { Database } from "../../../adapters/sqlite/open_database.ts";
import { StorageError } from "../../../actors/storage_error.ts";
import { sampleCommand, samplePreset } from "../../support/stores/store_samples.ts";
import { withDataDir } from "./with_data_dir.ts";

const REAL = new URL("../../../adapters/sqlite/writer/writer_worker.ts", import.meta.url);
const UNOPENABLE = new URL("./unopenable_worker.ts", import.meta.url);
const FAULTY = new URL("./faulty_worker.ts", import.meta.url);

Deno.test("commit() rejects what waits when the writing thread dies, and the next one works", () =>
  withDataDir(async (dataDir) => {
    const urls = [FAULTY, REAL];
    const spawnWriter = () => new Worker(urls.shift() ?? REAL, { type: "module" });
    const database = await openDatabase({ dataDir, spawnWriter });
    const outcomes = await Promise.allSettled(
      ["cmd_1", "cmd_2", "cmd_3"].map((id) => add(database, id)),
    );
    for (const outcome of outcomes) {
      assert.equal(outcome.status, "rejected");
      assert.ok(outcome.reason instanceof StorageError && outcome.reason.reason === "failed");
      assert.match(outcome.reason.message, /killed by the test/);
    }
    await add(database, "cmd_4");
    assert.deepEqual(database.ledger.unfinished().map(({ id }) => id), ["cmd_4"]);
    assert.equal(urls.length, 0);
    await database.close();
  }));

Deno.test("commit() rejects when the thread cannot be started again, and works once it can", () =>
  withDataDir(async (dataDir) => {
    const urls = [FAULTY, UNOPENABLE, REAL];
    const spawnWriter = () => new Worker(urls.shift() ?? REAL, { type: "module" });
    const database = await openDatabase({ dataDir, spawnWriter });
    await assert.rejects(add(database, "cmd_1"), StorageError);
    await assert.rejects(add(database, "cmd_2"), /no file today/);
    await add(database, "cmd_3");
    await database.close();
  }));

Deno.test("commit() rejects with full when the space is used up, and works once there is some", () =>
  withDataDir(async (dataDir) => {
    const database = await openDatabase({ dataDir, maxBytes: 600_000 });
    const big = (id: number) => ({
      ...samplePreset(id, []),
      commands: [{ displayId: 1, command: "x".repeat(50_000), offsetMs: 0 }],
    });
    let id = 0;
    await assert.rejects(
      async () => {
        while (id < 100) {
          await database.presets.commit([{ type: "presetSaved", preset: big(++id) }]);
        }
      },
      (error) => error instanceof StorageError && error.reason === "full",
    );
    assert.equal(
      database.presets.presets().length,
      id - 1,
      "reading goes on, nothing half-written",
    );
    await database.presets.commit([{ type: "presetRemoved", id: 1 }]);
    await database.presets.commit([{ type: "presetSaved", preset: big(id) }]);
    await database.close();
  }));

Deno.test("commit() leaves the loop turning while it waits for another process to finish writing", () =>
  withDataDir(async (dataDir) => {
    const database = await openDatabase({ dataDir });
    const other = openForWriting(join(dataDir, "signalbox.db"));
    other.exec("BEGIN IMMEDIATE");
    let settled = false;
    const commit = add(database, "cmd_1").finally(() => settled = true);
    // On this thread the wait would last the whole busy time-out, and end in a refusal.
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 1));
    assert.equal(settled, false);
    assert.equal(database.ledger.command("cmd_1"), undefined);
    other.exec("COMMIT");
    other.close();
    await commit;
    assert.ok(database.ledger.command("cmd_1"));
    await database.close();
  }));

function add(database: Database, id: string): Promise<void> {
  return database.ledger.commit([{ type: "commandAdded", command: sampleCommand(id) }]);
}
