import type { ExecutionReported, StopReported } from "../../protocols/switchboard/events.ts";
import { conclude } from "./conclusions.ts";
import { clearSuspects } from "./crash_reports.ts";
import { type DisplayContext, type DisplayState, note } from "./display_state.ts";
import {
  matchReport,
  matchStop,
  type OpenCommand,
  presetOf,
  sentCommands,
} from "./open_commands.ts";
import { isOfAnother, listsCurrent, rests } from "./what_runs.ts";

/** Presets that a show could have at a time; of more, an end may be told twice. */
const MOST_STOPS_NOTED = 64;

/**
 * One build ends only its shell, which is gone by then (fielded build T3); another knows four programs by name, and
 * counts what it has ended (C3).
 */
const IN_DOUBT =
  "The client has confirmed the stop, and may have ended nothing: look at the screen.";

/** The answer to a stop. */
export function onStop(state: DisplayState, event: StopReported, ctx: DisplayContext): boolean {
  const entry = matchStop(sentCommands(state.commands, "stop"), event);
  if (!event.ok) {
    const reason = event.error ?? "The display could not stop it, and gave no reason.";
    conclude(state, entry, { state: "failed", reason });
    note(state, ctx, "stopFailed", reason);
    return true;
  }
  // Most builds name a preset, and have stopped everything all the same; only one gives us our own id back.
  const exact = event.executionId !== undefined || listsCurrent(state);
  const ran = state.health === "running";
  const changed = stopped(state, entry, event.presetId, exact, ctx);
  const count = event.stoppedProcesses;
  const inDoubt = state.health === "idle" && (state.outlivesStops || (ran && count === 0));
  if (inDoubt) state.health = "unknown";
  conclude(state, entry, {
    state: "completed",
    ...(inDoubt ? { reason: IN_DOUBT } : {}),
    ...(count === undefined ? {} : { result: { stoppedProcesses: count } }),
  });
  return changed;
}

/** An execution has ended because of a stop; the answer to the stop comes before it, after it, or not at all. */
export function onStopped(
  state: DisplayState,
  event: ExecutionReported,
  ctx: DisplayContext,
): boolean {
  const { presetId } = event;
  const named = presetId === undefined ? {} : { presetId };
  const entry = matchReport(sentCommands(state.commands, "stop"), named);
  conclude(state, entry, { state: "completed" });
  const exact = event.executionId !== undefined || listsCurrent(state);
  return stopped(state, entry, presetId, exact, ctx);
}

function stopped(
  state: DisplayState,
  entry: OpenCommand | undefined,
  presetId: number | undefined,
  exact: boolean,
  ctx: DisplayContext,
): boolean {
  clearSuspects(state, ctx);
  const preset = presetId ?? (entry === undefined ? null : presetOf(entry.command));
  if (entry !== undefined || !wasNoted(state, preset)) note(state, ctx, "stopped");
  if (state.stopsNoted.size < MOST_STOPS_NOTED) state.stopsNoted.add(preset);
  if (exact && isOfAnother(state, presetId)) return true;
  return rests(state, "idle");
}

/** One stop is told twice by some: as its answer, and as the end of each execution. */
function wasNoted({ stopsNoted }: DisplayState, preset: number | null): boolean {
  return stopsNoted.has(preset) || stopsNoted.has(null);
}
