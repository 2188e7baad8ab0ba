import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { DisplayDetail, DisplayPage } from "../../../protocols/api/display.ts";
import type { CommandDetail } from "../../../protocols/api/command.ts";
import type { ExecutionDetail } from "../../../protocols/api/execution.ts";
import type { Preset } from "../../../protocols/api/preset.ts";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import type { Api } from "../../support/api/api.ts";
import { ControlHostProcess } from "../../support/processes/control_host_process.ts";
import { pythonProblem, PythonProgram } from "../../support/machine/python.ts";
import { needing } from "../../support/machine/system_needs.ts";

const SCRIPT = fileURLToPath(new URL("../../fixtures/guide_client/run.py", import.meta.url));
const NAME = "Display_01";
const PATH = `/api/v1/displays/${NAME}`;
/** The guide's 30 s and 20 s, for a test in a hurry. */
const INTERVALS_S = ["0.5", "0.5"];
/** The guide's client tries to reconnect after 5 s, and looks every 10 s whether it is connected. */
const PATIENCE_MS = 30_000;

const REGISTERED = /클라이언트 등록 성공/;
const BEAT_ANSWERED = /하트비트 응답 수신/;
const CHECK_ANSWERED = /연결 확인 응답 전송/;
/** Its own attempt after the announcement; it fails when the library is dialling at that moment, and gets there too. */
const RECONNECTED = /재연결 (성공|실패)/;

async function operate(api: Api, path: string): Promise<CommandDetail> {
  const execution = await api.call<ExecutionDetail>(path, { method: "POST" });
  assert.equal(execution.commands.length, 1);
  const [command = assert.fail()] = execution.commands;
  const ended = await api.finished(command, PATIENCE_MS);
  assert.equal(ended.state, "completed", ended.reason ?? "");
  return ended;
}

/** Runs the preset, looks at the real process, stops it, and looks again. */
async function runAndStop(api: Api, preset: Preset): Promise<void> {
  const executed = await operate(api, `/api/v1/presets/${preset.id}/execute`);
  const pid = executed.result?.pid as number;
  assert.equal(await programOf(pid), "sleep");
  const running = await api.until<DisplayDetail>(
    PATH,
    ({ health, processes }) => health === "running" && processes.length === 1,
    PATIENCE_MS,
  );
  assert.equal(running.currentPresetId, preset.id);
  await operate(api, `/api/v1/presets/${preset.id}/stop`);
  assert.equal(await programOf(pid), undefined);
  await api.until<DisplayDetail>(PATH, ({ health }) => health === "idle", PATIENCE_MS);
}

/** The name of a living process. */
async function programOf(pid: number): Promise<string | undefined> {
  try {
    return (await Deno.readTextFile(`/proc/${pid}/comm`)).trim();
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound) return undefined;
    throw cause;
  }
}

/** What the client prints once more after this. */
function nextLine({ out }: PythonProgram, text: RegExp): Promise<string> {
  const before = out.all.length;
  return out.find((line, index) => index >= before && text.test(line), PATIENCE_MS);
}

Deno.test({
  ...needing("the guide's own client shows a preset, and is back after a restart", pythonProblem()),
  fn: async () => {
    await withDataDir(async (dataDir) => {
      let host = await ControlHostProcess.start(dataDir, {}, { checkIntervalMs: 1_000 });
      const client = new PythonProgram(SCRIPT, [host.url, NAME, ...INTERVALS_S]);
      try {
        const { api } = host;
        await nextLine(client, REGISTERED);
        await nextLine(client, BEAT_ANSWERED);
        await nextLine(client, CHECK_ANSWERED);
        const before = await api.display(NAME);
        assert.deepEqual([before.version, before.capabilities], [
          "2.0",
          ["unreal_engine", "file_transfer"],
        ]);
        assert.ok((before.uptimeS ?? 0) > 0);
        const preset = await api.call<Preset>("/api/v1/presets", {
          method: "POST",
          json: {
            name: "Morning",
            commands: [{ displayId: before.id, command: "exec sleep 300" }],
          },
        });
        await runAndStop(api, preset);

        const back = nextLine(client, REGISTERED);
        const settled = nextLine(client, RECONNECTED);
        await host.stop();
        host = await host.again();
        await back;
        // The guide's client connects anew 5 s after the announcement, even when it is back already.
        await settled;
        await api.until<DisplayPage>(
          "/api/v1/displays?liveness=online",
          ({ items }) => items.some(({ id, connected }) => id === before.id && connected),
          PATIENCE_MS,
        );
        await nextLine(client, BEAT_ANSWERED);
        await runAndStop(api, preset);
        assert.equal((await api.call<DisplayPage>("/api/v1/displays")).items.length, 1);
      } finally {
        await Promise.all([client.stop(), host.stop()]);
      }
    });
  },
});
