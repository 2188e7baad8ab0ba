import type { ProcessesReported, ReportedProcess, Violation } from "./events.ts";
import {
  amount,
  count,
  isPayload,
  line,
  MAX_LIST_ENTRIES,
  MAX_PROGRAM_CHARS,
  nested,
  type Payload,
  presetIdOf,
  withoutAbsent,
  word,
} from "./fields.ts";
import { missing } from "./violation.ts";

/**
 * `process_status`, in three forms:
 *
 * - guide: `running_process_count` and `running_processes [{preset_id, pid, uptime}]`, every 20 s. `complete`
 *   when every entry says its preset (null: none) and the count agrees, so that a preset not named has ended.
 * - trays: `processes`, the names of the programs they track, on a click. Never `complete`: no presets.
 * - C1: `status {running, crashed}`, counts alone, every 10 s. `complete` when nothing runs.
 */
export function decodeProcesses(
  payload: Payload,
  name: string | undefined,
  event: string,
): ProcessesReported | Violation {
  return report(payload, name, event, true);
}

/** `current_process_status` of S6. It may list only what the tray launched itself, so it is never `complete`. */
export function decodeCurrentProcesses(
  payload: Payload,
  name: string | undefined,
  event: string,
): ProcessesReported | Violation {
  return report(payload, name, event, false);
}

function report(
  payload: Payload,
  name: string | undefined,
  event: string,
  mayBeComplete: boolean,
): ProcessesReported | Violation {
  const listed = payload.running_processes ?? payload.processes;
  const entries: readonly unknown[] | undefined = Array.isArray(listed) ? listed : undefined;
  const counts = nested(payload.status);
  const runningCount = count(payload.running_process_count) ?? count(counts.running) ??
    entries?.length;
  if (runningCount === undefined) return missing(event, "a count or a list of processes");
  return withoutAbsent<ProcessesReported>({
    type: "processesReported",
    name,
    runningCount,
    processes: (entries ?? []).slice(0, MAX_LIST_ENTRIES).map(processOf),
    complete: mayBeComplete &&
      (counts.running === 0 || namesAllPresets(payload.running_processes, runningCount)),
    crashedCount: count(counts.crashed),
    syncStatus: word(payload.sync_status),
  });
}

function processOf(entry: unknown): ReportedProcess {
  const fields = nested(entry);
  const program = typeof entry === "string" ? entry : fields.process_name ?? fields.name;
  return withoutAbsent<ReportedProcess>({
    presetId: presetIdOf(fields),
    pid: count(fields.pid),
    uptimeS: amount(fields.uptime),
    program: line(program, MAX_PROGRAM_CHARS),
  });
}

function namesAllPresets(listed: unknown, runningCount: number): boolean {
  if (!Array.isArray(listed) || listed.length > MAX_LIST_ENTRIES) return false;
  return listed.length === runningCount && listed.every(saysItsPreset);
}

/** The guide's client keys its table by preset; a command without one is listed with `preset_id: null`. */
function saysItsPreset(entry: unknown): boolean {
  return isPayload(entry) && (entry.preset_id === null || presetIdOf(entry) !== undefined);
}
