import assert from "node:assert/strict";
import { EngineError } from "../../../../../agents/nodes/agent/container_engine.ts";
import { commandStage } from "./stage.ts";

Deno.test("start, stop and restart do it, and say it in the fielded builds' words", async () => {
  const { engine, result } = commandStage();
  assert.equal(await result("stop"), "3node0 중지됨");
  assert.equal(await result("start"), "3node0 시작됨");
  assert.equal(await result("restart"), "3node0 재시작됨");
  assert.deepEqual(engine.calls, ["stop 3node0", "start 3node0", "restart 3node0"]);
});

Deno.test("stop of what never ran and start of what runs complete, and say so", async () => {
  const { engine, result } = commandStage();
  engine.add("node1", { state: "created" });
  assert.equal(await result("stop", {}, "node1"), "node1 중지됨 (실행 중이 아니었음)");
  assert.equal(await result("start"), "3node0 시작됨 (이미 실행 중)");
});

Deno.test("all stands for the node containers, and leaves others alone", async () => {
  const { engine, result } = commandStage();
  engine.add("node1", { state: "exited" });
  engine.add("postgres", { state: "exited" });
  assert.equal(await result("start", {}, "all"), "3node0 시작됨 (이미 실행 중)\nnode1 시작됨");
  assert.equal(engine.containersByName.get("postgres")?.state, "exited");
  assert.equal(await result("stop", {}, "all"), "3node0 중지됨\nnode1 중지됨");
});

Deno.test("all stands for what the settings name", async () => {
  const { engine, result } = commandStage({ nodes: ["postgres"] });
  engine.add("postgres", { state: "exited" });
  assert.equal(await result("start", {}, "all"), "postgres 시작됨");
});

Deno.test("all fails with a line for each container when one of them fails", async () => {
  const { engine, error } = commandStage();
  engine.add("node1");
  engine.failures.set("stop 3node0", [new EngineError("refused", "the disk is full")]);
  assert.equal(await error("stop", {}, "all"), "3node0: the disk is full\nnode1 중지됨");
});

Deno.test("all is refused by a command that takes one container", async () => {
  assert.match(await commandStage().error("exec", { command: "ls" }, "all"), /takes one container/);
});

Deno.test("status answers the table of docker ps, of exactly that container", async () => {
  const { engine, result } = commandStage();
  engine.add("3node01", { state: "exited" });
  assert.equal(await result("status"), "NAMES    STATUS\n3node0   Up 3 days");
  assert.equal(
    await result("status", {}, "all"),
    "NAMES     STATUS\n3node0    Up 3 days\n3node01   Exited (0) 2 hours ago",
  );
});

Deno.test("a command without a target goes to the only node, and is refused where there are two", async () => {
  const { engine, result, error } = commandStage();
  assert.equal(await result("restart", {}, null), "3node0 재시작됨");
  engine.add("node1");
  assert.match(await error("restart", {}, null), /needs a target.*3node0, node1/);
  assert.match(String(await result("status", {}, null)), /3node0[\s\S]*node1/);
});

Deno.test("a command for a container that is not here names those that are", async () => {
  assert.match(await commandStage().error("stop", {}, "3node7"), /no container 3node7.*3node0/);
});

Deno.test("an unknown command is refused in the guide's words, whatever it is called", async () => {
  const { error } = commandStage();
  assert.equal(await error("dance"), "지원되지 않는 명령어: dance");
  assert.equal(await error("constructor"), "지원되지 않는 명령어: constructor");
  assert.equal(await error(`x\n${"y".repeat(100)}`), `지원되지 않는 명령어: x${"y".repeat(62)}`);
});

Deno.test("an engine that does not answer fails the command with its reason", async () => {
  const { engine, error } = commandStage();
  engine.down = true;
  assert.equal(await error("stop"), "no engine");
});
