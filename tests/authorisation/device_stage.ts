import { io, type Socket } from "socket.io-client";
import type { Command, CommandPage } from "../../protocols/api/command.ts";
import type { HostUnderTest } from "../support/control_host.ts";
import { readApiDocument } from "../support/api/api_document.ts";
import { Heard } from "./heard.ts";

/** The display and the node host that others try to speak for. */
export const VICTIM = "Wall-1";
export const VICTIM_NODE = "4F1A09C27B3E";

/** Words of the control plane, as somebody would try them: every operation of the API, and what we say to devices. */
export async function controlWords({ api }: HostUnderTest): Promise<readonly string[]> {
  const { operations } = await readApiDocument((path) => api.request(path, { token: null }));
  return [
    ...operations.map(({ operationId }) => operationId),
    ...["execute_command", "stop_command", "power_action", "connection_check", "server_shutdown"],
    ...["command", "cancel_command", "get_clients", "execute_preset", "subscribe", "authenticate"],
  ];
}

/** Fields by which a message could name somebody else, or ask for something. */
export const FORGED = {
  name: VICTIM,
  clientName: VICTIM,
  client_name: VICTIM,
  serverId: VICTIM_NODE,
  container: "3node0",
  target: "3node0",
  command: "calc.exe",
  commandId: "cmd_1_forged",
  executionId: "cmd_1_forged",
  presetId: 1,
  preset_id: 1,
  action: "shutdown",
  role: "admin",
  status: "crashed",
  processes: [],
  running: false,
} as const;

/** What must not change by anything that a device says: all that people made, and the members that did not speak. */
export async function controlPlane({ api }: HostUnderTest): Promise<unknown> {
  const lists = ["tokens", "groups", "presets", "schedules", "executions"];
  const read = async (path: string) => withoutTimes(await api.call(`/api/v1/${path}`));
  const { items } = await api.call<CommandPage>("/api/v1/commands");
  return {
    commands: items.filter((command) => !isOwnCheck(command)),
    lists: await Promise.all([...lists, `session-keys?serverId=${VICTIM_NODE}`].map(read)),
    victims: await Promise.all([`displays/${VICTIM}`, `nodes/${VICTIM_NODE}`].map(read)),
  };
}

/** Whoever tells of a key is asked by the control host whether it holds it. */
function isOwnCheck({ action, requester, target }: Command): boolean {
  return action === "has_session_keys" && requester.name === "system" &&
    !target.key.startsWith(VICTIM_NODE);
}

/** Of what moves by itself: times, readings, and when somebody was last heard. */
const MOVING = /(At|Ms|since)$|^(liveness|system|sequence|stats|uptimeS|work|queued)$/;

function withoutTimes(body: unknown): unknown {
  return JSON.parse(
    JSON.stringify(body, (key, value: unknown) => MOVING.test(key) ? undefined : value),
  );
}

/** A device of a well-kept library, and the events that it hears. */
export class Device {
  readonly heard = new Heard();
  readonly #socket: Socket;

  constructor(url: string, namespace = "/", auth: Readonly<Record<string, string>> = {}) {
    const options = { transports: ["websocket"], reconnection: false, forceNew: true, auth };
    this.#socket = io(`${url}${namespace}`, options);
    this.#socket.onAny((event: string) => this.heard.add(event));
  }

  /** Resolves with null when it has joined its namespace, else with what it is told. */
  joined(): Promise<string | null> {
    return new Promise((resolve) => {
      this.#socket.on("connect", () => resolve(null));
      this.#socket.on("connect_error", ({ message }) => resolve(message));
    });
  }

  say(event: string, payload: unknown): void {
    this.#socket.emit(event, payload);
  }

  async hears(event: string): Promise<void> {
    await this.heard.until((all) => all.includes(event));
  }

  /** What it hears for these events, until the answer to a heartbeat behind them. */
  async answersTo(events: readonly string[], payload: unknown): Promise<readonly string[]> {
    const from = this.heard.all.length;
    for (const event of events) this.say(event, payload);
    this.say("heartbeat", {});
    const beats = events.filter((event) => event === "heartbeat").length + 1;
    const isBeat = (event: string) => event === "heartbeat_response";
    await this.heard.until((all) => all.slice(from).filter(isBeat).length >= beats);
    const heard = this.heard.all.slice(from);
    heard.splice(heard.findLastIndex(isBeat), 1);
    return heard;
  }

  leave(): void {
    this.#socket.disconnect();
  }
}
