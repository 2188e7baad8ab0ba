import assert from "node:assert/strict";
import { readBackupFile } from "../../../protocols/mserver/backup_file.ts";

Deno.test("readBackupFile() finds the archive in a sentence, an object or neither", () => {
  const name = "3node0-keys-20250108-1430.tar.gz";
  assert.equal(readBackupFile(`키 백업 완료: ${name}`), name);
  assert.equal(readBackupFile(`wrote "/backup/${name}".`), `/backup/${name}`);
  assert.equal(readBackupFile({ backup_file: "/b/k.tar" }), "/b/k.tar");
  assert.equal(readBackupFile({ output: `done: ${name}\n` }), name);
  for (const none of ["키 백업 완료", "", null, 5, {}, [], { backup_file: "" }, "a.gzip"]) {
    assert.equal(readBackupFile(none), null, JSON.stringify(none));
  }
});
