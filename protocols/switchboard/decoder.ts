/**
 * What a display sent, as one fact. The door of this folder for everything that comes in.
 *
 * @example
 * ```ts
 * decodeSwitchboard("heartbeat", [{ clientName: "Wall-L2", ip_address: "10.20.0.31" }]);
 * // { type: "heartbeatReceived", name: "Wall-L2", claimedAddress: "10.20.0.31" }
 * ```
 * @module
 */
import type { SwitchboardEvent, Violation } from "./events.ts";
import { badArguments, soleObject } from "./argument.ts";
import { readName } from "./client_name.ts";
import { decodeExecution } from "./executions.ts";
import type { Payload } from "./fields.ts";
import { decodeCheckAnswer, decodeHeartbeat } from "./life_signs.ts";
import { decodeCurrentProcesses, decodeProcesses } from "./processes.ts";
import { decodePower } from "./power_reports.ts";
import { decodeRegistration } from "./registrations.ts";
import { decodeReconnection, decodeStatusUpdate, decodeSync } from "./statuses.ts";
import { decodeStop } from "./stops.ts";
import { violation } from "./violation.ts";

type Decode = (
  payload: Payload,
  name: string | undefined,
  event: string,
) => SwitchboardEvent | Violation;

/** A Map, so that an event called `constructor` or `__proto__` finds nothing. */
const DECODERS: ReadonlyMap<string, Decode> = new Map<string, Decode>([
  ["heartbeat", decodeHeartbeat],
  ["connection_check_response", decodeCheckAnswer],
  ["register_client", decodeRegistration],
  ["execution_result", decodeExecution],
  ["client_status_update", decodeStatusUpdate],
  ["stop_command_completed", decodeStop],
  ["stop_result", decodeStop],
  ["power_result", decodePower],
  ["process_status", decodeProcesses],
  ["current_process_status", decodeCurrentProcesses],
  ["sync_status_changed", decodeSync],
  ["reconnection_success", decodeReconnection],
]);

/** Every event that a device may send, as Socket.IO names it: what a device is not listened to for is not here. */
export const DISPLAY_EVENTS: readonly string[] = ["ping", ...DECODERS.keys()];

/**
 * Reads one Socket.IO event of a display. Pure, and never throws on anything a Socket.IO parser can produce.
 *
 * A required field that is missing or of the wrong type makes a {@link Violation}; an optional one reads as
 * absent, so that one odd field never costs the rest of a message. Timestamps are ignored: some builds send
 * local time without a zone, and a device's clock may be wrong anyway.
 *
 * @param event the Socket.IO event name
 * @param args what came with it; `ping` may carry anything, all others need exactly one object
 */
export function decodeSwitchboard(
  event: string,
  args: readonly unknown[],
): SwitchboardEvent | Violation {
  if (event === "ping") return { type: "pinged" };
  const decode = DECODERS.get(event);
  if (decode === undefined) return violation(event, "unknownEvent", "no build sends this event");
  const payload = soleObject(args);
  if (payload === undefined) return badArguments(event, args);
  const name = readName(event, payload);
  return typeof name === "object" ? name : decode(payload, name, event);
}
