import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { MIGRATIONS } from "../../../adapters/sqlite/schemas/migrations.ts";
import { openDatabase } from "../../../adapters/sqlite/open_database.ts";
import { AT } from "../../support/stores/store_samples.ts";
import { withDataDir } from "./with_data_dir.ts";

/** A database as the version before the eighth schema has left it, with a row of each kind that it changes. */
function writeOlder(dataDir: string): void {
  const file = new DatabaseSync(join(dataDir, "signalbox.db"));
  for (const step of MIGRATIONS.slice(0, 7)) file.exec(step);
  file.exec(`
    INSERT INTO groups (id, name, description, created_at) VALUES (1, 'Hall', '', ${AT});
    INSERT INTO presets (id, name, description, group_id, barrier, created_at, last_executed_at)
      VALUES (1, 'Opening', '', 1, 0, ${AT}, NULL);
    INSERT INTO preset_commands (preset_id, display_id, position, command)
      VALUES (1, 1, 0, 'a.exe');
    INSERT INTO schedules (id, name, enabled, cron, time_zone, work, missed, max_lateness_ms, rights,
      ordered_by, ordered_from, created_at, updated_at, dealt_until)
      VALUES (1, 'Nightly', 1, '0 4 * * *', 'UTC', '{}', 'skip', 60000, '[]', 'ops', 'local',
      ${AT}, ${AT + 5}, ${AT});
    INSERT INTO commands (id, target_kind, target_key, target_name, action, params, requester_name,
      requester_address, execution_id, idempotency_key, correlation_id, created_at, updated_at,
      deadline_at, wait_online_until, state, reason, result)
      VALUES ('cmd_1', 'display', '1', 'Wall-1', 'execute', '{}', 'ops', 'local', NULL, NULL, 'c',
      ${AT}, ${AT}, ${AT}, NULL, 'completed', NULL, NULL);
    PRAGMA user_version = 7;
  `);
  file.close();
}

Deno.test("the eighth schema takes over what was there, at its first version and without offsets", () =>
  withDataDir(async (dataDir) => {
    writeOlder(dataDir);
    const { presets, schedules, ledger, close } = await openDatabase({ dataDir });
    const untouched = { version: 1, updatedAt: AT, updatedBy: "" };
    const [group] = presets.groups();
    const [preset] = presets.presets();
    assert.deepEqual({ ...group, ...untouched }, group);
    assert.deepEqual({ ...preset, ...untouched }, preset);
    assert.deepEqual(preset?.commands, [{ displayId: 1, command: "a.exe", offsetMs: 0 }]);
    const { version, updatedAt, updatedBy } = schedules.schedules()[0] ?? {};
    assert.deepEqual([version, updatedAt, updatedBy], [1, AT + 5, ""]);
    assert.equal(ledger.command("cmd_1")?.offsetMs, 0);
    await close();
  }));
