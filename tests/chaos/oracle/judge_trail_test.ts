import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import { signalbox } from "../../support/processes/project_task.ts";
import { judgeTrail } from "./judge_trail.ts";

Deno.test("judgeTrail() finds nothing in a trail as it was written, and a line that was changed since", () =>
  withDataDir(async (dataDir) => {
    const made = await signalbox(["token", "new", "--data-dir", dataDir], {});
    assert.equal(made.code, 0, made.err);
    assert.deepEqual(await judgeTrail(dataDir), []);
    const database = new DatabaseSync(join(dataDir, "signalbox.db"));
    database.exec("UPDATE audit SET who = 'somebody else'");
    database.close();
    const promises = (await judgeTrail(dataDir)).map(({ promise }) => promise);
    assert.deepEqual(promises, ["the audit trail is whole"]);
  }));
