import type { CheckAnswered, HeartbeatReceived } from "./events.ts";
import {
  amount,
  count,
  line,
  lines,
  MAX_ADDRESS_CHARS,
  MAX_PROGRAM_CHARS,
  withoutAbsent,
  word,
} from "./fields.ts";
import type { Payload } from "./fields.ts";
import { IDLE_TRAY, RUNNING } from "./running_words.ts";

type Draft<T> = { -readonly [K in keyof T]: T[K] };

/**
 * `heartbeat` of every build: T3/T4 send name and address, T1 the name alone, C3 and the guide also `uptime` and
 * `process_count`, S6 counts and names of programs, and in words whether one runs. Heartbeats come by the ten thousand, so this
 * makes one object and nothing else. No field is required: trays beat before they register.
 */
export function decodeHeartbeat(payload: Payload, name: string | undefined): HeartbeatReceived {
  const beat: Draft<HeartbeatReceived> = { type: "heartbeatReceived" };
  if (name !== undefined) beat.name = name;
  const address = line(payload.ip_address, MAX_ADDRESS_CHARS);
  if (address !== undefined) beat.claimedAddress = address;
  const running = runningBy(payload.status);
  if (running !== undefined) beat.running = running;
  addLoad(beat, payload);
  return beat;
}

/** C3 and the guide say `online` whatever runs. */
function runningBy(status: unknown): boolean | undefined {
  if (status === undefined) return undefined;
  const said = word(status) ?? "";
  return RUNNING.has(said) ? true : said === IDLE_TRAY ? false : undefined;
}

function addLoad(beat: Draft<HeartbeatReceived>, payload: Payload): void {
  const uptimeS = amount(payload.uptime);
  if (uptimeS !== undefined) beat.uptimeS = uptimeS;
  const processCount = count(payload.process_count ?? payload.running_process_count);
  if (processCount !== undefined) beat.processCount = processCount;
  const processes = lines(payload.running_processes, MAX_PROGRAM_CHARS);
  if (processes !== undefined) beat.processes = processes;
  const syncStatus = word(payload.sync_status);
  if (syncStatus !== undefined) beat.syncStatus = syncStatus;
}

/** `connection_check_response`: `status` is `online` (trays), `alive` (C3, guide) or absent (T1, C1). */
export function decodeCheckAnswer(payload: Payload, name: string | undefined): CheckAnswered {
  return withoutAbsent<CheckAnswered>({
    type: "checkAnswered",
    name,
    status: word(payload.status),
    syncStatus: word(payload.sync_status),
  });
}
