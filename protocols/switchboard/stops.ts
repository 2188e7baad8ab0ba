import type { StopReported } from "./events.ts";
import { MAX_EXECUTION_ID_CHARS } from "./executions.ts";
import {
  count,
  line,
  nested,
  type Payload,
  presetIdOf,
  reportIdOf,
  withoutAbsent,
} from "./fields.ts";

/** A sentence. */
export const MAX_ERROR_CHARS = 1024;
const FAILURES: ReadonlySet<unknown> = new Set(["failed", "error"]);

/**
 * How a stop went, in three forms: `stop_command_completed` of the trays says only that everything was stopped,
 * whatever preset was named; `stop_result` of C3 nests `result {success, stopped_processes, message}` or
 * `{success: false, error}`; S6 sends `status` and `stopped_count` flat. A report that says nothing of success
 * or error is a success.
 */
export function decodeStop(payload: Payload, name: string | undefined): StopReported {
  const result = nested(payload.result);
  const error = line(result.error ?? payload.error, MAX_ERROR_CHARS);
  return withoutAbsent<StopReported>({
    type: "stopReported",
    name,
    presetId: presetIdOf(payload),
    executionId: line(payload.executionId, MAX_EXECUTION_ID_CHARS),
    ok: wentWell(payload, result, error),
    stoppedProcesses: count(
      result.stopped_processes ?? payload.stopped_processes ?? payload.stopped_count,
    ),
    error,
    reportId: reportIdOf(payload),
  });
}

function wentWell(payload: Payload, result: Payload, error: string | undefined): boolean {
  const success = result.success ?? payload.success;
  if (typeof success === "boolean") return success;
  return error === undefined && !FAILURES.has(payload.status);
}
