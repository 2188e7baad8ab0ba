import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { MIGRATIONS } from "../../../adapters/sqlite/schemas/migrations.ts";
import { openDatabase } from "../../../adapters/sqlite/open_database.ts";
import { AT } from "../../support/stores/store_samples.ts";
import { withDataDir } from "./with_data_dir.ts";

Deno.test("the ninth schema takes over displays, whose MAC addresses nobody knows", () =>
  withDataDir(async (dataDir) => {
    const file = new DatabaseSync(join(dataDir, "signalbox.db"));
    for (const step of MIGRATIONS.slice(0, 8)) file.exec(step);
    file.exec(`
      INSERT INTO displays (id, name, created_at, last_seen_at, reported_offline, claimed_address,
        peer_address, port, client_type, version, capabilities, current_preset_id)
        VALUES (1, 'Wall-1', ${AT}, NULL, 0, NULL, NULL, 8081, NULL, NULL, '[]', NULL);
      PRAGMA user_version = 8;
    `);
    file.close();
    const { displays, close } = await openDatabase({ dataDir });
    const [{ name, macAddress, claimedMac } = assert.fail("no display")] = displays.displays();
    assert.deepEqual([name, macAddress, claimedMac], ["Wall-1", null, null]);
    await close();
  }));
