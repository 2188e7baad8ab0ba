import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { MIGRATIONS } from "../../../adapters/sqlite/schemas/migrations.ts";
import { openDatabase } from "../../../adapters/sqlite/open_database.ts";
import { AT, sampleToken } from "../../support/stores/store_samples.ts";
import { withDataDir } from "./with_data_dir.ts";

const OLD = [["view", "[]"], ["operate", '["exec","keys"]']] as const;

/** A database of the version before the twelfth schema, with a token of each kind and a schedule. */
function writeOlder(dataDir: string): void {
  const file = new DatabaseSync(join(dataDir, "signalbox.db"));
  for (const step of MIGRATIONS.slice(0, 11)) file.exec(step);
  for (const [role, rights] of OLD) {
    file.exec(
      `INSERT INTO tokens (id, name, role, rights, created_at, expires_at, last_used_at, hash)
      VALUES ('tok_${role}', '${role}', '${role}', '${rights}', ${AT}, NULL, NULL, 'h_${role}')`,
    );
  }
  file.exec(`
    INSERT INTO schedules (id, name, enabled, cron, time_zone, work, missed, max_lateness_ms, rights,
      ordered_by, ordered_from, created_at, updated_at, dealt_until)
      VALUES (1, 'Nightly', 1, '0 4 * * *', 'UTC', '{}', 'skip', 60000, '["keys"]', 'ops', 'local',
      ${AT}, ${AT}, ${AT});
    PRAGMA user_version = 11;
  `);
  file.close();
}

Deno.test("the twelfth schema leaves tokens and schedules what they could do, once, and gives new ones nothing", () =>
  withDataDir(async (dataDir) => {
    writeOlder(dataDir);
    const first = await openDatabase({ dataDir });
    await first.access.commit([
      { type: "tokenSaved", token: sampleToken("tok_new", { rights: [] }) },
    ]);
    await first.close();
    const { access, schedules, close } = await openDatabase({ dataDir });
    const rights = Object.fromEntries(access.tokens().map((each) => [each.id, each.rights]));
    assert.deepEqual(rights, {
      tok_view: ["logs", "recordings"],
      tok_operate: ["exec", "keys", "logs", "recordings"],
      tok_new: [],
    });
    assert.deepEqual(schedules.schedules()[0]?.rights, ["keys", "logs", "recordings"]);
    await close();
  }));
