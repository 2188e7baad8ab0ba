import { cleanTail } from "../../../protocols/text.ts";
import type { RunRecord } from "./journal.ts";
import type { RunEnd } from "./program_run.ts";
import type { PresetKey } from "./orders.ts";
import type { ExecutionReport } from "./sayings.ts";

/** What shells end with when there is no such program, or when it is none. */
const NOT_FOUND = 127;
const NOT_A_PROGRAM = 126;
const MAX_OUTPUT_CHARS = 4_096;

/** What a report is about. */
export interface Execution {
  readonly presetId: PresetKey;
  readonly executionId: string | null;
}

/** It was not started, or did not stay. */
export function failed(
  { presetId, executionId }: Execution,
  error: string,
  more: Readonly<Record<string, unknown>> = {},
): ExecutionReport {
  return { status: "failed", presetId, executionId, details: { error, ...more } };
}

/** It is up. */
export function running(
  { presetId, executionId }: Execution,
  { pid, command, program, since }: RunRecord,
  more: Readonly<Record<string, unknown>> = {},
): ExecutionReport {
  const details = { pid, process_name: program, command, start_time: since / 1_000, ...more };
  return { status: "running", presetId, executionId, details };
}

/** It has ended by itself. */
export function exited(run: RunRecord, end: RunEnd, now: number): ExecutionReport {
  const { presetId, executionId } = run;
  const error = sentenceOf(end);
  const details = { ...endDetails(run, end, now), ...(error === undefined ? {} : { error }) };
  return { status: "exited", presetId, executionId, details };
}

/** It has ended because it was told to. */
export function stopped(run: RunRecord, end: RunEnd, now: number): ExecutionReport {
  const { presetId, executionId } = run;
  return { status: "stopped", presetId, executionId, details: endDetails(run, end, now) };
}

/** It did not live long enough to be called running. */
export function failedAtOnce(
  run: RunRecord,
  end: RunEnd,
  direct: boolean,
  now: number,
): ExecutionReport {
  return failed(run, reasonAtOnce(run, end, direct), endDetails(run, end, now));
}

function reasonAtOnce({ program }: RunRecord, end: RunEnd, direct: boolean): string {
  if (direct && end.exitCode === NOT_FOUND) return `There is no program ${program} here.`;
  if (direct && end.exitCode === NOT_A_PROGRAM) return `${program} cannot be run.`;
  const last = end.output.trim().split("\n").at(-1)?.trim() ?? "";
  return `${program} ${sentenceOf(end) ?? "ended at once"}${last === "" ? "" : `: ${last}`}`;
}

function sentenceOf({ exitCode, signal }: RunEnd): string | undefined {
  if (signal !== null) return `was ended by ${signal}`;
  if (exitCode === null) return "ended unseen: the agent was started anew meanwhile";
  return exitCode === 0 ? undefined : `exited with code ${exitCode}`;
}

function endDetails(
  { pid, program, since }: RunRecord,
  { exitCode, signal, output }: RunEnd,
  now: number,
): Readonly<Record<string, unknown>> {
  const stdout = cleanTail(output, MAX_OUTPUT_CHARS);
  const uptime = Math.max(0, now - since) / 1_000;
  return {
    pid,
    process_name: program,
    exit_code: exitCode,
    ...(signal === null ? {} : { signal }),
    uptime,
    ...(stdout === "" ? {} : { stdout }),
  };
}
