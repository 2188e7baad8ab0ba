import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import type { NewSessionKey } from "../../../actors/session_keys/store.ts";
import { StorageError } from "../../../actors/storage_error.ts";
import { fileTime, keyFileStem } from "../../../adapters/session_keys/file_names.ts";
import { openSessionKeyStore } from "../../../adapters/session_keys/session_key_store.ts";
import { MemorySessionKeyRows } from "../../support/stores/memory_session_key_rows.ts";

const AT = Date.parse("2026-03-01T09:30:05.120Z");
const KEY: NewSessionKey = {
  serverId: "4F1A09C27B3E",
  container: "3node0",
  sessionKey: `0x${"ab".repeat(160)}`,
  source: "key_update",
  at: AT,
};

async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const parent = await Deno.makeTempDir();
  try {
    await use(join(parent, "session_keys"));
  } finally {
    await Deno.remove(parent, { recursive: true });
  }
}

const namesIn = (folder: string) => [...Deno.readDirSync(folder)].map(({ name }) => name).sort();

Deno.test("save() writes the guide's file and points the latest link at it", () =>
  withFolder(async (folder) => {
    const store = await openSessionKeyStore({ folder, rows: new MemorySessionKeyRows() });
    const stored = await store.save(KEY);
    const file = `4F1A09C27B3E_3node0_${fileTime(AT)}.json`;
    const latest = "4F1A09C27B3E_3node0_latest.json";
    assert.deepEqual(namesIn(folder), [file, latest].sort());
    assert.equal(await Deno.readLink(join(folder, latest)), file);
    const content = JSON.parse(await Deno.readTextFile(join(folder, latest)));
    assert.equal(content.client_id, KEY.serverId);
    assert.equal(content.container, KEY.container);
    assert.equal(content.session_key, KEY.sessionKey);
    assert.equal(content.timestamp, fileTime(AT));
    assert.equal(content.created_at, new Date(AT).toISOString());
    assert.equal(content.key_id, stored.keyId);
    assert.ok(!JSON.stringify(stored).includes(KEY.sessionKey), "the answer has no key");
  }));

Deno.test({
  name: "save() lets only the owner read",
  ignore: Deno.build.os === "windows", // has no such modes
  fn: () =>
    withFolder(async (folder) => {
      const store = await openSessionKeyStore({ folder, rows: new MemorySessionKeyRows() });
      await store.save(KEY);
      const [file = ""] = namesIn(folder);
      assert.equal((Deno.statSync(folder).mode ?? 0) & 0o777, 0o700);
      assert.equal((Deno.statSync(join(folder, file)).mode ?? 0) & 0o777, 0o600);
    }),
});

Deno.test("save() keeps every key of one second, and the link goes to the last", () =>
  withFolder(async (folder) => {
    const store = await openSessionKeyStore({ folder, rows: new MemorySessionKeyRows() });
    const keys = ["0x01", "0x02", "0x03"];
    await Promise.all(keys.map((sessionKey) => store.save({ ...KEY, sessionKey })));
    assert.equal(namesIn(folder).length, 4);
    const latest = join(folder, "4F1A09C27B3E_3node0_latest.json");
    assert.equal(JSON.parse(await Deno.readTextFile(latest)).session_key, "0x03");
    const history = store.history(KEY.serverId, KEY.container, 10);
    assert.deepEqual(history.map(({ keyId }) => store.reveal(keyId)), ["0x03", "0x02", "0x01"]);
  }));

Deno.test("save() gives the record that is there when the newest key is told again", () =>
  withFolder(async (folder) => {
    const store = await openSessionKeyStore({ folder, rows: new MemorySessionKeyRows() });
    const first = await store.save(KEY);
    const again = await store.save({ ...KEY, source: "rotate_keys", at: AT + 500 });
    assert.deepEqual(again, first);
    assert.equal(namesIn(folder).length, 2);
  }));

Deno.test("openSessionKeyStore() gives a whole file the row and link that a crash left out", () =>
  withFolder(async (folder) => {
    const before = await openSessionKeyStore({ folder, rows: new MemorySessionKeyRows() });
    const { keyId } = await before.save(KEY);
    await Deno.remove(join(folder, "4F1A09C27B3E_3node0_latest.json"));
    await Deno.writeTextFile(join(folder, ".unfinished-1"), '{"client_id":');
    await Deno.writeTextFile(join(folder, "notes.json"), "the operator's own");
    const rows = new MemorySessionKeyRows();
    const after = await openSessionKeyStore({ folder, rows });
    assert.equal(after.reveal(keyId), KEY.sessionKey);
    const latest = join(folder, "4F1A09C27B3E_3node0_latest.json");
    assert.equal(JSON.parse(await Deno.readTextFile(latest)).key_id, keyId);
    assert.ok(namesIn(folder).includes("notes.json"), "what is not ours stays");
    assert.ok(!namesIn(folder).includes(".unfinished-1"), "what was not whole is gone");
  }));

Deno.test("save() refuses with a reason that has no key when the folder cannot be written", () =>
  withFolder(async (folder) => {
    const store = await openSessionKeyStore({ folder, rows: new MemorySessionKeyRows() });
    await Deno.remove(folder, { recursive: true });
    await assert.rejects(store.save(KEY), (error) => {
      assert.ok(error instanceof StorageError);
      assert.ok(!error.message.includes(KEY.sessionKey));
      return true;
    });
  }));

Deno.test("keyFileStem() is a plain file name whatever a client calls itself", async () => {
  assert.equal(await keyFileStem("../../etc/passwd", "3node0"), "%2E.%2F..%2Fetc%2Fpasswd_3node0");
  assert.equal(await keyFileStem("", "a/b"), "%00_a%2Fb");
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.string({ unit: "binary", maxLength: 300 }),
      async (serverId, container) => {
        const stem = await keyFileStem(serverId, container);
        assert.match(stem, /^[A-Za-z0-9_%-][A-Za-z0-9_.%-]*$/);
        assert.ok(`${stem}_20260301_093005_1000.json`.length <= 255);
      },
    ),
  );
});

Deno.test("keyFileStem() keeps hosts apart whose names meet those of containers", async () => {
  assert.notEqual(await keyFileStem("rack_a", "node1"), await keyFileStem("rack", "a_node1"));
});

Deno.test("keyFileStem() keeps long names apart that begin alike", async () => {
  const long = "node-".repeat(40);
  assert.notEqual(await keyFileStem(`${long}1`, "c"), await keyFileStem(`${long}2`, "c"));
});

Deno.test("save() keeps the newest keys of a container, and takes the files of older ones away", () =>
  withFolder(async (folder) => {
    const rows = new MemorySessionKeyRows();
    const store = await openSessionKeyStore({ folder, rows, keepEach: 2 });
    const other = await store.save({ ...KEY, container: "3node1" });
    const saved = [];
    for (const n of [1, 2, 3, 4]) {
      saved.push(await store.save({ ...KEY, sessionKey: `0x${n}`, at: AT + n * 1_000 }));
    }
    const kept = saved.slice(2).reverse().map(({ keyId }) => keyId);
    const { serverId, container } = KEY;
    assert.deepEqual(store.history(serverId, container, 9).map(({ keyId }) => keyId), kept);
    assert.ok(store.find(other.keyId), "another container's stay");
    const files = namesIn(folder).filter((name) => !name.endsWith("_latest.json"));
    assert.deepEqual(files, [...rows.files()].sort());
    const again = await openSessionKeyStore({ folder, rows, keepEach: 2 });
    assert.deepEqual(again.history(serverId, container, 9).map(({ keyId }) => keyId), kept);
  }));

Deno.test("save() succeeds when an old key cannot be removed", () =>
  withFolder(async (folder) => {
    const rows = new MemorySessionKeyRows();
    rows.remove = () => Promise.reject(new StorageError("full", "no space left"));
    const store = await openSessionKeyStore({ folder, rows, keepEach: 1 });
    await store.save(KEY);
    const stored = await store.save({ ...KEY, sessionKey: "0x2", at: AT + 1_000 });
    assert.equal(store.reveal(stored.keyId), "0x2");
  }));

Deno.test("saveOld() adds a key once, below the newest, and leaves the latest link to that", () =>
  withFolder(async (folder) => {
    const store = await openSessionKeyStore({
      folder,
      rows: new MemorySessionKeyRows(),
      keepEach: 2,
    });
    const old = { ...KEY, sessionKey: `0x${"cd".repeat(32)}`, at: AT - 86_400_000 };
    const added = await store.saveOld(old);
    const latest = join(folder, "4F1A09C27B3E_3node0_latest.json");
    assert.equal(await Deno.readLink(latest), `4F1A09C27B3E_3node0_${fileTime(old.at)}.json`);
    await store.save(KEY);
    const again = await store.saveOld(old);
    assert.deepEqual([added.full, !added.full && added.added], [false, true]);
    assert.deepEqual([again.full, !again.full && again.added], [false, false]);
    assert.equal(await Deno.readLink(latest), `4F1A09C27B3E_3node0_${fileTime(AT)}.json`);
    const other = await store.saveOld({ ...old, sessionKey: `0x${"ef".repeat(32)}` });
    assert.deepEqual(other, { full: true });
    assert.equal(store.newest()[0]?.source, "key_update");
  }));
