import type { Json } from "../ledger/command.ts";
import type {
  CheckAnswered,
  ExecutionReported,
  ProcessesReported,
  StatusReported,
  SwitchboardEvent,
} from "../../protocols/switchboard/events.ts";
import { begun, conclude } from "./conclusions.ts";
import { clearSuspects, suspectCrash } from "./crash_reports.ts";
import { type DisplayContext, type DisplayState, note } from "./display_state.ts";
import { onHeartbeat, setSync } from "./heartbeats.ts";
import type { DisplayLink } from "./link.ts";
import { commandLineOf, matchReport, presetOf, sentCommands } from "./open_commands.ts";
import { onlyPowerRuns, onPower, takesExecution } from "./powering.ts";
import { ReportMemory } from "./report_memory.ts";
import { onStop, onStopped } from "./stop_reports.ts";
import { isOfAnother, listPresets, rests, runs } from "./what_runs.ts";

/**
 * Takes in what the device holding the name has said. Returns true when something that people look at has
 * changed; a heartbeat alone has not.
 */
export function takeIn(
  state: DisplayState,
  link: DisplayLink,
  event: SwitchboardEvent,
  ctx: DisplayContext,
): boolean {
  if ("reportId" in event && !(state.seat.reports ??= new ReportMemory()).isNew(event.reportId)) {
    return false;
  }
  switch (event.type) {
    case "heartbeatReceived":
      return onHeartbeat(state, link, event, ctx);
    case "checkAnswered":
      return onCheckAnswered(state, event);
    case "executionReported":
      return onExecution(state, event, ctx);
    case "statusReported":
      return onStatus(state, event, ctx);
    case "stopReported":
      return onStop(state, event, ctx);
    case "powerReported":
      onPower(state, event);
      return false;
    case "processesReported":
      return onProcesses(state, event, ctx);
    case "syncReported":
      return setSync(state, event.syncStatus);
    case "reconnected":
      note(state, ctx, "reconnected");
      return false;
    case "pinged":
      link.send({ type: "answerPing" });
      return false;
    case "registered":
      return false;
  }
}

function onCheckAnswered(state: DisplayState, { status, syncStatus }: CheckAnswered): boolean {
  state.saysAlive = status === "alive";
  for (const entry of sentCommands(state.commands, "check")) {
    conclude(state, entry, { state: "completed" });
  }
  return syncStatus !== undefined && setSync(state, syncStatus);
}

function onExecution(state: DisplayState, event: ExecutionReported, ctx: DisplayContext): boolean {
  if (takesExecution(state, event)) return false;
  if (event.phase === "stopped") return onStopped(state, event, ctx);
  const entry = matchReport(sentCommands(state.commands, "execute"), event);
  const presetId = entry ? presetOf(entry.command) : event.presetId;
  clearSuspects(state, ctx);
  switch (event.phase) {
    case "starting":
      begun(state, entry);
      return false;
    case "running":
      conclude(state, entry, { state: "completed", result: resultOf(event) });
      // Only one build keeps a word of failure here: it has given up waiting, and lost track (T3).
      state.outlivesStops = event.error !== undefined;
      note(state, ctx, "running", entry ? commandLineOf(entry.command) : event.command);
      return runs(state, presetId ?? null);
    case "finished":
      conclude(state, entry, { state: "completed", result: resultOf(event) });
      note(state, ctx, "finished", event.processName);
      return isOfAnother(state, presetId) || rests(state, "idle");
    case "failed":
      conclude(state, entry, {
        state: "failed",
        reason: event.error ?? "The display reported a failure without a reason.",
        result: resultOf(event),
      });
      note(state, ctx, "failed", event.error);
      return isOfAnother(state, presetId) || rests(state, "error");
  }
}

function resultOf(event: ExecutionReported): { readonly [key: string]: Json } {
  const result: Record<string, Json> = {};
  if (event.pid !== undefined) result.pid = event.pid;
  if (event.processName !== undefined) result.processName = event.processName;
  if (event.exitCode !== undefined) result.exitCode = event.exitCode;
  if (event.output !== undefined) result.output = event.output;
  return result;
}

function onStatus(state: DisplayState, event: StatusReported, ctx: DisplayContext): boolean {
  if (event.crashedProgram !== undefined) {
    return suspectCrash(state, event.crashedProgram, ctx);
  }
  clearSuspects(state, ctx);
  if (event.running && onlyPowerRuns(state)) return false;
  if (!event.running) return state.health !== "error" && rests(state, "idle");
  // The update precedes the result of the execution, which names the preset.
  begun(state, sentCommands(state.commands, "execute")[0]);
  const changed = state.health !== "running";
  state.health = "running";
  return changed;
}

function onProcesses(state: DisplayState, event: ProcessesReported, ctx: DisplayContext): boolean {
  const before = state.health;
  const listBefore = state.processes.join("\n");
  state.processCount = event.runningCount;
  state.processes = event.processes.map((process) =>
    process.program ?? (process.presetId === undefined ? "?" : `preset ${process.presetId}`)
  );
  if (event.syncStatus !== undefined) setSync(state, event.syncStatus);
  if (event.complete) concludeVanished(state, event, ctx);
  listPresets(state, event);
  if (event.runningCount > 0) {
    state.health = "running";
    return before !== "running" || state.processes.join("\n") !== listBefore;
  }
  if ((event.crashedCount ?? 0) > 0) return rests(state, "error") && before !== "error";
  if (before === "error" || !event.complete) return false;
  const changed = before !== "idle" || state.seat.record.currentPresetId !== null;
  if (before === "running") note(state, ctx, "ended");
  rests(state, "idle");
  return changed;
}

/**
 * A build without an answer to a stop: it is done when the list has nothing of it any more. What is younger than the
 * stop was started behind it.
 */
function concludeVanished(
  state: DisplayState,
  { processes }: ProcessesReported,
  ctx: DisplayContext,
): void {
  for (const entry of sentCommands(state.commands, "stop")) {
    const wanted = presetOf(entry.command);
    const sinceS = (ctx.monotonicMs() - (entry.sentAt ?? 0)) / 1_000;
    const stillThere = processes.some(({ presetId, uptimeS = Infinity }) =>
      (wanted === null || wanted === presetId) && uptimeS >= sinceS
    );
    if (!stillThere) conclude(state, entry, { state: "completed" });
  }
}
