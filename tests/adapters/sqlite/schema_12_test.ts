import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { MIGRATIONS } from "../../../adapters/sqlite/schemas/migrations.ts";
import { openDatabase } from "../../../adapters/sqlite/open_database.ts";
import { AT, sampleCommand } from "../../support/stores/store_samples.ts";
import { examined, faultsOf, tamper } from "./examined.ts";
import { withDataDir } from "./with_data_dir.ts";

/** A database of the eleventh schema, with events from `first` to `last`. */
function writeOld(dataDir: string, first: number, last: number): void {
  const file = new DatabaseSync(join(dataDir, "signalbox.db"));
  for (const step of MIGRATIONS.slice(0, 11)) file.exec(step);
  const add = file.prepare(
    "INSERT INTO command_events (sequence, command_id, at, state) VALUES (?, 'cmd_old', ?, 'sent')",
  );
  file.exec("BEGIN");
  for (let sequence = first; sequence <= last; sequence++) add.run(sequence, AT);
  file.exec("COMMIT; PRAGMA user_version = 11");
  file.close();
}

Deno.test("the twelfth schema chains the events that are there, and goes on from them", () =>
  withDataDir(async (dataDir) => {
    // More than are read in one go.
    writeOld(dataDir, 401, 5_900);
    const database = await openDatabase({ dataDir });
    await database.ledger.commit([{ type: "commandAdded", command: sampleCommand("cmd_new") }]);
    await database.close();
    const [, { rows, firstSequence, anchors, head, fault } = assert.fail()] = examined(dataDir);
    assert.deepEqual([rows, firstSequence, anchors, fault], [5_501, 401, 1, null]);
    assert.equal(head.sequence, 5_901);
    tamper(dataDir, "UPDATE command_events SET state = 'completed' WHERE sequence = 500");
    assert.deepEqual(faultsOf(dataDir), [null, "changed"]);
  }));

Deno.test("the twelfth schema begins its chain where no event is left, and in an empty database", () =>
  withDataDir(async (dataDir) => {
    writeOld(dataDir, 1, 3);
    tamper(dataDir, "DELETE FROM command_events");
    const database = await openDatabase({ dataDir });
    await database.ledger.commit([{ type: "commandAdded", command: sampleCommand("cmd_new") }]);
    await database.close();
    const [, { firstSequence, fault } = assert.fail()] = examined(dataDir);
    assert.deepEqual([firstSequence, fault], [4, null]);
  }));
