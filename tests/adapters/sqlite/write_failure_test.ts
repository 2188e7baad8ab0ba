import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { describeFailure } from "../../../adapters/sqlite/writer/write_failure.ts";
import { withDataDir } from "./with_data_dir.ts";

Deno.test("describeFailure() knows a full disk by its code, and by its words when COMMIT gives no code", () => {
  const withCode = Object.assign(new Error("anything"), { errcode: 13 });
  const bare = new Error("database or disk is full");
  for (const error of [withCode, bare]) {
    assert.equal(describeFailure(error).reason, "full");
    assert.match(describeFailure(error).detail, /used up/);
  }
});

Deno.test("describeFailure() looks at the primary part of an extended code", () => {
  const failedSync = Object.assign(new Error("disk I/O error"), { errcode: 10 | (4 << 8) });
  assert.deepEqual(describeFailure(failedSync), {
    reason: "failed",
    detail: "the disk reported an error (disk I/O error)",
  });
});

Deno.test("describeFailure() keeps SQLite's words for a fault of ours", () => {
  const database = new DatabaseSync(":memory:");
  database.exec("CREATE TABLE t (a UNIQUE); INSERT INTO t VALUES (1)");
  assert.throws(
    () => database.prepare("INSERT INTO t VALUES (1)").run(),
    (error) => /UNIQUE constraint failed: t.a/.test(describeFailure(error).detail),
  );
  database.close();
});

Deno.test("describeFailure() knows what a real connection throws when it is locked or cannot open", () =>
  withDataDir((dataDir) => {
    const first = new DatabaseSync(`${dataDir}/x.db`);
    const second = new DatabaseSync(`${dataDir}/x.db`, { timeout: 0 });
    first.exec("BEGIN IMMEDIATE");
    const locked = (error: unknown) => /holds the database/.test(describeFailure(error).detail);
    assert.throws(() => second.exec("BEGIN IMMEDIATE"), locked);
    assert.throws(() => second.prepare("BEGIN IMMEDIATE").run(), locked);
    first.close();
    second.close();
    const missing = (error: unknown) => /cannot be opened/.test(describeFailure(error).detail);
    assert.throws(() => new DatabaseSync(`${dataDir}/none/x.db`), missing);
    return Promise.resolve();
  }));
