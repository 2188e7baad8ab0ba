import type { ExecutionReported, Violation } from "./events.ts";
import {
  count,
  line,
  MAX_PROGRAM_CHARS,
  nested,
  type Payload,
  presetIdOf,
  reportIdOf,
  wholeNumber,
  withoutAbsent,
} from "./fields.ts";
import { cleanTail } from "../text.ts";
import { missing, violation } from "./violation.ts";

/** Longest execution id echoed back: ours have about 30 characters. A longer one was never ours. */
export const MAX_EXECUTION_ID_CHARS = 128;
/** The longest command line that is sent, so that every echo comes back whole. */
const MAX_COMMAND_CHARS = 8_192;
/** The last 4,096 characters of an output: some 50 lines, and it goes into a ledger row. */
const MAX_OUTPUT_CHARS = 4096;
/** A sentence or a short traceback. */
const MAX_ERROR_CHARS = 1024;

/** T3 waits 30 s for the end of a program, then kills the shell around it and says this. */
const T3_STILL_RUNNING = "명령 실행 시간 초과";

type Phase = ExecutionReported["phase"];

/**
 * `execution_result` of every build.
 *
 * - T4: `result {success, pid, process_name}`; success means that the shell was launched: `running`.
 * - T3: `result {success, returncode, stdout, stderr}` at the end of the program: `finished` or `failed`.
 *   After 30 s it reports a time-out instead; the program itself lives on, so that is `running`, and `error`
 *   keeps the sentence.
 * - C3: `executionId`, `status: "completed"` and `result {success, process_id, …}`: launched, `running`.
 * - Guide: no result; `status` and `details {pid, command, start_time}` or `{error}`; a client that also
 *   reports the end says `stopped`, `completed` or `exited`, with an exit code in `details`.
 *
 * Errors: `missingField` when neither a result nor a status is there, `wrongType` for a status that no build
 * has, `tooLong` for an execution id that cannot be ours.
 */
export function decodeExecution(
  payload: Payload,
  name: string | undefined,
  event: string,
): ExecutionReported | Violation {
  const executionId = textOf(payload.executionId ?? payload.execution_id);
  if (executionId !== undefined && executionId.length > MAX_EXECUTION_ID_CHARS) {
    const told = `executionId has ${executionId.length} characters`;
    return violation(event, "tooLong", `${told}, allowed are ${MAX_EXECUTION_ID_CHARS}`);
  }
  const result = { ...nested(payload.details), ...nested(payload.result) };
  const exitCode = exitCodeOf(result) ?? exitCodeOf(payload);
  const phase = phaseOf(payload.status, result, exitCode);
  if (phase === "absent") return missing(event, "result.success or status");
  if (phase === "unknown") {
    return violation(event, "wrongType", "status is none that a build sends");
  }
  return withoutAbsent<ExecutionReported>({
    type: "executionReported",
    name,
    presetId: presetIdOf(payload),
    executionId: executionId === undefined ? undefined : line(executionId, MAX_EXECUTION_ID_CHARS),
    command: line(payload.command ?? result.command, MAX_COMMAND_CHARS),
    phase,
    pid: count(result.pid ?? result.process_id),
    processName: line(result.process_name, MAX_PROGRAM_CHARS),
    exitCode,
    output: outputOf(result),
    error: errorOf(payload, result, phase),
    reportId: reportIdOf(payload),
  });
}

function phaseOf(
  status: unknown,
  result: Payload,
  exitCode: number | undefined,
): Phase | "absent" | "unknown" {
  if (textOf(result.error)?.startsWith(T3_STILL_RUNNING)) return "running";
  if (result.success === false) return "failed";
  if (result.success === true) return launchedOrEnded(exitCode);
  if (typeof status === "string") return phaseOfStatus(status, exitCode);
  return textOf(result.error) === undefined ? "absent" : "failed";
}

function launchedOrEnded(exitCode: number | undefined): Phase {
  if (exitCode === undefined) return "running";
  return exitCode === 0 ? "finished" : "failed";
}

function phaseOfStatus(status: string, exitCode: number | undefined): Phase | "unknown" {
  switch (status) {
    case "starting":
    case "running":
    case "failed":
    case "stopped":
      return status;
    case "error":
      return "failed";
    case "completed":
    case "finished":
    case "exited":
      return (exitCode ?? 0) === 0 ? "finished" : "failed";
    default:
      return "unknown";
  }
}

function exitCodeOf(fields: Payload): number | undefined {
  return wholeNumber(
    fields.returncode ?? fields.return_code ?? fields.exit_code ?? fields.exitCode,
  );
}

function outputOf(result: Payload): string | undefined {
  const parts = [textOf(result.stdout), textOf(result.stderr)].filter((text) => text !== undefined);
  return parts.length === 0 ? undefined : cleanTail(parts.join("\n"), MAX_OUTPUT_CHARS);
}

function errorOf(payload: Payload, result: Payload, phase: Phase): string | undefined {
  const told = line(result.error ?? payload.error, MAX_ERROR_CHARS);
  if (told !== undefined || phase !== "failed") return told;
  return line(result.message ?? payload.message ?? result.stderr, MAX_ERROR_CHARS);
}

/** Text that is there; an empty one says nothing. */
function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
