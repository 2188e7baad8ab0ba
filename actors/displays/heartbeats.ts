import type { HeartbeatReceived } from "../../protocols/switchboard/events.ts";
import { type DisplayContext, type DisplayState, note } from "./display_state.ts";
import type { DisplayLink } from "./link.ts";
import { sentCommands } from "./open_commands.ts";
import { onlyPowerRuns } from "./powering.ts";
import { rests } from "./what_runs.ts";

/** Takes in a heartbeat, and answers it. Answers whether people see something new. */
export function onHeartbeat(
  state: DisplayState,
  link: DisplayLink,
  event: HeartbeatReceived,
  ctx: DisplayContext,
): boolean {
  if (event.uptimeS !== undefined) state.uptimeS = event.uptimeS;
  if (event.processCount !== undefined) state.processCount = event.processCount;
  if (event.processes !== undefined) state.processes = event.processes;
  link.send({ type: "heartbeatAccepted" });
  const changed = event.running !== undefined && onRunning(state, event.running, ctx);
  return (event.syncStatus !== undefined && setSync(state, event.syncStatus)) || changed;
}

/** One build says with each heartbeat whether a program runs (S6). What has failed stays visible. */
function onRunning(state: DisplayState, running: boolean, ctx: DisplayContext): boolean {
  const { health } = state;
  if (health === "error" || health === (running ? "running" : "idle")) return false;
  if (running) {
    if (onlyPowerRuns(state)) return false;
    state.health = "running";
    return true;
  }
  // The program of an order that is on its way need not be up yet.
  if (sentCommands(state.commands, "execute").length > 0) return false;
  if (health === "running") note(state, ctx, "ended");
  return rests(state, "idle");
}

/** Takes over what a display says of its sync card. */
export function setSync(state: DisplayState, syncStatus: string): boolean {
  if (state.syncStatus === syncStatus) return false;
  state.syncStatus = syncStatus;
  return true;
}
