import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { readOldKeys } from "../../../adapters/moving_in/key_files.ts";
import { MovingInProblem } from "../../../adapters/moving_in/moving_in_problem.ts";
import { readOldDatabase } from "../../../adapters/moving_in/old_database.ts";
import { kindOf, readConfigText } from "../../../adapters/moving_in/old_files.ts";
import { runOldServer } from "../../support/moving_in/old_display_server.ts";
import { writeOldKeys } from "../../support/moving_in/old_site.ts";
import { inFolder } from "../../support/machine/in_folder.ts";

const UNIX = Deno.build.os !== "windows";
const LONG = Deno.env.get("SIGNALBOX_TEST_LONG") === "1";

function faultOf(reading: Promise<unknown>): Promise<string> {
  return reading.then(() => "none", (cause) => {
    assert.ok(cause instanceof MovingInProblem, String(cause));
    return cause.fault;
  });
}

Deno.test("readOldDatabase() reads the log that lies beside the file when a link to the file is named", () =>
  inFolder(async (folder) => {
    await Deno.mkdir(join(folder, "old"));
    const stop = runOldServer(join(folder, "old", "ue_cms.db"));
    try {
      await Deno.symlink(join("old", "ue_cms.db"), join(folder, "link.db"));
      const { clients } = await readOldDatabase(join(folder, "link.db"));
      assert.equal(clients.length, 3);
    } finally {
      stop();
    }
  }));

Deno.test({
  name: "what is no plain file is refused unopened, as itself and in the place of a log",
  ignore: !UNIX,
  fn: () =>
    inFolder(async (folder) => {
      const at = (name: string) => join(folder, name);
      const made = await new Deno.Command("mkfifo", { args: [at("pipe")] }).output();
      assert.ok(made.success);
      for (const path of [at("pipe"), "/dev/zero"]) {
        for (const read of [kindOf, readConfigText, readOldDatabase]) {
          assert.equal(await faultOf(read(path)), "notFile", `${read.name} ${path}`);
        }
      }
      runOldServer(at("ue_cms.db"))();
      await Deno.symlink("/dev/zero", at("ue_cms.db-wal"));
      assert.equal(await faultOf(readOldDatabase(at("ue_cms.db"))), "notFile");
      await Deno.rename(at("pipe"), at("pipe.json"));
      assert.equal(await faultOf(readOldKeys(folder)), "noKeys");
    }),
});

Deno.test("readConfigText() reads a config that Windows has saved as UTF-16", () =>
  inFolder(async (folder) => {
    const path = join(folder, "syncguard_config.json");
    const text = '{"target_port": 8080}';
    const units = Uint16Array.from(`\ufeff${text}`, (letter) => letter.charCodeAt(0));
    await Deno.writeFile(path, new Uint8Array(units.buffer));
    assert.equal(await readConfigText(path), text);
  }));

Deno.test("readOldDatabase() computes nothing for whoever made the file", () =>
  inFolder(async (folder) => {
    const build = (name: string, sql: string) => {
      const database = new DatabaseSync(join(folder, name));
      database.exec(`PRAGMA ignore_check_constraints = ON; ${sql}`);
      database.close();
      return readOldDatabase(join(folder, name));
    };
    // Some minutes each, if it were computed.
    const slow = "length(hex(zeroblob(400000000 + id))) > 0";
    const many = `INSERT INTO clients (id, name) WITH RECURSIVE n (i) AS
      (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 300) SELECT i, 'Wall-' || i FROM n`;
    const checked = `CREATE TABLE clients (id INTEGER, name TEXT, CHECK (${slow})); ${many}`;
    const { clients } = await build("checked.db", checked);
    assert.equal(clients.length, 300);
    const computed = `CREATE TABLE clients (id INTEGER, name TEXT); ${many};
      ALTER TABLE clients ADD COLUMN x AS (${slow})`;
    assert.equal(await faultOf(build("computed.db", computed)), "otherDatabase");
  }));

Deno.test({
  name: `readOldKeys() reads a folder of 10,000 files${LONG ? "" : " (SIGNALBOX_TEST_LONG)"}`,
  ignore: !LONG,
  fn: (t) =>
    inFolder(async (folder) => {
      await writeOldKeys(folder, 10_000);
      const began = performance.now();
      const { keys, leftOut, others } = await readOldKeys(folder);
      await t.step(`${Math.round(performance.now() - began)} ms`, () => {});
      assert.deepEqual([keys.length, leftOut, others], [10_000, [], 0]);
    }),
});
