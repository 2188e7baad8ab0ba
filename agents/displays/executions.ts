import type { ExecutionStyle } from "./display_build.ts";
import { imageNameOf, type ProcessEnd, type ProcessTable } from "./process_table.ts";
import { type Outgoing, said, type Speaker, statusUpdate, timestampOf } from "./spelling.ts";
import type { TrackedPrograms } from "./tracked_programs.ts";
import type { Waits } from "../waits.ts";

/** An `execute_command` as its build understood it. */
export interface Execution {
  readonly command: string;
  readonly presetId: unknown;
  readonly executionId: unknown;
}

/** What carrying out a command needs. */
export interface ExecutionTools {
  readonly processes: ProcessTable;
  readonly programs: TrackedPrograms;
  readonly waits: Waits;
  speaker(): Speaker;
  say(outgoing: Outgoing): void;
}

/** Carries a command out and reports it; `handled` is called when the build's handler would return. */
export type Execute = (execution: Execution, tools: ExecutionTools, handled: () => void) => void;

/** T3 waits so long for the end of a program, then ends its shell (not the program) and says this. */
const END_WAIT_MS = 30_000;
const STILL_RUNNING = "명령 실행 시간 초과";

/** One way of reporting per style. */
export const EXECUTIONS: Readonly<Record<ExecutionStyle, Execute>> = {
  launched: (execution, tools, handled) => {
    reportLaunch(execution, tools);
    handled();
  },
  launchedWithId: (execution, tools, handled) => {
    reportLaunchWithId(execution, tools);
    handled();
  },
  phases: (execution, tools, handled) => {
    reportPhases(execution, tools);
    handled();
  },
  ended: reportEnd,
};

type Launched = { readonly pid: number } | { readonly error: string };

function launch({ command }: Execution, { processes }: ExecutionTools): Launched {
  try {
    return { pid: processes.start(command) };
  } catch (cause) {
    return { error: cause instanceof Error ? cause.message : String(cause) };
  }
}

function track(execution: Execution, tools: ExecutionTools, pid: number): void {
  const { now } = tools.speaker();
  tools.programs.track(pid, execution.command, execution.presetId, now);
}

function reportLaunch(execution: Execution, tools: ExecutionTools): void {
  const launched = launch(execution, tools);
  if ("error" in launched) {
    return trayResult(execution, tools, { success: false, error: launched.error });
  }
  track(execution, tools, launched.pid);
  const speaker = tools.speaker();
  if (speaker.build.statusUpdates !== null) tools.say(statusUpdate(speaker, "running"));
  trayResult(execution, tools, {
    success: true,
    pid: launched.pid,
    process_name: imageNameOf(execution.command),
  });
}

function reportEnd(execution: Execution, tools: ExecutionTools, handled: () => void): void {
  const launched = launch(execution, tools);
  if ("error" in launched) {
    trayResult(execution, tools, { success: false, error: launched.error });
    return handled();
  }
  const finish = (result: Readonly<Record<string, unknown>>) => {
    trayResult(execution, tools, result);
    handled();
  };
  const cancelWait = tools.waits.after(END_WAIT_MS, () => {
    stopListening();
    track(execution, tools, launched.pid);
    finish({ success: false, error: STILL_RUNNING });
  });
  const stopListening = tools.processes.onExit(launched.pid, (end) => {
    cancelWait();
    finish(endedResult(end));
  });
}

function endedResult({ exitCode, stdout, stderr }: ProcessEnd): Readonly<Record<string, unknown>> {
  return { success: exitCode === 0, stdout, stderr, returncode: exitCode };
}

function trayResult(
  { presetId, command }: Execution,
  tools: ExecutionTools,
  result: Readonly<Record<string, unknown>>,
): void {
  const speaker = tools.speaker();
  const timed = { ...result, timestamp: timestampOf(speaker) };
  tools.say(said(speaker, "execution_result", { presetId, command, result: timed }));
}

function reportLaunchWithId(execution: Execution, tools: ExecutionTools): void {
  const launched = launch(execution, tools);
  const failed = "error" in launched;
  if (!failed) track(execution, tools, launched.pid);
  const result = failed ? { error: launched.error } : {
    success: true,
    process_id: launched.pid,
    process_name: imageNameOf(execution.command),
    message: "started",
    timestamp: timestampOf(tools.speaker()),
  };
  const { executionId, presetId, command } = execution;
  const status = failed ? "failed" : "completed";
  const fields = { executionId, clientId: null, presetId, command, status, result };
  tools.say(said(tools.speaker(), "execution_result", fields));
}

function reportPhases(execution: Execution, tools: ExecutionTools): void {
  const { presetId, command } = execution;
  const say = (status: string, details: Readonly<Record<string, unknown>>) =>
    tools.say(said(tools.speaker(), "execution_result", { status, presetId, details }));
  say("starting", {});
  const launched = launch(execution, tools);
  if ("error" in launched) return say("failed", { error: launched.error });
  track(execution, tools, launched.pid);
  say("running", { pid: launched.pid, command, start_time: tools.speaker().now / 1000 });
}
