import assert from "node:assert/strict";
import type { SessionKeyRow, SessionKeyRows } from "../../actors/session_keys/rows.ts";
import { openDatabase } from "../../adapters/sqlite/open_database.ts";
import { withDataDir } from "../adapters/sqlite/with_data_dir.ts";
import { MemorySessionKeyRows } from "../support/stores/memory_session_key_rows.ts";
import { AT } from "../support/stores/store_samples.ts";

function aRow(keyId: string, changes: Partial<SessionKeyRow> = {}): SessionKeyRow {
  return {
    keyId,
    serverId: "HOST-1",
    container: "3node0",
    sessionKey: `0x${"ab".repeat(32)}${keyId}`,
    source: "key_update",
    at: AT,
    file: `${keyId}.json`,
    ...changes,
  };
}

const idsOf = (keys: readonly { readonly keyId: string }[]) => keys.map(({ keyId }) => keyId);

/** What every implementation must do. */
const CONTRACT: Record<string, (rows: SessionKeyRows) => Promise<void>> = {
  async "newestRows() gives the last saved row of each container, whatever the clock said"(rows) {
    await rows.add(aRow("key_1", { at: AT + 10 }));
    await rows.add(aRow("key_2", { at: AT - 10 }));
    await rows.add(aRow("key_3", { serverId: "HOST-0", container: "node1" }));
    await rows.add(aRow("key_4", { container: "3node1" }));
    assert.deepEqual(idsOf(rows.newestRows()), ["key_3", "key_2", "key_4"]);
    assert.deepEqual(rows.newestRows()[1], aRow("key_2", { at: AT - 10 }));
    assert.deepEqual(idsOf(rows.newest()), ["key_3", "key_2", "key_4"]);
  },

  async "newest() and history() show no key"(rows) {
    const row = aRow("key_1", { source: "fielded_text" });
    await rows.add(row);
    const { serverId, container, source, at } = row;
    const masked = "0xabababab…";
    const shown = { keyId: "key_1", serverId, container, masked, source, at, verification: null };
    assert.deepEqual(rows.newest(), [shown]);
    assert.deepEqual(rows.history("HOST-1", "3node0", 5), [shown]);
    assert.deepEqual(rows.find("key_1"), shown);
    assert.equal(rows.find("key_2"), undefined);
    assert.equal(rows.reveal("key_1"), row.sessionKey);
    assert.equal(rows.reveal("key_2"), undefined);
  },

  async "history() gives a container's keys, newest first, as many as wanted"(rows) {
    for (const keyId of ["key_1", "key_2", "key_3"]) await rows.add(aRow(keyId));
    await rows.add(aRow("key_4", { container: "3node1" }));
    assert.deepEqual(idsOf(rows.history("HOST-1", "3node0", 2)), ["key_3", "key_2"]);
    assert.deepEqual(rows.history("HOST-2", "3node0", 2), []);
  },

  async "beyond() gives what is older than the newest so many, and remove() forgets it"(rows) {
    for (const keyId of ["key_1", "key_2", "key_3", "key_4"]) await rows.add(aRow(keyId));
    await rows.add(aRow("key_5", { container: "3node1" }));
    const beyond = (keep: number, limit = 10) =>
      rows.beyond("HOST-1", "3node0", keep, limit).map(({ keyId }) => keyId);
    assert.deepEqual(beyond(4), []);
    assert.deepEqual(beyond(1), ["key_1", "key_2", "key_3"]);
    assert.deepEqual(beyond(1, 2), ["key_1", "key_2"]);
    assert.equal(rows.beyond("HOST-1", "3node0", 3, 1)[0]?.file, "key_1.json");
    await rows.remove(["key_1", "key_2"]);
    assert.deepEqual(idsOf(rows.history("HOST-1", "3node0", 9)), ["key_4", "key_3"]);
    assert.deepEqual(beyond(2), []);
  },

  async "keys of an old server are below all others, by their own time"(rows) {
    await rows.add(aRow("old_2", { source: "import", at: AT - 10 }));
    await rows.add(aRow("key_1", { at: AT - 99 }));
    await rows.add(aRow("old_1", { source: "import", at: AT - 20 }));
    await rows.add(aRow("old_3", { source: "import", at: AT + 10 }));
    const sorted = ["key_1", "old_3", "old_2", "old_1"];
    assert.deepEqual(idsOf(rows.history("HOST-1", "3node0", 9)), sorted);
    assert.deepEqual(idsOf(rows.newestRows()), ["key_1"]);
    assert.deepEqual(idsOf(rows.beyond("HOST-1", "3node0", 2, 9)), ["old_1", "old_2"]);
    assert.equal(rows.count("HOST-1", "3node0"), 4);
    const held = aRow("old_2").sessionKey;
    assert.equal(rows.holding("HOST-1", "3node0", held)?.keyId, "old_2");
    assert.equal(rows.holding("HOST-1", "3node1", held), undefined);
    await rows.remove(["key_1"]);
    assert.deepEqual(idsOf(rows.newest()), ["old_3"]);
  },

  async "add() leaves a key id that is there as it is"(rows) {
    await rows.add(aRow("key_1"));
    await rows.add(aRow("key_1", { sessionKey: "0xother" }));
    assert.equal(rows.reveal("key_1"), aRow("key_1").sessionKey);
    assert.deepEqual(rows.files(), new Set(["key_1.json"]));
  },

  async "verify() keeps the newest verification, and ignores a key that nobody knows"(rows) {
    await rows.add(aRow("key_1"));
    const verification = { keyId: "key_1", verified: false, detail: "없음", at: AT + 1 };
    await rows.verify(verification);
    await rows.verify({ ...verification, keyId: "key_2" });
    assert.deepEqual(rows.newest()[0]?.verification, verification);
    await rows.verify({ ...verification, verified: true, at: AT + 2 });
    assert.equal(rows.newest()[0]?.verification?.verified, true);
  },
};

for (const [title, check] of Object.entries(CONTRACT)) {
  Deno.test(`MemorySessionKeyRows: ${title}`, () => check(new MemorySessionKeyRows()));
  Deno.test(`SqliteSessionKeyRows: ${title}`, () =>
    withDataDir(async (dataDir) => {
      const database = await openDatabase({ dataDir });
      try {
        await check(database.sessionKeys);
      } finally {
        await database.close();
      }
    }));
}
