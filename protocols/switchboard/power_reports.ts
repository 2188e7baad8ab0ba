import type { PowerReported, Violation } from "./events.ts";
import { MAX_EXECUTION_ID_CHARS } from "./executions.ts";
import { line, type Payload, reportIdOf, withoutAbsent } from "./fields.ts";
import { MAX_ERROR_CHARS } from "./stops.ts";
import { missing } from "./violation.ts";

/**
 * `power_result` of our own agent: `{executionId, success, error?}`. No fielded build answers a `power_action`: it
 * goes away, or it does not.
 */
export function decodePower(
  payload: Payload,
  name: string | undefined,
  event: string,
): PowerReported | Violation {
  if (typeof payload.success !== "boolean") return missing(event, "success");
  return withoutAbsent<PowerReported>({
    type: "powerReported",
    name,
    executionId: line(payload.executionId, MAX_EXECUTION_ID_CHARS),
    ok: payload.success,
    error: line(payload.error, MAX_ERROR_CHARS),
    reportId: reportIdOf(payload),
  });
}
