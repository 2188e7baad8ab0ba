import assert from "node:assert/strict";
import { ExecBlockList } from "../../../actors/nodes/commands/exec_block_list.ts";

Deno.test("ExecBlockList.find() names the pattern that a command matches", () => {
  const list = new ExecBlockList();
  for (
    const command of [
      "rm -rf /",
      "/bin/rm data",
      "  RM   x",
      "sh -c rm -rf x",
      "curl -d author_rotateKeys http://localhost",
      "shutdown -h now",
      "dd if=/dev/zero",
    ]
  ) assert.ok(list.find(command), command);
  for (
    const command of ["ls -l", "df -h", "cat rmdir.txt", "creditcoin3-node --version", "ddate"]
  ) {
    assert.equal(list.find(command), undefined, command);
  }
});

Deno.test("ExecBlockList.find() takes parts in their order, whatever lies between", () => {
  const list = new ExecBlockList(["a*b*c", "exact"]);
  assert.equal(list.find("a1b2c"), "a*b*c");
  assert.equal(list.find("acb"), undefined);
  assert.equal(list.find("abc d"), undefined);
  assert.equal(list.find("exact"), "exact");
  assert.equal(list.find("exactly"), undefined);
  assert.equal(new ExecBlockList(["*aa"]).find("a"), undefined);
  assert.equal(new ExecBlockList([]).find("rm -rf /"), undefined);
});

Deno.test("ExecBlockList.find() takes no longer for a text made to be slow", () => {
  const list = new ExecBlockList(["*a*a*a*a*a*a*a*a*a*b"]);
  assert.equal(list.find("a".repeat(8_192)), undefined);
});
