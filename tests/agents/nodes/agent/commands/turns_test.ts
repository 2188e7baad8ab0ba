import assert from "node:assert/strict";
import { outcome } from "../fake_engine.ts";
import { commandStage } from "./stage.ts";

/** A stage whose executions wait until they are let go; `begun` has their first words in order. */
function heldStage() {
  const stage = commandStage();
  const begun: string[] = [];
  const release: (() => void)[] = [];
  stage.engine.exec_ = (argv) => {
    begun.push(argv[0] ?? "");
    return new Promise((resolve) => release.push(() => resolve(outcome(`${argv[0]}\n`))));
  };
  const settle = async () => {
    for (let turn = 0; turn < 50; turn++) await Promise.resolve();
  };
  return { ...stage, begun, settle, letGo: () => release.shift()?.() };
}

Deno.test("two executes at once for one container run one after the other", async () => {
  const { run, begun, settle, letGo } = heldStage();
  const first = run("exec", { command: "one" });
  const second = run("exec", { command: "two" });
  await settle();
  assert.deepEqual(begun, ["one"]);
  letGo();
  assert.equal((await first).result, "one\n");
  await settle();
  assert.deepEqual(begun, ["one", "two"]);
  letGo();
  assert.equal((await second).result, "two\n");
});

Deno.test("containers do not wait for each other, and what only looks waits for nobody", async () => {
  const { engine, run, begun, result, settle, letGo } = heldStage();
  engine.add("node1");
  const first = run("exec", { command: "one" });
  const other = run("exec", { command: "two" }, "node1");
  await settle();
  assert.deepEqual(begun, ["one", "two"]);
  assert.match(String(await result("status")), /3node0/);
  assert.equal(await result("logs"), "50 lines\n");
  letGo();
  letGo();
  await Promise.all([first, other]);
});

Deno.test("a command that is cancelled before its turn is never begun, not even for money", async () => {
  const { engine, runner, run, begun, settle, letGo } = heldStage();
  const first = run("exec", { command: "one" });
  const cancel = new AbortController();
  const order = { id: "2", command: "rotate_keys", target: "3node0", params: {} };
  const second = runner.run(order, () => {}, cancel.signal);
  await settle();
  cancel.abort();
  letGo();
  await first;
  assert.deepEqual(await second, { status: "failed", result: null, error: "cancelled" });
  assert.deepEqual(begun, ["one"]);
  assert.equal(engine.execs.length, 1);
});

Deno.test("the seventeenth command that waits for a container is refused", async () => {
  const { run, error, settle, letGo } = heldStage();
  const running = run("exec", { command: "one" });
  await settle();
  const waiting = Array.from({ length: 16 }, () => run("exec", { command: "two" }));
  await settle();
  assert.match(await error("stop"), /busy: 16 commands wait/);
  for (let left = 17; left > 0; left--) {
    letGo();
    await settle();
  }
  await Promise.all([running, ...waiting]);
});
