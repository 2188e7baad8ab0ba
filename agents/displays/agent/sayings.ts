/**
 * What a display tells its server, as Socket.IO events in the guide's words. Times are seconds since 1970. Source:
 * display guide, sections 2.2, 3, 4.2, 5.1 and 6.1. What the guide's client has no words for: `exited` and `stopped`
 * as further statuses of an execution, its `executionId`, `stop_result` as the answer to a stop (fielded build C3), and
 * `power_result`, `power_action` among the capabilities and `mac_address`, which are our own.
 *
 * @module
 */
import type { PresetKey } from "./orders.ts";
import type { PowerAction } from "./power_switch.ts";

/** One event to send. */
export interface Saying {
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Who speaks, and at what moment. */
export interface Speaker {
  readonly name: string;
  readonly address: string;
  /** Of the network card with that address, where the system tells. */
  readonly macAddress?: string | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A running program, as the server is told of it. */
export interface RunningProgram {
  readonly presetId: PresetKey;
  readonly pid: number | null;
  /** The program's file name. */
  readonly program: string;
  /** Epoch milliseconds. */
  readonly since: number;
}

/** How an execution goes. */
export interface ExecutionReport {
  readonly status: "starting" | "running" | "failed" | "exited" | "stopped";
  readonly presetId: PresetKey;
  readonly executionId: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/** How a stop went. */
export interface StopReport {
  readonly presetId: PresetKey;
  readonly executionId: string | null;
  /** Programs that it has ended. */
  readonly stopped: number;
  /** Why something is still there. */
  readonly error?: string;
}

/** Whether the machine restarts or shuts down, as was ordered. */
export interface PowerReport {
  readonly action: PowerAction;
  readonly executionId: string | null;
  /** Why not. */
  readonly error?: string;
}

/** The version of the guide's protocol. */
const PROTOCOL_VERSION = "2.0";

export function registration({ name, address, macAddress, now }: Speaker): Saying {
  return {
    event: "register_client",
    payload: {
      name,
      clientType: "python",
      ip_address: address,
      version: PROTOCOL_VERSION,
      ...(macAddress === undefined ? {} : { mac_address: macAddress }),
      capabilities: ["unreal_engine", "power_action"],
      timestamp: now / 1_000,
    },
  };
}

/** @param running how many programs */
export function heartbeat(speaker: Speaker, uptimeS: number, running: number): Saying {
  const { address } = speaker;
  const load = { status: "online", uptime: uptimeS, process_count: running };
  return said(speaker, "heartbeat", { ip_address: address, ...load });
}

/** @param asked the time in the question */
export function checkAnswer(speaker: Speaker, asked: unknown): Saying {
  return said(speaker, "connection_check_response", { status: "alive", received_at: asked });
}

export function processStatus(speaker: Speaker, running: readonly RunningProgram[]): Saying {
  const listed = running.map(({ presetId, pid, program, since }) => {
    const uptime = Math.max(0, speaker.now - since) / 1_000;
    return { preset_id: presetId, pid, process_name: program, uptime };
  });
  return said(speaker, "process_status", {
    running_process_count: listed.length,
    running_processes: listed,
    status: listed.length > 0 ? "running" : "online",
  });
}

export function executionResult(speaker: Speaker, report: ExecutionReport): Saying {
  return said(speaker, "execution_result", { ...report });
}

export function stopResult(speaker: Speaker, report: StopReport): Saying {
  const { presetId, executionId, stopped, error } = report;
  const told = stopped === 0 ? "nothing was running" : `${stopped} stopped`;
  const result = error === undefined
    ? { success: true, stopped_processes: stopped, message: told }
    : { success: false, stopped_processes: stopped, error };
  const ids = { clientId: null, presetId, stoppedPresetId: presetId, executionId };
  return said(speaker, "stop_result", { ...ids, result });
}

/** The answer to a `power_action`, which the guide's client has no words for. */
export function powerResult(speaker: Speaker, report: PowerReport): Saying {
  return said(speaker, "power_result", { ...report, success: report.error === undefined });
}

/** After a connect of the display's own doing. */
export function reconnected(speaker: Speaker): Saying {
  return said(speaker, "reconnection_success", {});
}

function said(
  { name, now }: Speaker,
  event: string,
  fields: Readonly<Record<string, unknown>>,
): Saying {
  return { event, payload: { clientName: name, ...fields, timestamp: now / 1_000 } };
}
