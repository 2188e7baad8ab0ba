import type { Command } from "../ledger/command.ts";
import type {
  ExecutionReported,
  PowerAction,
  PowerReported,
  SwitchboardOrder,
} from "../../protocols/switchboard/events.ts";
import { begun, conclude, waitOn } from "./conclusions.ts";
import type { DisplayContext, DisplayState } from "./display_state.ts";
import { type OpenCommand, sentCommands } from "./open_commands.ts";
import { wireName } from "./seat.ts";
import { rests } from "./what_runs.ts";

/** What a device says of itself that carries out `power_action`, and answers whether it does. Our own agent. */
export const POWER_CAPABILITY = "power_action";
/** A library that has lost its connection comes back within five seconds and a half; a machine that is off, not. */
const STAYS_AWAY_MS = 10_000;

/**
 * For builds that only know command lines. Five seconds are for the answer; `/f` goes without saying then. The second
 * half is for displays that are no Windows: there the first one is refused, and there is no other harm in it.
 */
const LINES: Readonly<Record<PowerAction, string>> = {
  restart: "shutdown /r /t 5 || shutdown -r now",
  shutdown: "shutdown /s /t 5 || shutdown -h now",
};

/** What a power command does to the machine. */
export function powerActionOf({ order }: Command): PowerAction {
  return order.params.what === "shutdown" ? "shutdown" : "restart";
}

/**
 * A power command in the words of the build: `power_action` for those that read it, a command line for all others.
 * Consoles (C3) are known by their answer to checks, and by giving no version, as the guide's clients do. Source:
 * fielded builds C3, C1, T4 and T3.
 */
export function powerOrderOf(state: DisplayState, command: Command): SwitchboardOrder {
  const { capabilities, version } = state.seat.record;
  const name = wireName(state.seat);
  const executionId = command.id;
  const action = powerActionOf(command);
  const reads = capabilities.includes(POWER_CAPABILITY) || (state.saysAlive && version === null);
  return reads
    ? { type: "power", name, action, executionId }
    : { type: "execute", name, command: LINES[action], presetId: null, executionId };
}

/** The bytes have left; from now on the connection is expected to go. */
export function powerSent(state: DisplayState, entry: OpenCommand): void {
  waitOn(
    state,
    entry,
    `${state.seat.record.name} got the order, and its connection did not go before the deadline. ` +
      "Check that its client may shut the machine down, and that no program holds it up.",
  );
}

/** Our own agent says whether it does it. */
export function onPower(state: DisplayState, event: PowerReported): void {
  const entry = sentCommands(state.commands, "power")
    .find(({ command }) => command.id === event.executionId);
  if (event.ok) return begun(state, entry);
  const reason = event.error ?? "The display refused, and gave no reason.";
  conclude(state, entry, { state: "failed", reason });
}

/** Whether an execution is that of a power command's line, which is taken in here: no show runs because of it. */
export function takesExecution(state: DisplayState, event: ExecutionReported): boolean {
  const entry = sentCommands(state.commands, "power")
    .find((candidate) => isOf(state, candidate, event));
  if (entry === undefined) return false;
  if (event.phase !== "failed") begun(state, entry);
  else {
    const reason = event.error ?? "The display could not carry it out, and gave no reason.";
    conclude(state, entry, { state: "failed", reason });
  }
  return true;
}

function isOf(
  state: DisplayState,
  { command }: OpenCommand,
  { executionId, command: line, presetId }: ExecutionReported,
): boolean {
  if (executionId !== undefined) return executionId === command.id;
  if (line !== undefined) return line === LINES[powerActionOf(command)];
  return presetId === undefined && sentCommands(state.commands, "execute").length === 0;
}

/** Whether a word that something runs can only mean a power command's line. */
export function onlyPowerRuns(state: DisplayState): boolean {
  return sentCommands(state.commands, "power").length > 0 &&
    sentCommands(state.commands, "execute").length === 0;
}

/** The connection went, as was asked. */
export function wentAway(state: DisplayState, entry: OpenCommand, ctx: DisplayContext): void {
  const { id } = entry.command;
  const { name } = state.seat.record;
  entry.awayAt = ctx.monotonicMs();
  if (powerActionOf(entry.command) === "shutdown") {
    ctx.timers.once(`away:${id}`, STAYS_AWAY_MS, { type: "stayedAway", id });
    return;
  }
  waitOn(
    state,
    entry,
    `${name} went away, and did not register again before the deadline. Check that the machine ` +
      "starts, and that its client starts with it.",
  );
}

/** A display that was to shut down has been gone for long enough. */
export function stayedAway(state: DisplayState, id: string): boolean {
  const entry = state.commands.get(id);
  if (entry === undefined || entry.awayAt === null) return false;
  conclude(state, entry, { state: "completed", result: { awayMs: STAYS_AWAY_MS } });
  return rests(state, "idle");
}

/** The display has registered: a restart is over; a shutdown has not come about. */
export function cameBack(state: DisplayState, ctx: DisplayContext): void {
  for (const entry of sentCommands(state.commands, "power")) {
    if (entry.awayAt === null) continue;
    const awayMs = Math.round(ctx.monotonicMs() - entry.awayAt);
    entry.awayAt = null;
    if (powerActionOf(entry.command) === "restart") {
      conclude(state, entry, { state: "completed", result: { awayMs } });
      rests(state, "idle");
      continue;
    }
    const { name } = state.seat.record;
    waitOn(state, entry, `${name} lost its connection and came back: it has not shut down.`);
  }
}
