import assert from "node:assert/strict";
import { AllowList } from "../../../../agents/displays/agent/allow_list.ts";
import { POSIX } from "../../../../agents/displays/agent/posix_line.ts";
import {
  execute,
  NAME,
  processesWith,
  rareSeconds,
  report,
  statuses,
  stop,
  withAgent,
} from "./stage.ts";

Deno.test("the display agent starts a program, says so, and says that it has stopped it", () =>
  withAgent(async ({ server }, agent) => {
    execute(server, "sleep 300", 456, "e1");
    const { presetId, executionId, details } = await report(server, "running");
    assert.deepEqual([presetId, executionId], [456, "e1"]);
    assert.deepEqual([details.command, details.process_name], ["sleep 300", "sleep"]);
    assert.equal(await Deno.readTextFile(`/proc/${details.pid}/comm`), "sleep\n");
    assert.equal(agent.running, 1);
    const listed = server.all("process_status").at(-1);
    assert.equal(listed?.status, "running");
    const [process] = listed?.running_processes as Record<string, unknown>[];
    assert.deepEqual([process?.preset_id, process?.pid], [456, details.pid]);

    stop(server, 456);
    const stopped = await report(server, "stopped");
    assert.deepEqual([stopped.presetId, stopped.executionId], [456, "e1"]);
    const [answer] = server.all("stop_result");
    assert.deepEqual(answer?.result, {
      success: true,
      stopped_processes: 1,
      message: "1 stopped",
    });
    assert.deepEqual(statuses(server), ["starting", "running", "stopped"]);
    await server.until(() => server.all("process_status").at(-1)?.running_process_count === 0);
    await assert.rejects(Deno.stat(`/proc/${details.pid}`));
  }));

Deno.test("the display agent ends a tree of processes within 2 s, and leaves a user's program of the same name", () =>
  withAgent(async ({ server }) => {
    const seconds = rareSeconds();
    const ofTheUser = new Deno.Command("sleep", { args: [seconds] }).spawn();
    try {
      // The child has left the group and the session; the grandchild does not listen.
      const child =
        `setsid sh -c 'trap "" TERM; sleep ${seconds} & sleep ${seconds} & wait; sleep ${seconds}'`;
      execute(server, `sh -c "${child.replaceAll('"', '\\"')} & wait"`);
      await report(server, "running");
      const before = await processesWith(`sleep ${seconds}`);
      assert.ok(before.length >= 5, String(before));
      const begin = performance.now();
      stop(server);
      await report(server, "stopped");
      const tookMs = performance.now() - begin;
      assert.ok(tookMs < 2_000, `${tookMs} ms`);
      assert.deepEqual(await processesWith(`sleep ${seconds}`), [ofTheUser.pid]);
    } finally {
      ofTheUser.kill();
      await ofTheUser.status;
    }
  }));

Deno.test("the display agent reports the exit code and the last words of a program", () =>
  withAgent(async ({ server }) => {
    execute(server, "sh -c 'sleep 0.8; echo up; echo broken >&2; exit 3'");
    const { details } = await report(server, "exited");
    assert.equal(details.exit_code, 3);
    assert.equal(details.error, "exited with code 3");
    assert.equal(details.stdout, "up\nbroken\n");
    assert.deepEqual(statuses(server), ["starting", "running", "exited"]);
  }));

const FAILING: readonly (readonly [string, string, RegExp])[] = [
  ["does not exist", "/no/such/stage -fullscreen", /^There is no program stage here\.$/],
  ["is no program", "/etc", /^etc cannot be run\.$/],
  [
    "a shell does not find",
    "no-such-stage && true",
    /^no-such-stage exited with code 127: .*not found/,
  ],
  ["needs a terminal", "sh -c 'read line </dev/tty'", /^sh exited with code \d+: .*\/dev\/tty/],
  ["asks on standard input", "sh -c 'read line || exit 9'", /^sh exited with code 9$/],
  ["is killed at once", "sh -c 'kill -9 $$'", /^sh was ended by SIGKILL$/],
  ["has no partner for a quote", "stage 'my show", /without its partner/],
  ["is empty", "  ", /^The command line is empty\.$/],
  ["is too long", `true ${"x".repeat(10_000)}`, /has 10005 characters, allowed are 8191/],
];

for (const [what, command, reason] of FAILING) {
  Deno.test(`the display agent says why when a program ${what}, and stays connected`, () =>
    withAgent(async ({ server }, agent) => {
      execute(server, command);
      const { details } = await report(server, "failed");
      assert.match(String(details.error), reason);
      assert.deepEqual([agent.registered, agent.running], [true, 0]);
      assert.equal(server.handshakes.length, 1);
    }));
}

Deno.test("the display agent keeps the last of 10 MB of output, and little of it on the disk", () =>
  withAgent(async ({ server, stateDir }) => {
    execute(
      server,
      "sh -c 'head -c 10000000 /dev/zero | tr \"\\0\" a; echo; echo the end; sleep 1'",
    );
    await report(server, "running");
    const { details } = await report(server, "exited");
    const output = String(details.stdout);
    assert.ok(output.length <= 4_096 && output.endsWith("\nthe end\n"), output.slice(-20));
    assert.deepEqual([...Deno.readDirSync(`${stateDir}/output`)], []);
  }));

Deno.test("the display agent counts a launcher that leaves its show behind as running until the show ends", () =>
  withAgent(async ({ server }) => {
    execute(server, "sleep 1.2 & exit 0");
    await report(server, "running");
    assert.equal(statuses(server).includes("exited"), false);
    const { details } = await report(server, "exited");
    assert.ok((details.uptime as number) >= 1.2, String(details.uptime));
    assert.equal(details.exit_code, 0);
  }));

Deno.test("the display agent answers a stop for what never ran", () =>
  withAgent(async ({ server }) => {
    stop(server, 77);
    await server.until(() => server.all("stop_result").length === 1);
    const [{ presetId, result } = {}] = server.all("stop_result");
    assert.equal(presetId, 77);
    assert.deepEqual(result, {
      success: true,
      stopped_processes: 0,
      message: "nothing was running",
    });
  }));

Deno.test("the display agent starts two presets side by side, and one of them once", () =>
  withAgent(async ({ server }, agent) => {
    execute(server, "sleep 300", 1, "a");
    execute(server, "sleep 300", 2, "b");
    execute(server, "sleep 300", 1, "c");
    execute(server, "sleep 301", 1, "d");
    await report(server, "running", 3);
    const again = server.all("execution_result").filter(({ details }) =>
      (details as Record<string, unknown>).already_running
    );
    assert.deepEqual(again.map(({ executionId }) => executionId), ["c"]);
    const refused = await report(server, "failed");
    assert.equal(refused.executionId, "d");
    assert.match(
      String(refused.details.error),
      /^Preset 1 is still running \(process \d+\): stop it/,
    );
    assert.equal(agent.running, 2);
    stop(server, null);
    await report(server, "stopped", 2);
    assert.equal(agent.running, 0);
  }));

Deno.test("the display agent does not carry out the same execution twice", () =>
  withAgent(async ({ server }) => {
    execute(server, "true", null, "once");
    await report(server, "exited");
    execute(server, "true", null, "once");
    const { details } = await report(server, "failed");
    assert.match(String(details.error), /carried out before/);
  }));

Deno.test("the display agent starts anew what is being stopped, and nothing that a stop has overtaken", () =>
  withAgent(async ({ server }, agent) => {
    execute(server, "sleep 300", 1, "a");
    await report(server, "running");
    stop(server);
    execute(server, "sleep 301", 1, "b");
    const second = await report(server, "running", 2);
    assert.equal(second.executionId, "b");
    execute(server, "sleep 302", 5, "c");
    execute(server, "sleep 303", 5, "d");
    stop(server, 5);
    await report(server, "failed", 2);
    assert.equal(agent.running, 1);
  }));

Deno.test("the display agent ignores orders for others and events that nobody knows, and goes on", () =>
  withAgent(async ({ server, log }, agent) => {
    server.emit("execute_command", { clientName: "Display_02", command: "sleep 300" });
    server.emit("execute_command", { command: "sleep 300" });
    server.emit("execute_command", "sleep 300", 3);
    server.emit("stop_command");
    server.emit("make_coffee", { client_name: NAME, action: "shutdown" });
    server.emit("registration_success", null, [1], new Uint8Array(3));
    server.emit("connection_check", { client_name: NAME.toUpperCase(), timestamp: "now" });
    await server.until(() => server.all("connection_check_response").length === 1);
    assert.equal(server.all("connection_check_response")[0]?.received_at, "now");
    assert.deepEqual([agent.registered, agent.running], [true, 0]);
    assert.ok(log.includes("warn execute_command for Display_02 is not carried out here"));
    assert.ok(log.includes("info make_coffee of the server is not known here"));
    assert.deepEqual(server.all("execution_result"), []);
  }));

Deno.test("the display agent starts only what its list allows, and nothing by a shell then", async () => {
  const rules = { shell: "auto", allowed: new AllowList(["sleep", "/opt/show/"], POSIX) } as const;
  await withAgent(async ({ server }, agent) => {
    execute(server, "sh -c 'sleep 300'", 1, "a");
    const first = await report(server, "failed");
    assert.equal(
      first.details.error,
      "sh is not on this display's list of programs (sleep, /opt/show/).",
    );
    execute(server, "sleep 300 && sh", 1, "b");
    const second = await report(server, "failed", 2);
    assert.match(String(second.details.error), /needs a shell because of &/);
    execute(server, "sleep 300", 1, "c");
    await report(server, "running");
    assert.equal(agent.running, 1);
  }, { rules });
});
