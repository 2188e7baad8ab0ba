import assert from "node:assert/strict";
import { EngineError } from "../../../../../agents/nodes/agent/container_engine.ts";
import { needsTerminal } from "../../../../../agents/nodes/agent/commands/terminal_programs.ts";
import { wordsOf } from "../../../../../agents/nodes/agent/commands/words.ts";
import { outcome } from "../fake_engine.ts";
import { commandStage } from "./stage.ts";

Deno.test("exec runs the words of a command, and answers what it wrote", async () => {
  const { engine, result } = commandStage();
  engine.exec_ = () => Promise.resolve(outcome("ran\n"));
  assert.equal(await result("exec", { command: "  ls  -l '/a b'" }), "ran\n");
  assert.deepEqual(engine.execs[0]?.argv, ["ls", "-l", "/a b"]);
  assert.equal(await result("exec", { argv: ["sh", "-c", "ls | wc"] }), "ran\n");
  assert.deepEqual(engine.execs[1]?.argv, ["sh", "-c", "ls | wc"]);
});

Deno.test("exec fails with the exit code and what the program said", async () => {
  const { engine, error } = commandStage();
  const ended = { ...outcome("half\n"), exitCode: 2, stderr: "ls: /x: No such file\n" };
  engine.exec_ = () => Promise.resolve(ended);
  assert.equal(
    await error("exec", { command: "ls /x" }),
    "ls ended with exit code 2: ls: /x: No such file",
  );
});

Deno.test("exec says that output was cut", async () => {
  const { engine, result } = commandStage();
  engine.exec_ = () => Promise.resolve({ ...outcome("the end\n"), truncated: true });
  assert.match(
    String(await result("exec", { command: "cat big" })),
    /^--- .*1 MiB.*---\nthe end\n$/,
  );
});

Deno.test("exec refuses at once what needs a terminal, and explains a program that misses one", async () => {
  const { engine, error } = commandStage();
  for (const command of ["vi /etc/passwd", "top", "/bin/sh", "bash -i", "less x"]) {
    assert.match(await error("exec", { command }), /needs a terminal/);
  }
  assert.deepEqual(engine.execs, []);
  const ended = { ...outcome(""), exitCode: 1, stderr: "the input device is not a TTY" };
  engine.exec_ = () => Promise.resolve(ended);
  assert.match(await error("exec", { command: "mytool" }), /not a TTY It needs a terminal/);
});

Deno.test("needsTerminal() lets programs pass that are told what to do", () => {
  assert.equal(needsTerminal(["top", "-bn1"]), false);
  assert.equal(needsTerminal(["sh", "-c", "ls"]), false);
  assert.equal(needsTerminal(["python3", "x.py"]), false);
  assert.equal(needsTerminal(["ls"]), false);
});

Deno.test("exec refuses a blank command, one without end, and one that is no text", async () => {
  const { error } = commandStage();
  assert.match(await error("exec", { command: " " }), /must not be blank/);
  assert.match(await error("exec", { command: "echo 'a" }), /without its partner/);
  assert.match(await error("exec", {}), /command/);
  assert.match(await error("exec", { command: 7 }), /command/);
});

Deno.test("exec fails with the reason when the container does not run or has no such program", async () => {
  const { engine, error } = commandStage();
  engine.exec_ = () => Promise.reject(new EngineError("noProgram", "cannot run frob"));
  assert.equal(await error("exec", { command: "frob" }), "cannot run frob");
  engine.exec_ = () => undefined;
  engine.add("node1", { state: "exited" });
  assert.equal(await error("exec", { command: "ls" }, "node1"), "node1 is not running");
});

Deno.test("exec ends when nobody wants it any more", async () => {
  const { engine, runner } = commandStage();
  const cancel = new AbortController();
  engine.exec_ = (_argv, { signal }) =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener("abort", () => reject(new EngineError("aborted", "ended")));
      cancel.abort();
    });
  const order = { id: "1", command: "exec", target: "3node0", params: { command: "sleep 9" } };
  const { status, error } = await runner.run(order, () => {}, cancel.signal);
  assert.deepEqual([status, error], ["failed", "cancelled"]);
});

Deno.test("wordsOf() splits at blanks and keeps quoted ones together", () => {
  assert.deepEqual(wordsOf(`a  b\t"c d" 'e "f' g\\ h "i\\"j" k"l"m ''`), [
    ...["a", "b", "c d", 'e "f', "g h", 'i"j', "klm", ""],
  ]);
});
