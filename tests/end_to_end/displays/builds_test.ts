import assert from "node:assert/strict";
import type { ScriptedDisplay } from "../../../agents/displays/scripted_display.ts";
import type { DisplayDetail } from "../../../protocols/api/display.ts";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import type { Api } from "../../support/api/api.ts";
import { ControlHostProcess } from "../../support/processes/control_host_process.ts";
import {
  allRegistered,
  clientIdOf,
  latest,
  PATIENCE_MS,
  withFleet,
} from "../../support/displays/scripted_fleet.ts";

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
  // T3's stop is confirmed, and ends nothing.
  const rests = build.id === "T3" ? "unknown" : "idle";
  await api.until<DisplayDetail>(pathOf(name), (each) => each.health === rests, PATIENCE_MS);
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

/** Every display has connected once more, registered, and has the number it had. */
async function everyBuildReturns(
  api: Api,
  displays: readonly ScriptedDisplay[],
  before: readonly { readonly id: number; readonly connects: number }[],
): Promise<void> {
  await Promise.all(
    displays.map((display, index) =>
      display.until(() => display.connects > (before[index]?.connects ?? 0), PATIENCE_MS)
    ),
  );
  await allRegistered(displays);
  assert.deepEqual(displays.map(clientIdOf), before.map(({ id }) => id));
  for (const { name } of displays) {
    const known = await api.display(name);
    assert.deepEqual([known.name, known.connected], [name, true]);
  }
}

function identities(displays: readonly ScriptedDisplay[]) {
  return displays.map((display) => ({ id: clientIdOf(display), connects: display.connects }));
}

async function survive(
  t: Deno.TestContext,
  first: ControlHostProcess,
  displays: readonly ScriptedDisplay[],
): Promise<ControlHostProcess> {
  let host = first;
  const work = () => Promise.all(displays.map((display) => runAndStop(host.api, display)));
  const restart = async (end: () => Promise<void>) => {
    const before = identities(displays);
    await end();
    host = await host.again();
    await everyBuildReturns(host.api, displays, before);
  };
  await t.step("execute and stop", async () => void await work());
  await t.step("a graceful restart", () => restart(() => host.stop()));
  for (const display of displays) {
    assert.equal(typeof latest(display, "server_shutdown").reconnectAfter, "number");
  }
  await t.step("execute and stop after it", async () => void await work());
  await t.step("kill -9", () => restart(() => host.kill()));
  await t.step("execute and stop after that", async () => void await work());
  return host;
}

Deno.test("fielded builds T4, T3, C3, T1 and G run and stop a program, and survive both restarts", async (t) => {
  await withDataDir(async (dataDir) => {
    let host = await ControlHostProcess.start(dataDir);
    try {
      await withFleet(host.url, async (displays) => {
        host = await survive(t, host, displays);
        for (const { commandCounts } of displays) {
          assert.deepEqual([...commandCounts.values()], [1, 1, 1, 1, 1, 1], "nothing came twice");
        }
      });
    } finally {
      await host.stop();
    }
  });
});
