import assert from "node:assert/strict";
import fc from "fast-check";
import { distinctKeys } from "../../../protocols/moving_in/key_folder.ts";
import { readOldKeyFile } from "../../../protocols/moving_in/old_key_file.ts";
import { SessionKeyDraft } from "../../../protocols/api/session_key.ts";
import { momentIn } from "../../../command_line/terminal/moments.ts";

const KEY = `0x${"ab".repeat(160)}`;
const GUIDE = {
  client_id: "client123",
  container: "3node0",
  session_key: KEY,
  timestamp: "20250704_093005",
  created_at: "2025-07-04T09:30:05.123456",
};
const read = (changes: object) => readOldKeyFile(JSON.stringify({ ...GUIDE, ...changes }));

Deno.test("readOldKeyFile() reads what the guide's server writes", () => {
  const key = { serverId: "client123", container: "3node0", sessionKey: KEY };
  assert.deepEqual(read({}), { ok: true, key: { ...key, time: GUIDE.created_at } });
  const older = { ok: true, key: { ...key, time: "2025-07-04T09:30:05" } };
  assert.deepEqual(read({ created_at: undefined }), older);
  assert.deepEqual(read({ created_at: "yesterday" }), older);
  assert.deepEqual(read({ created_at: "2025-07-04T09:30:05.1234123456" }), older);
});

Deno.test("readOldKeyFile() names what is missing, and never the key", () => {
  const faults: readonly [object, string][] = [
    [{ client_id: 7 }, "noClient"],
    [{ client_id: "../x" }, "noClient"],
    [{ container: "a b" }, "noContainer"],
    [{ session_key: KEY.slice(0, 20) }, "noKey"],
    [{ timestamp: "20251340_999999", created_at: null }, "noTime"],
  ];
  for (const [changes, fault] of faults) assert.deepEqual(read(changes), { ok: false, fault });
  assert.deepEqual(readOldKeyFile("[]"), { ok: false, fault: "notJson" });
  assert.deepEqual(readOldKeyFile(KEY), { ok: false, fault: "notJson" });
});

Deno.test("readOldKeyFile() gives only what the API takes, and never throws", () => {
  const value = fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constantFrom(...Object.values(GUIDE)));
  const content = fc.record({
    client_id: value,
    container: value,
    session_key: value,
    timestamp: value,
    created_at: value,
  }, { requiredKeys: [] });
  fc.assert(
    fc.property(fc.oneof(content.map((each) => JSON.stringify(each)), fc.string()), (text) => {
      const reading = readOldKeyFile(text);
      if (!reading.ok) return;
      const { time, ...key } = reading.key;
      const at = new Date(momentIn(time, "Asia/Seoul")).toISOString();
      assert.ok(SessionKeyDraft.safeParse({ ...key, at }).success);
    }),
  );
});

Deno.test("momentIn() takes a time without a zone for that of the old server's clock", () => {
  const utc = Date.parse("2025-07-04T00:30:05Z");
  assert.equal(momentIn("2025-07-04T09:30:05", "Asia/Seoul"), utc);
  assert.equal(momentIn("2025-07-04T02:30:05+02:00", "Asia/Seoul"), utc);
  assert.equal(momentIn("2025-07-04T00:30:05Z", "Asia/Seoul"), utc);
});

Deno.test("distinctKeys() keeps the first file of a key, so that a copy called latest is nobody", () => {
  const key = { serverId: "a", container: "b", sessionKey: KEY, time: GUIDE.created_at };
  const files = ["a_b_2025.json", "a_b_latest.json"].map((file) => ({ file, key }));
  assert.deepEqual(distinctKeys(files).map(({ file }) => file), ["a_b_2025.json"]);
});
