import type { DisplayBuild } from "./display_build.ts";
import type { TrackedProgram } from "./tracked_programs.ts";

/** One event to send. */
export interface Outgoing {
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Who speaks, and at what moment. */
export interface Speaker {
  readonly build: DisplayBuild;
  readonly name: string;
  readonly address: string;
  /** Epoch milliseconds, of the device's clock. */
  readonly now: number;
  readonly uptimeS: number;
  readonly processCount: number;
}

/** Local time without a zone from the trays, seconds since 1970 from the others. */
export function timestampOf({ build, now }: Speaker): string | number {
  if (build.timestamps === "epochSeconds") return now / 1000;
  return new Date(now).toISOString().replace("Z", "000");
}

/** `register_client` in this build's words. */
export function registration(speaker: Speaker): Outgoing {
  const { build, name } = speaker;
  const extra = build.sendsVersion
    ? {
      version: "2.0",
      capabilities: ["unreal_engine", "file_transfer"],
      timestamp: timestampOf(speaker),
    }
    : {};
  return outgoing("register_client", {
    name,
    clientType: "python",
    ...addressOf(speaker),
    ...extra,
  });
}

/** `heartbeat` in this build's words. */
export function heartbeat(speaker: Speaker): Outgoing {
  const { build, uptimeS, processCount } = speaker;
  const load = build.sendsLoad
    ? { status: "online", uptime: uptimeS, process_count: processCount }
    : {};
  return said(speaker, "heartbeat", { ...addressOf(speaker), ...load });
}

/** `connection_check_response`; the guide's form echoes the time of the question. */
export function checkAnswer(speaker: Speaker, asked: unknown): Outgoing {
  const { checkStatus } = speaker.build;
  if (checkStatus === null) {
    return outgoing("connection_check_response", { clientName: speaker.name });
  }
  const echo = checkStatus === "alive" ? { received_at: asked ?? null } : {};
  return said(speaker, "connection_check_response", { status: checkStatus, ...echo });
}

/** `client_status_update` of T4. */
export function statusUpdate(
  speaker: Speaker,
  status: "running" | "online",
  crashedProgram?: string,
): Outgoing {
  const reason = crashedProgram === undefined
    ? {}
    : { reason: `프로세스 비정상 종료: ${crashedProgram}` };
  return said(speaker, "client_status_update", { status, ...reason });
}

/** `process_status` of the guide: everything it started that lives. */
export function processStatus(speaker: Speaker, living: readonly TrackedProgram[]): Outgoing {
  const running = living.map(({ presetId, pid, startedAt }) => {
    return { preset_id: presetId, pid, uptime: (speaker.now - startedAt) / 1000 };
  });
  return said(speaker, "process_status", {
    running_process_count: running.length,
    running_processes: running,
    status: running.length > 0 ? "running" : "online",
  });
}

/** Any event that carries the name and the time, as nearly all do. */
export function said(
  speaker: Speaker,
  event: string,
  fields: Readonly<Record<string, unknown>>,
): Outgoing {
  const clientName = speaker.name;
  return outgoing(event, { clientName, ...fields, timestamp: timestampOf(speaker) });
}

function addressOf({ build, address }: Speaker): Readonly<Record<string, unknown>> {
  return build.sendsAddress ? { ip_address: address } : {};
}

function outgoing(event: string, payload: Outgoing["payload"]): Outgoing {
  return { event, payload };
}
