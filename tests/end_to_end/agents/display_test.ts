import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { CommandDetail } from "../../../protocols/api/command.ts";
import type { DisplayDetail } from "../../../protocols/api/display.ts";
import type { ExecutionDetail } from "../../../protocols/api/execution.ts";
import type { Preset } from "../../../protocols/api/preset.ts";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import { processesWith, rareSeconds } from "../../agents/displays/agent/stage.ts";
import { AgentProcess } from "../../support/processes/agent_process.ts";
import type { Api } from "../../support/api/api.ts";
import { Cable, needingCable } from "../../support/machine/cable.ts";
import { ControlHostProcess } from "../../support/processes/control_host_process.ts";
import { signalbox } from "../../support/processes/project_task.ts";
import { PythonProgram } from "../../support/machine/python.ts";
import { needing, needingLong, works } from "../../support/machine/system_needs.ts";

const SERVER = fileURLToPath(new URL("../../fixtures/guide_client/server.py", import.meta.url));
const NAME = "Display_01";
const PATH = `/api/v1/displays/${NAME}`;
const PATIENCE_MS = 60_000;
/** A dead link is found within 3 s instead of 30. */
const QUICK_LINK = { gateway: { pingIntervalMs: 1_000, pingTimeoutMs: 2_000 }, warmUpMs: 0 };

const python = works("/usr/bin/python3", ["-c", "import socketio, aiohttp"])
  ? undefined
  : "needs Debian's python3-socketio and python3-aiohttp";

/** `signalbox agent display` at a server, with a state folder of its own. */
async function withAgent(
  url: string,
  use: (agent: AgentProcess, again: () => AgentProcess) => Promise<void>,
  before: readonly string[] = [],
): Promise<void> {
  await withDataDir(async (stateDir) => {
    const agents: AgentProcess[] = [];
    const start = () => {
      const words = ["display", "--server", url, "--name", NAME, "--state-dir", stateDir];
      const agent = new AgentProcess({ words, before });
      agents.push(agent);
      return agent;
    };
    try {
      await use(start(), start);
    } finally {
      for (const agent of agents) await agent.end();
    }
  });
}

async function online(api: Api): Promise<DisplayDetail> {
  await api.until<{ readonly items: readonly DisplayDetail[] }>(
    "/api/v1/displays",
    ({ items }) => items.some(({ name, connected }) => name === NAME && connected),
    PATIENCE_MS,
  );
  return await api.display(NAME);
}

async function newPreset(api: Api, command: string): Promise<Preset> {
  const { id } = await online(api);
  const json = { name: "Morning", commands: [{ displayId: id, command }] };
  return await api.call("/api/v1/presets", { method: "POST", json });
}

async function operate(api: Api, { id }: Preset, what: "execute" | "stop"): Promise<CommandDetail> {
  const path = `/api/v1/presets/${id}/${what}`;
  const { commands: [command = assert.fail()] } = await api.call<ExecutionDetail>(path, {
    method: "POST",
  });
  return await api.finished(command, PATIENCE_MS);
}

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  Deno.test(`signalbox agent display runs and stops a preset of a control host, and ends at ${signal}`, () =>
    withDataDir(async (dataDir) => {
      const host = await ControlHostProcess.start(dataDir);
      const seconds = rareSeconds();
      try {
        await withAgent(host.url, async (agent) => {
          const preset = await newPreset(host.api, `sh -c 'sleep ${seconds} & wait'`);
          const ran = await operate(host.api, preset, "execute");
          assert.equal(ran.state, "completed", ran.reason ?? "");
          assert.equal((await host.api.display(NAME)).currentPresetId, preset.id);
          assert.equal((await processesWith(`sleep ${seconds}`)).length, 2);
          const stopped = await operate(host.api, preset, "stop");
          assert.deepEqual([stopped.state, stopped.result], ["completed", { stoppedProcesses: 1 }]);
          assert.deepEqual(await processesWith(`sleep ${seconds}`), []);
          await operate(host.api, preset, "execute");
          assert.equal(await agent.end(signal), 0);
          assert.equal(agent.said.all.at(-1), "Stopped.");
          assert.deepEqual(await processesWith(`sleep ${seconds}`), []);
          await host.api.until<DisplayDetail>(
            PATH,
            ({ health, connected }) => health === "idle" && !connected,
            PATIENCE_MS,
          );
        });
      } finally {
        await host.stop();
      }
    }));
}

Deno.test("signalbox agent display fails a command with its reason, and the row says so", () =>
  withDataDir(async (dataDir) => {
    const host = await ControlHostProcess.start(dataDir);
    try {
      await withAgent(host.url, async () => {
        const preset = await newPreset(host.api, "/no/such/Stage -fullscreen");
        const { state, reason } = await operate(host.api, preset, "execute");
        assert.deepEqual([state, reason], ["failed", "There is no program Stage here."]);
        assert.equal((await host.api.display(NAME)).connected, true);
      });
    } finally {
      await host.stop();
    }
  }));

Deno.test("signalbox agent display keeps its show through a restart of the control host and kill -9 of itself", () =>
  withDataDir(async (dataDir) => {
    let host = await ControlHostProcess.start(dataDir);
    try {
      await withAgent(host.url, async (agent, again) => {
        const command = `sleep ${rareSeconds()}`;
        const preset = await newPreset(host.api, command);
        const { result } = await operate(host.api, preset, "execute");
        await host.kill();
        host = await host.again();
        await online(host.api);
        await host.api.until<DisplayDetail>(
          PATH,
          ({ health }) => health === "running",
          PATIENCE_MS,
        );

        await agent.end("SIGKILL");
        assert.deepEqual(await processesWith(command), [result?.pid]);
        const second = again();
        await second.says(/^1 program runs already\.$/);
        await host.api.until<DisplayDetail>(
          PATH,
          ({ connected, processes }) => connected && processes.length === 1,
          PATIENCE_MS,
        );
        // The preset runs: nothing is started beside it.
        const repeated = await operate(host.api, preset, "execute");
        assert.equal(repeated.result?.pid, result?.pid);
        assert.equal((await operate(host.api, preset, "stop")).state, "completed");
        assert.deepEqual(await processesWith(command), []);
      });
    } finally {
      await host.stop();
    }
  }));

/** Cuts the cable for so long, in the middle of a show that ends meanwhile and of one that does not. */
function throughSilence(cutMs: number): Promise<void> {
  return withDataDir(async (dataDir) => {
    const cable = await Cable.lay();
    const host = await ControlHostProcess.start(dataDir, { host: "0.0.0.0" }, QUICK_LINK);
    const url = `http://${cable.hostAddress}:${host.ready.httpPort}`;
    try {
      await withAgent(url, async () => {
        const { api } = host;
        const preset = await newPreset(api, "sleep 300");
        const { result } = await operate(api, preset, "execute");
        const short = await api.order(NAME, { action: "execute", command: "sleep 4" });
        await api.finished(short, PATIENCE_MS);
        await cable.cut();
        await new Promise((resolve) => setTimeout(resolve, cutMs));
        await cable.mend();
        await api.until<DisplayDetail>(
          PATH,
          ({ connected, processes }) => connected && processes.join() === "sleep",
          PATIENCE_MS,
        );
        assert.equal(await Deno.readTextFile(`/proc/${result?.pid}/comm`), "sleep\n");
        const { notes } = await api.display(NAME);
        assert.equal(notes.filter(({ kind }) => kind === "finished").length, 1);
        assert.equal((await operate(api, preset, "stop")).state, "completed");
      }, cable.farEnd);
    } finally {
      await host.stop();
      await cable.remove();
    }
  });
}

Deno.test({
  ...needingCable(
    "signalbox agent display keeps its show while its cable is cut, and tells once what ended then",
  ),
  fn: () => throughSilence(8_000),
});

Deno.test({
  ...needingLong("signalbox agent display survives 60 s of packet loss", undefined),
  fn: () => throughSilence(60_000),
});

Deno.test({
  ...needing("signalbox agent display serves a server written from the guide", python),
  fn: async () => {
    const server = new PythonProgram(SERVER, ["sleep 300"]);
    try {
      const port = (await server.out.find((line) => line.startsWith("port "), PATIENCE_MS)).slice(
        5,
      );
      await withAgent(`http://127.0.0.1:${port}`, async () => {
        await server.out.find((line) => line === "done", PATIENCE_MS);
        const events = server.out.all.filter((line) => line.startsWith("[")).map((line) =>
          JSON.parse(line) as [string, Readonly<Record<string, unknown>>]
        );
        const told = events.flatMap(([event, { status }]) =>
          event === "execution_result" ? [status] : []
        );
        const once = ["starting", "running", "stopped"];
        assert.deepEqual(told, [...once, ...once]);
        assert.equal(events.filter(([event]) => event === "register_client").length, 2);
      });
    } finally {
      await server.stop();
      assert.deepEqual(server.errors.all, []);
    }
  },
});

Deno.test("signalbox agent display says in one line what is in the way, and ends with code 2", async () => {
  const refused = [
    [["--server", "ftp://192.0.2.10"], /^--server: must be http:\/\/ or https:\/\/ with a host/],
    [["--state-dir", "/proc/nowhere"], /^The state folder cannot be used: \/proc\/nowhere \(/],
    [["--shell", "always", "--allow", "Stage"], /^--shell always and --allow exclude each other/],
  ] as const;
  for (const [words, line] of refused) {
    const { code, err } = await signalbox(["agent", "display", ...words], {});
    assert.equal(code, 2, err);
    assert.match(err, line);
    assert.equal(err.trimEnd().split("\n").length, 1, err);
  }
});
