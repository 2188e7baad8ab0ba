/**
 * What a server tells a display, read from a Socket.IO event. Pure, and never throws on anything that a parser can
 * produce. Source: display guide, sections 3.2, 4.1 and 9; fielded servers, which also write `client_name` and
 * `preset_id`, and have `power_action`.
 *
 * @example
 * ```ts
 * readOrder("stop_command", [{ clientName: "Display_01", presetId: 456 }], "Display_01");
 * // { type: "stop", presetId: 456, executionId: null }
 * ```
 * @module
 */
import { cleanLine } from "../../../protocols/text.ts";
import type { PowerAction } from "./power_switch.ts";

/** A preset as a server names it; null: none. */
export type PresetKey = number | string | null;

/** Carry out a command line. */
export interface ExecuteOrder {
  readonly type: "execute";
  /** Empty when there was none. */
  readonly command: string;
  readonly presetId: PresetKey;
  /** The server's name for this one execution, where it gives one. */
  readonly executionId: string | null;
}

/** End what runs for a preset; null: everything. */
export interface StopOrder {
  readonly type: "stop";
  readonly presetId: PresetKey;
  readonly executionId: string | null;
}

/** Restart the machine, or shut it down. */
export interface PowerOrder {
  readonly type: "power";
  readonly action: PowerAction;
  readonly executionId: string | null;
}

/** What the server wants, or has to say. */
export type Order =
  | ExecuteOrder
  | StopOrder
  | PowerOrder
  | { readonly type: "registered"; readonly clientId: number | null }
  | { readonly type: "refused"; readonly reason: string }
  | { readonly type: "beatAnswered"; readonly ok: boolean; readonly shouldReconnect: boolean }
  /** `asked`: the server's time, to be sent back. */
  | { readonly type: "check"; readonly asked: unknown }
  | { readonly type: "shutdown"; readonly reason: string; readonly reconnectAfterMs: number }
  /** Meant for another display; `name` is for the log. */
  | { readonly type: "forAnother"; readonly event: string; readonly name: string }
  | { readonly type: "unknown"; readonly event: string };

/** When a `server_shutdown` does not say. Display guide, section 4.1. */
const DEFAULT_RECONNECT_AFTER_MS = 5_000;
/** A server that is away for longer is looked for all the same: a slip of the pen must not lose a display. */
const MAX_RECONNECT_AFTER_MS = 300_000;
/** An id is echoed, and kept; ours have some 30 characters. */
const MAX_ID_CHARS = 128;
/** A sentence. */
const MAX_REASON_CHARS = 300;
const MAX_NAME_CHARS = 64;

type Fields = Readonly<Record<string, unknown>>;
type Read = (fields: Fields, name: string, event: string) => Order;

/** A Map, as the server chooses the names. */
const READERS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ["registration_success", ({ clientId }) => {
    return { type: "registered", clientId: typeof clientId === "number" ? clientId : null };
  }],
  ["registration_failed", ({ reason, message }) => {
    return { type: "refused", reason: sentence(reason ?? message) };
  }],
  ["heartbeat_response", ({ status, success, shouldReconnect }) => {
    const ok = status === "ok" || (status === undefined && success === true);
    return { type: "beatAnswered", ok, shouldReconnect: shouldReconnect === true };
  }],
  ["connection_check", readCheck],
  ["execute_command", readExecute],
  ["stop_command", readStop],
  ["power_action", readPower],
  ["server_shutdown", readShutdown],
]);

/** @param name the display's own */
export function readOrder(event: string, args: readonly unknown[], name: string): Order {
  const read = READERS.get(event);
  if (read === undefined) return { type: "unknown", event: cleanLine(event, MAX_NAME_CHARS) };
  return read(args.find(isFields) ?? {}, name, event);
}

function readCheck(fields: Fields, name: string, event: string): Order {
  const named = nameIn(fields);
  // A check is for whoever is at the end of the line; one that names nobody is answered by the trays, too.
  if (named !== undefined && !isSameName(named, name)) return forAnother(event, named);
  return { type: "check", asked: fields.timestamp ?? null };
}

function readExecute(fields: Fields, name: string, event: string): Order {
  const named = nameIn(fields);
  if (named === undefined || !isSameName(named, name)) return forAnother(event, named);
  const command = typeof fields.command === "string" ? fields.command : "";
  return { type: "execute", command, ...idsIn(fields) };
}

function readStop(fields: Fields, name: string, event: string): Order {
  const named = nameIn(fields);
  if (named === undefined || !isSameName(named, name)) return forAnother(event, named);
  return { type: "stop", ...idsIn(fields) };
}

function readPower(fields: Fields, name: string, event: string): Order {
  const named = nameIn(fields);
  if (named === undefined || !isSameName(named, name)) return forAnother(event, named);
  const { action } = fields;
  if (action !== "restart" && action !== "shutdown") {
    return { type: "unknown", event: cleanLine(`${event} ${action}`, MAX_NAME_CHARS) };
  }
  return { type: "power", action, executionId: idsIn(fields).executionId };
}

function readShutdown({ message, reconnectAfter }: Fields): Order {
  const told = typeof reconnectAfter === "number" && reconnectAfter >= 0
    ? reconnectAfter
    : DEFAULT_RECONNECT_AFTER_MS;
  const reconnectAfterMs = Math.min(told, MAX_RECONNECT_AFTER_MS);
  return { type: "shutdown", reason: sentence(message), reconnectAfterMs };
}

function idsIn(
  fields: Fields,
): { readonly presetId: PresetKey; readonly executionId: string | null } {
  const preset = fields.presetId ?? fields.preset_id ?? null;
  const execution = fields.executionId ?? fields.execution_id;
  return {
    presetId: isShortText(preset) || Number.isSafeInteger(preset) ? preset as PresetKey : null,
    executionId: isShortText(execution) ? execution : null,
  };
}

function nameIn(fields: Fields): string | undefined {
  const named = fields.clientName ?? fields.client_name;
  return typeof named === "string" && named !== "" ? named : undefined;
}

/** Servers in the field write names in capitals. */
function isSameName(one: string, other: string): boolean {
  return one === other || one.normalize().toLowerCase() === other.normalize().toLowerCase();
}

function forAnother(event: string, named = "nobody"): Order {
  return { type: "forAnother", event, name: cleanLine(named, MAX_NAME_CHARS) };
}

function sentence(value: unknown): string {
  return typeof value === "string" ? cleanLine(value, MAX_REASON_CHARS) : "no reason given";
}

function isShortText(value: unknown): value is string {
  return typeof value === "string" && value.length > 0 && value.length <= MAX_ID_CHARS;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) &&
    !ArrayBuffer.isView(value) && !(value instanceof ArrayBuffer);
}
