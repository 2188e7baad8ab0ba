import assert from "node:assert/strict";
import { decodeSwitchboard } from "../../../protocols/switchboard/decoder.ts";
import type { SwitchboardOrder } from "../../../protocols/switchboard/events.ts";
import { NAME, PATIENCE_MS, registered, type Stage } from "./stage.ts";

const STAGE = "D:\\show\\Stage.exe -fullscreen";

function execute(command = STAGE): SwitchboardOrder {
  return { type: "execute", name: NAME, command, presetId: 12, executionId: "exe_1_a" };
}
const STOP: SwitchboardOrder = { type: "stop", name: NAME, presetId: 12, executionId: "exe_1_b" };

/** What the server heard of one event, decoded. */
function facts(server: Stage["server"], event: string) {
  return server.all(event).map((data) => decodeSwitchboard(event, [data]));
}

function pidIn({ processes }: Stage): number {
  return processes.started.at(-1)?.pid ?? -1;
}

Deno.test("createScriptedDisplay() reports running, then the shell's pid, when T4 executes", () =>
  registered("T4", async (stage) => {
    const { server, display } = stage;
    await server.confirmed(execute());
    await server.until(() => server.all("execution_result").length === 1);
    assert.deepEqual(server.story().slice(1, 3), ["client_status_update", "execution_result"]);
    assert.deepEqual(facts(server, "execution_result"), [{
      type: "executionReported",
      name: NAME,
      presetId: 12,
      command: STAGE,
      phase: "running",
      pid: pidIn(stage),
      processName: "Stage.exe",
    }]);
    assert.equal(display.commandCounts.get("execute_command exe_1_a"), 1);
  }));

Deno.test("createScriptedDisplay() calls the living crashed again and again when it is T4", () =>
  registered("T4", async (stage) => {
    const { server } = stage;
    await server.confirmed(execute());
    const crashes = () =>
      facts(server, "client_status_update").filter((fact) =>
        fact.type === "statusReported" && fact.crashedProgram === "Stage.exe"
      ).length;
    await server.until(() => crashes() >= 3);
    assert.equal(stage.processes.alive(pidIn(stage)), true);
  }));

Deno.test("createScriptedDisplay() calls the dead crashed once when it is T4", () =>
  registered("T4", async (stage) => {
    const { server, display } = stage;
    // Dead before the first check can see it alive.
    display.onChange(() => stage.processes.exit(pidIn(stage)));
    await server.confirmed(execute());
    await server.until(() => server.all("client_status_update").length === 2);
    const beats = display.beatsConfirmed;
    await display.until(() => display.beatsConfirmed > beats + 6, PATIENCE_MS);
    assert.equal(server.all("client_status_update").length, 2);
  }));

Deno.test("createScriptedDisplay() ends every program of the name and says online when T4 stops", () =>
  registered("T4", async (stage) => {
    const { server, processes } = stage;
    const stranger = processes.start("C:\\other\\Stage.exe");
    await server.confirmed(execute());
    await server.confirmed(STOP);
    await server.until(() => server.all("stop_command_completed").length === 1);
    assert.equal(processes.aliveCount, 0, "taskkill takes the stranger along");
    assert.equal(processes.alive(stranger), false);
    assert.equal(server.all("client_status_update").at(-1)?.status, "online");
    assert.deepEqual(facts(server, "stop_command_completed"), [{
      type: "stopReported",
      name: NAME,
      ok: true,
    }]);
  }));

Deno.test("createScriptedDisplay() cannot end a quoted path when T4 stops, yet says it did", () =>
  registered("T4", async ({ server, processes }) => {
    await server.confirmed(execute('"D:\\My Show\\Stage.exe" -x'));
    await server.confirmed(STOP);
    await server.until(() => server.all("stop_command_completed").length === 1);
    assert.equal(processes.aliveCount, 1);
  }));

Deno.test("createScriptedDisplay() answers, and confirms, at the program's end when it is T3", () =>
  registered("T3", async (stage) => {
    const { server, display } = stage;
    let confirmed = false;
    const confirmation = server.confirmed(execute("dir")).then(() => confirmed = true);
    await display.until(() => display.commandCounts.size === 1, PATIENCE_MS);
    assert.deepEqual([server.all("execution_result").length, confirmed], [0, false]);
    stage.processes.exit(pidIn(stage), { exitCode: 2, stdout: "a", stderr: "bad" });
    await confirmation;
    assert.deepEqual(facts(server, "execution_result"), [{
      type: "executionReported",
      name: NAME,
      presetId: 12,
      command: "dir",
      phase: "failed",
      exitCode: 2,
      output: "a\nbad",
      error: "bad",
    }]);
  }, { timeScale: 10 }));

Deno.test("createScriptedDisplay() reports a time-out while the show goes on when it is T3", () =>
  registered("T3", async ({ server, processes }) => {
    await server.confirmed(execute());
    const [fact] = facts(server, "execution_result");
    assert.ok(fact?.type === "executionReported" && fact.phase === "running");
    assert.equal(fact.error, "명령 실행 시간 초과");
    await server.confirmed(STOP);
    await server.until(() => server.all("stop_command_completed").length === 1);
    assert.equal(processes.aliveCount, 1, "its stop ends a shell that is gone already");
  }));

Deno.test("createScriptedDisplay() echoes the execution id and counts stops when it is C3", () =>
  registered("C3", async (stage) => {
    const { server, processes } = stage;
    await server.confirmed(execute("D:\\p\\MyProject.exe"));
    await server.confirmed(STOP);
    await server.until(() => server.all("stop_result").length === 1);
    assert.deepEqual(facts(server, "execution_result"), [{
      type: "executionReported",
      name: NAME,
      presetId: 12,
      executionId: "exe_1_a",
      command: "D:\\p\\MyProject.exe",
      phase: "running",
      pid: pidIn(stage),
      processName: "MyProject.exe",
    }]);
    assert.deepEqual(facts(server, "stop_result"), [{
      type: "stopReported",
      name: NAME,
      presetId: 12,
      ok: true,
      stoppedProcesses: 1,
    }]);
    assert.equal(processes.aliveCount, 0);
  }));

Deno.test("createScriptedDisplay() launches and stops what it started when it is T1", () =>
  registered("T1", async ({ server, processes }) => {
    await server.confirmed(execute());
    assert.equal(processes.aliveCount, 1);
    await server.confirmed(STOP);
    await server.until(() => server.all("stop_command_completed").length === 1);
    assert.equal(processes.aliveCount, 0);
  }));

Deno.test("createScriptedDisplay() goes from starting to running and lists presets when it is G", () =>
  registered("G", async (stage) => {
    const { server, processes } = stage;
    await server.confirmed(execute());
    await server.until(() => server.all("execution_result").length === 2);
    const phases = facts(server, "execution_result").map((fact) => "phase" in fact && fact.phase);
    assert.deepEqual(phases, ["starting", "running"]);
    const reports = () => facts(server, "process_status");
    await server.until(() => server.all("process_status").at(-1)?.status === "running");
    const running = reports().at(-1);
    assert.ok(running?.type === "processesReported" && running.complete);
    assert.equal(running.processes[0]?.presetId, 12);
    await server.confirmed(STOP);
    await server.until(() => server.all("process_status").at(-1)?.status === "online");
    assert.equal(processes.aliveCount, 0);
    assert.equal(server.all("execution_result").length, 2, "the guide has no answer to a stop");
  }));

for (const build of ["T4", "T3", "T1", "C3", "G"] as const) {
  Deno.test(`createScriptedDisplay() reports a failed launch when it is ${build}`, () =>
    registered(build, async ({ server }) => {
      await server.confirmed(execute("missing.exe"));
      const last = () => facts(server, "execution_result").at(-1);
      await server.until(() => {
        const fact = last();
        return fact?.type === "executionReported" && fact.phase === "failed";
      });
      const fact = last();
      assert.ok(fact?.type === "executionReported");
      assert.equal(fact.error, "no such file");
    }));
}

Deno.test("createScriptedDisplay() ignores a command when it is for another device", () =>
  registered("T3", async ({ server, display, processes }) => {
    await server.confirmed({ ...execute(), name: NAME.toUpperCase() } as SwitchboardOrder);
    assert.equal(processes.started.length, 0);
    assert.equal(display.commandCounts.get("execute_command exe_1_a"), 1, "heard all the same");
  }));

Deno.test("createScriptedDisplay() loses an event when it has no argument or two", () =>
  registered("T4", async ({ server, display }) => {
    server.emit("connection_check");
    server.emit("connection_check", { clientName: NAME }, { clientName: NAME });
    server.send({ type: "checkConnection", name: NAME });
    await server.until(() => server.all("connection_check_response").length === 1);
    const checks = display.received.filter(({ event }) => event === "connection_check");
    assert.deepEqual(checks.map(({ payload }) => payload === undefined), [true, true, false]);
  }));
