import type { Reconnected, StatusReported, SyncReported, Violation } from "./events.ts";
import { line, MAX_PROGRAM_CHARS, type Payload, withoutAbsent, word } from "./fields.ts";
import { RUNNING } from "./running_words.ts";
import { missing } from "./violation.ts";

/** T4 puts the program after this when it believes that it ended abnormally. */
const CRASH_REASON = "프로세스 비정상 종료:";

/**
 * `client_status_update` of T4: `status` is `running` or `online`, and `reason` may claim a crash. That claim is
 * also made at every check while the program is alive, so it is passed on as a claim, with the program it names.
 */
export function decodeStatusUpdate(
  payload: Payload,
  name: string | undefined,
  event: string,
): StatusReported | Violation {
  const status = word(payload.status);
  if (status === undefined) return missing(event, "status");
  return withoutAbsent<StatusReported>({
    type: "statusReported",
    name,
    running: RUNNING.has(status),
    crashedProgram: crashedProgram(payload.reason),
  });
}

function crashedProgram(reason: unknown): string | undefined {
  if (typeof reason !== "string" || !reason.startsWith(CRASH_REASON)) return undefined;
  // A claim that names nothing is still a claim: without it, the update would read as "stopped".
  return line(reason.slice(CRASH_REASON.length).trim(), MAX_PROGRAM_CHARS) ?? "unknown";
}

/** `sync_status_changed` of S6: `Master`, `Slave`, `Error` or `Unknown`. */
export function decodeSync(
  payload: Payload,
  name: string | undefined,
  event: string,
): SyncReported | Violation {
  const syncStatus = word(payload.sync_status);
  if (syncStatus === undefined) return missing(event, "sync_status");
  return withoutAbsent<SyncReported>({
    type: "syncReported",
    name,
    syncStatus,
    statusText: word(payload.status_text),
  });
}

/** `reconnection_success` of C3 and the guide, after a reconnect of their own doing. */
export function decodeReconnection(_payload: Payload, name: string | undefined): Reconnected {
  return withoutAbsent<Reconnected>({ type: "reconnected", name });
}
