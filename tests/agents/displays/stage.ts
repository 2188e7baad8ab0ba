import type { BuildId } from "../../../agents/displays/display_build.ts";
import {
  createScriptedDisplay,
  type ScriptedDisplay,
  type ScriptedDisplayOptions,
} from "../../../agents/displays/scripted_display.ts";
import {
  type SimulatedProcesses,
  simulateProcesses,
} from "../../../agents/displays/process_table.ts";
import { BareServer } from "./bare_server.ts";

/** A server and one display at it. */
export interface Stage {
  readonly server: BareServer;
  readonly display: ScriptedDisplay;
  readonly processes: SimulatedProcesses;
}

/** Fifty device seconds in one: 5 s become 100 ms. */
export const TIME_SCALE = 50;
/** Real milliseconds: generous, as nothing but a defect lets it pass. */
export const PATIENCE_MS = 20_000;
export const NAME = "Wall-L2";

/** Runs `play` with a fresh stage, and clears it away. */
export async function onStage(
  build: BuildId,
  play: (stage: Stage) => Promise<void> | void,
  options: Partial<ScriptedDisplayOptions> = {},
): Promise<void> {
  const server = await BareServer.start();
  const processes = simulateProcesses((command) =>
    command.includes("missing") ? "no such file" : undefined
  );
  const display = createScriptedDisplay({
    build,
    url: server.url,
    name: NAME,
    timeScale: TIME_SCALE,
    processes,
    ...options,
  });
  try {
    await play({ server, display, processes });
  } finally {
    display.stop();
    await server.close();
  }
}

/** The same, with the display registered. */
export function registered(
  build: BuildId,
  play: (stage: Stage) => Promise<void> | void,
  options: Partial<ScriptedDisplayOptions> = {},
  prepare: (server: BareServer) => void = () => {},
): Promise<void> {
  return onStage(build, async (stage) => {
    prepare(stage.server);
    stage.display.start();
    await stage.display.until(() => stage.display.registered, PATIENCE_MS);
    await play(stage);
  }, options);
}
