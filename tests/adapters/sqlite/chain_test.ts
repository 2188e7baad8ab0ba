import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import {
  type Database,
  openDatabase,
  openDatabaseShared,
} from "../../../adapters/sqlite/open_database.ts";
import { sampleLine } from "../../support/samples/audit_samples.ts";
import { AT, sampleCommand } from "../../support/stores/store_samples.ts";
import { examined, faultsOf, tamper } from "./examined.ts";
import { withDataDir } from "./with_data_dir.ts";

const ROWS = 12;

/** A folder with {@link ROWS} rows in each chain. */
async function fill({ audit, ledger }: Database): Promise<void> {
  for (let n = 1; n <= ROWS; n++) {
    const at = AT + n;
    const command = { ...sampleCommand(`cmd_${n}`), createdAt: at, updatedAt: at };
    await ledger.commit([{ type: "commandAdded", command }]);
    await audit.commit([sampleLine({ key: n }, { at })]);
  }
}

function withChains(run: (dataDir: string) => void | Promise<void>): Promise<void> {
  return withDataDir(async (dataDir) => {
    const database = await openDatabase({ dataDir });
    await fill(database);
    await database.close();
    await run(dataDir);
  });
}

Deno.test("commit() chains each row to the one before, as anybody can work out", () =>
  withChains((dataDir) => {
    const file = new DatabaseSync(join(dataDir, "signalbox.db"), { readOnly: true });
    const rows = file.prepare("SELECT * FROM command_events ORDER BY sequence").all();
    const head = file.prepare("SELECT * FROM chain_heads WHERE chain = 'commands'").get();
    file.close();
    let previous = "0".repeat(64);
    for (const { sequence, command_id, at, state, reason, result, previous_hash, hash } of rows) {
      assert.equal(previous_hash, previous);
      const text = JSON.stringify([sequence, command_id, at, state, reason, result]);
      previous = createHash("sha256").update(`${previous}\n${text}`).digest("hex");
      assert.equal(hash, previous);
    }
    assert.deepEqual([head?.sequence, head?.hash], [ROWS, previous]);
  }));

Deno.test("TrailExamination finds chains sound that were written by several, and beside whoever writes", () =>
  withDataDir(async (dataDir) => {
    const host = await openDatabase({ dataDir });
    await fill(host);
    const beside = await openDatabaseShared({ dataDir });
    await beside.audit.commit([sampleLine()]);
    await host.audit.commit([sampleLine()]);
    await beside.close();
    assert.deepEqual(
      examined(dataDir).map(({ chain, rows, totalRows, firstSequence, fault }) => [
        chain,
        rows,
        totalRows,
        firstSequence,
        fault,
      ]),
      [["audit", ROWS + 2, ROWS + 2, 1, null], ["commands", ROWS, ROWS, 1, null]],
    );
    await host.close();
  }));

Deno.test("prune() keeps an anchor from which the rest is proved, also when nothing is left", () =>
  withDataDir(async (dataDir) => {
    const database = await openDatabase({ dataDir });
    await fill(database);
    const { audit, ledger } = database;
    await audit.prune({ before: AT + 5, keep: 100, atMost: 100 });
    await ledger.commit([{ type: "historyPruned", before: AT + 5, atMost: 100 }]);
    const some = examined(dataDir).map(({ firstSequence, anchors, fault }) =>
      [firstSequence, anchors, fault] as const
    );
    assert.deepEqual(some, [[5, 1, null], [5, 1, null]]);
    await audit.prune({ before: AT + 100, keep: 100, atMost: 100 });
    await ledger.commit([{ type: "historyPruned", before: AT + 100, atMost: 100 }]);
    assert.deepEqual(examined(dataDir).map(({ rows, fault }) => [rows, fault]), [[0, null], [
      0,
      null,
    ]]);
    await audit.commit([sampleLine()]);
    assert.deepEqual(examined(dataDir).map(({ firstSequence }) => firstSequence), [ROWS + 1, null]);
    assert.deepEqual(faultsOf(dataDir), [null, null]);
    await database.close();
  }));

const TABLES = [["audit", "subject_name", 0], ["command_events", "reason", 1]] as const;

Deno.test("TrailExamination names any single change, deletion, swap or insertion", () =>
  withChains(async (dataDir) => {
    const path = join(dataDir, "signalbox.db");
    const clean = join(dataDir, "clean.db");
    await copyFile(path, clean);
    const deed = fc.record({
      table: fc.constantFrom(...TABLES),
      place: fc.integer({ min: 1, max: ROWS - 1 }),
      how: fc.constantFrom("change", "delete", "swap", "insert", "unhash"),
    });
    await fc.assert(
      fc.asyncProperty(deed, async ({ table: [table, column, index], place, how }) => {
        await copyFile(clean, path);
        const next = place + 1;
        const deeds = {
          change: `UPDATE ${table} SET ${column} = 'other' WHERE sequence = ${place}`,
          delete: `DELETE FROM ${table} WHERE sequence = ${place}`,
          swap: `UPDATE ${table} SET sequence = -1 WHERE sequence = ${place};
            UPDATE ${table} SET sequence = ${place} WHERE sequence = ${next};
            UPDATE ${table} SET sequence = ${next} WHERE sequence = -1`,
          insert: `UPDATE ${table} SET sequence = -sequence WHERE sequence > ${place};
            CREATE TEMP TABLE copied AS SELECT * FROM ${table} WHERE sequence = ${place};
            UPDATE copied SET sequence = ${next};
            INSERT INTO ${table} SELECT * FROM copied;
            UPDATE ${table} SET sequence = 1 - sequence WHERE sequence < 0`,
          unhash: `UPDATE ${table} SET hash = '' WHERE sequence = ${place}`,
        };
        tamper(dataDir, deeds[how]);
        const faults = examined(dataDir).map(({ fault }) => fault);
        assert.equal(faults[1 - index], null);
        const found = faults[index] ?? assert.fail(`${how} at ${place} of ${table} was not found`);
        const names = {
          change: ["changed"],
          delete: ["missing"],
          swap: ["reordered"],
          insert: ["reordered"],
          unhash: ["changed"],
        };
        assert.ok(names[how].includes(found.fault), `${how}: ${JSON.stringify(found)}`);
        assert.ok(Math.abs(found.sequence - place) <= 1, `${how} at ${place}: ${found.sequence}`);
      }),
      { numRuns: 40 },
    );
  }));

Deno.test("TrailExamination finds a cut tail, rows behind the end, and a row without a hash", () =>
  withChains(async (dataDir) => {
    const path = join(dataDir, "signalbox.db");
    const clean = join(dataDir, "clean.db");
    await copyFile(path, clean);
    const insert = (sequence: number, hash: string) =>
      `INSERT INTO command_events VALUES (${sequence}, 'cmd_x', 1, 'sent', NULL, NULL, ${hash}, ${hash})`;
    const deeds: readonly (readonly [sql: string, fault: string])[] = [
      [`DELETE FROM command_events WHERE sequence = ${ROWS}`, "tail"],
      ["DELETE FROM command_events", "tail"],
      ["DELETE FROM command_events WHERE sequence <= 3", "missing"],
      [insert(ROWS + 1, "NULL"), "inserted"],
      [insert(-5, "'ab'"), "anchor"],
      ["UPDATE chain_heads SET hash = 'ab' WHERE chain = 'commands'", "tail"],
    ];
    for (const [sql, fault] of deeds) {
      await copyFile(clean, path);
      tamper(dataDir, sql);
      assert.deepEqual(faultsOf(dataDir), [null, fault], sql);
    }
  }));

Deno.test("TrailExamination finds a chain made anew by the head that was kept elsewhere", () =>
  withDataDir(async (dataDir) => {
    const fillAnew = async (name: string) => {
      const database = await openDatabase({ dataDir });
      await database.audit.commit([sampleLine({ name }), sampleLine()]);
      const heads = database.audit.heads();
      await database.close();
      return heads;
    };
    const kept = await fillAnew("as it was");
    assert.deepEqual(faultsOf(dataDir, kept), [null, null]);
    tamper(
      dataDir,
      "DELETE FROM audit; DELETE FROM chain_heads; DELETE FROM sqlite_sequence",
    );
    await fillAnew("as somebody wants it");
    assert.deepEqual(faultsOf(dataDir), [null, null], "the file alone proves nothing");
    assert.deepEqual(faultsOf(dataDir, kept), ["tail", null]);
  }));

Deno.test("commit() chains any text as it is read again: with a NUL, and with half a character", () =>
  withDataDir(async (dataDir) => {
    const { audit, ledger, ...database } = await openDatabase({ dataDir });
    const texts = [
      "",
      "a\0b",
      "\0",
      "\ud800",
      "x\udc00y",
      "\ufeff한글",
      "\u2028",
      '"\\\n',
      "😀\ud83d",
    ];
    await audit.commit(texts.flatMap((name) => [
      sampleLine({ name }),
      sampleLine({ name: `a\0${name}\ud800` }),
    ]));
    await ledger.commit(texts.flatMap((reason, n) => {
      const command = { ...sampleCommand(`cmd_${n}`), reason };
      const event = { commandId: command.id, at: AT, state: "sent", reason, result: null } as const;
      return [
        { type: "commandAdded", command },
        { type: "commandChanged", command: { ...command, reason: `\udc00${reason}\0b` } },
        { type: "commandNoted", event },
      ] as const;
    }));
    assert.deepEqual(faultsOf(dataDir), [null, null]);
    await database.close();
  }));

Deno.test("commit() adds no event for a command that is not there any more", () =>
  withDataDir(async (dataDir) => {
    const { ledger, ...database } = await openDatabase({ dataDir });
    const command = { ...sampleCommand("cmd_1"), result: { lines: ["one"] } };
    await ledger.commit([
      { type: "commandAdded", command: { ...command, result: null } },
      { type: "commandChanged", command: { ...command, id: "cmd_2" } },
      { type: "commandChanged", command: { ...command, state: "sent", updatedAt: AT + 1 } },
    ]);
    const told = ["cmd_1", "cmd_2"].map((id) =>
      ledger.commandEvents(id).map(({ state, at, result }) => ({ state, at, result }))
    );
    assert.deepEqual(told, [[
      { state: command.state, at: command.updatedAt, result: null },
      { state: "sent", at: AT + 1, result: command.result },
    ], []]);
    assert.deepEqual(faultsOf(dataDir), [null, null]);
    await database.close();
  }));
