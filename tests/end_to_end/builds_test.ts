import assert from "node:assert/strict";
import type { ScriptedDisplay } from "../../agents/displays/scripted_display.ts";
import type { DisplayDetail } from "../../protocols/api/display.ts";
import { withDataDir } from "../adapters/sqlite/with_data_dir.ts";
import type { Api } from "../support/api.ts";
import { ControlHostProcess } from "../support/control_host_process.ts";
import {
  allRegistered,
  clientIdOf,
  latest,
  PATIENCE_MS,
  withFleet,
} from "../support/scripted_fleet.ts";

const COMMAND = "D:\\show\\UnrealEditor.exe -fullscreen";
const PRESET = 12;

/** Execute and stop through the API; every build reports both in its own words. */
async function runAndStop(api: Api, display: ScriptedDisplay): Promise<void> {
  const { name, build } = display;
  const executed = await api.order(name, {
    action: "execute",
    command: COMMAND,
    presetId: PRESET,
  });
  const running = await api.finished(executed, PATIENCE_MS);
  assert.equal(running.state, "completed", `${build.id}: ${running.reason}`);
  checkAddress(display, "execute_command", executed.id);
  const health = await api.until<DisplayDetail>(pathOf(name), isRunning, PATIENCE_MS);
  assert.equal(health.currentPresetId, PRESET, build.id);

  const stopped = await api.order(name, { action: "stop", presetId: PRESET });
  const ended = await api.finished(stopped, PATIENCE_MS);
  assert.equal(ended.state, "completed", `${build.id}: ${ended.reason}`);
  checkAddress(display, "stop_command", stopped.id);
  await api.until<DisplayDetail>(pathOf(name), (each) => each.health === "idle", PATIENCE_MS);
}

/** Fielded builds compare names letter by letter: the one they registered with must come back. */
function checkAddress(display: ScriptedDisplay, event: string, executionId: string): void {
  const told = latest(display, event);
  const { clientName, client_name, presetId, preset_id } = told;
  assert.deepEqual(
    { clientName, client_name, presetId, preset_id, executionId: told.executionId },
    {
      clientName: display.name,
      client_name: display.name,
      presetId: PRESET,
      preset_id: PRESET,
      executionId,
    },
    `${display.build.id} ${event}`,
  );
}

function isRunning(display: DisplayDetail): boolean {
  return display.health === "running";
}

function pathOf(name: string): string {
  return `/api/v1/displays/${encodeURIComponent(name)}`;
}

Deno.test("fielded builds T4, T3, C3, T1 and G run and stop a program, and survive both restarts", async (t) => {
  await withDataDir(async (dataDir) => {
    let host = await ControlHostProcess.start(dataDir);
    try {
      await withFleet(host.url, async (displays) => {
        const ids = displays.map(clientIdOf);
        const everyBuildWorks = async () => {
          await Promise.all(displays.map((display) => runAndStop(host.api, display)));
        };
        const everyBuildReturns = async (connects: readonly number[]) => {
          await Promise.all(
            displays.map((display, index) =>
              display.until(() => display.connects > (connects[index] ?? 0), PATIENCE_MS)
            ),
          );
          await allRegistered(displays);
          assert.deepEqual(displays.map(clientIdOf), ids);
          for (const display of displays) {
            const known = await host.api.display(display.name);
            assert.deepEqual([known.name, known.connected], [display.name, true]);
          }
        };
        const connectsNow = () => displays.map((display) => display.connects);

        await t.step("execute and stop", everyBuildWorks);
        await t.step("a graceful restart", async () => {
          const before = connectsNow();
          await host.stop();
          for (const display of displays) {
            assert.equal(typeof latest(display, "server_shutdown").reconnectAfter, "number");
          }
          host = await host.again();
          await everyBuildReturns(before);
        });
        await t.step("execute and stop after the graceful restart", everyBuildWorks);
        await t.step("kill -9", async () => {
          const before = connectsNow();
          await host.kill();
          host = await host.again();
          await everyBuildReturns(before);
        });
        await t.step("execute and stop after kill -9", everyBuildWorks);
        await t.step("no command came twice", () => {
          for (const { commandCounts } of displays) {
            assert.equal(commandCounts.size, 6);
            assert.ok([...commandCounts.values()].every((count) => count === 1));
          }
        });
      });
    } finally {
      await host.stop();
    }
  });
});
