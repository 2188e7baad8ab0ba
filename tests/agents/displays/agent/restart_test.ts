import assert from "node:assert/strict";
import { Journal } from "../../../../agents/displays/agent/journal.ts";
import { StateFolderUnavailable } from "../../../../agents/displays/agent/state_folder.ts";
import { AgentProcess } from "./agent_process.ts";
import {
  beats,
  execute,
  onAgentStage,
  processesWith,
  rareSeconds,
  report,
  statuses,
  stop,
} from "./stage.ts";

Deno.test("the display agent knows after kill -9 what it had started, does not start it twice, and ends it when told", () =>
  onAgentStage(async ({ server, stateDir, start }) => {
    const seconds = rareSeconds();
    const command = `sh -c 'sleep ${seconds} & echo up; wait'`;
    const first = await AgentProcess.start(server.url, stateDir);
    await server.until(() => server.all("process_status").length > 0);
    execute(server, command, 456, "e1");
    const { details } = await report(server, "running");
    await beats(server, 2);
    await first.kill();
    assert.equal((await processesWith(`sleep ${seconds}`)).length, 2);

    const again = await start();
    assert.equal(again.running, 1);
    await beats(server, 1);
    await server.until(() => server.all("process_status").at(-1)?.running_process_count === 1);
    const [listed] = server.all("process_status").at(-1)?.running_processes as { pid: number }[];
    assert.equal(listed?.pid, details.pid);
    execute(server, command, 456, "e1");
    const answered = await report(server, "running", 2);
    assert.equal(answered.details.already_running, true);
    assert.equal((await processesWith(`sleep ${seconds}`)).length, 2);
    stop(server, 456);
    await report(server, "stopped");
    assert.deepEqual(await processesWith(`sleep ${seconds}`), []);
    assert.deepEqual(statuses(server), ["starting", "running", "running", "stopped"]);
  }));

Deno.test("the display agent reports once what ended while nobody watched", () =>
  onAgentStage(async ({ server, stateDir, start }) => {
    const first = await AgentProcess.start(server.url, stateDir);
    await server.until(() => server.all("process_status").length > 0);
    const seconds = rareSeconds();
    execute(server, `sh -c 'echo last words; exec sleep ${seconds}'`, 456, "e1");
    await report(server, "running");
    await beats(server, 2);
    await first.kill();
    for (const pid of await processesWith(`sleep ${seconds}`)) Deno.kill(pid, "SIGKILL");

    const second = await start();
    const { executionId, details: { error, exit_code, stdout } } = await report(server, "exited");
    assert.deepEqual([executionId, exit_code, stdout], ["e1", null, "last words\n"]);
    assert.match(String(error), /ended unseen/);
    assert.equal(second.running, 0);
    await second.stop();
    await start();
    await server.until(() => server.all("register_client").length === 3);
    assert.deepEqual(statuses(server), ["starting", "running", "exited"]);
  }));

Deno.test("the display agent leaves another process alone that has got the number of its program", () =>
  onAgentStage(async ({ server, stateDir, start }) => {
    const ofTheUser = new Deno.Command("sleep", { args: ["300"] }).spawn();
    try {
      const journal = new Journal(stateDir, () => {});
      await Deno.mkdir(`${stateDir}/output`);
      await journal.write({
        runs: [{
          id: "0123456789abcdef",
          presetId: 456,
          executionId: null,
          command: "sleep 300",
          program: "sleep",
          pid: ofTheUser.pid,
          startedAt: "another-boot 12345",
          since: 0,
          told: true,
        }],
        reports: [],
        executions: [],
      });
      const agent = await start();
      await report(server, "exited");
      stop(server, null);
      await server.until(() => server.all("stop_result").length === 1);
      assert.equal(agent.running, 0);
      Deno.kill(ofTheUser.pid, "SIGCONT");
    } finally {
      ofTheUser.kill("SIGTERM");
      assert.equal((await ofTheUser.status).signal, "SIGTERM");
    }
  }));

Deno.test("startDisplayAgent() rejects when another agent has its state folder", () =>
  onAgentStage(async ({ start }) => {
    await start();
    await assert.rejects(
      start(),
      (cause) => cause instanceof StateFolderUnavailable && cause.code === "taken",
    );
  }));

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  Deno.test(`the display agent ends what it runs, says so, and leaves nothing at ${signal}`, () =>
    onAgentStage(async ({ server, stateDir }) => {
      const seconds = rareSeconds();
      const agent = await AgentProcess.start(server.url, stateDir);
      await server.until(() => server.all("process_status").length > 0);
      execute(server, `sleep ${seconds}`, 456, "e1");
      await report(server, "running");
      assert.equal(await agent.end(signal), 0);
      assert.deepEqual(await processesWith(`sleep ${seconds}`), []);
      assert.deepEqual(statuses(server), ["starting", "running", "stopped"]);
    }));
}
