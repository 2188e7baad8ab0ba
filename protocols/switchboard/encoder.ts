/**
 * What we tell a display, as one Socket.IO event that every fielded build understands. The door of this folder
 * for everything that goes out.
 *
 * @example
 * ```ts
 * encodeSwitchboard({ type: "answerPing" }, "2025-07-05T00:30:05.130Z");
 * // { event: "pong", payload: { timestamp: "2025-07-05T00:30:05.130Z" } }
 * ```
 * @module
 */
import type { SwitchboardFrame, SwitchboardOrder } from "./events.ts";
import {
  HEARTBEAT_ERROR_TEXT,
  HEARTBEAT_TEXT,
  REFUSAL_TEXTS,
  REFUSED_TEXT,
  REGISTERED_TEXT,
  SHUTDOWN_TEXT,
} from "./texts.ts";

/** Until the next heartbeat, as the guide's client is told. Display guide, section 9.2. */
const NEXT_HEARTBEAT_MS = 30_000;
/** How long a device has to answer a check. Old server; no build acts on it. */
const CHECK_ANSWER_WITHIN_MS = 30_000;

/**
 * Gives an order all the spellings that some build reads: names as `clientName` (T4, T3, C3, guide) and
 * `client_name` (T1, and first in T3/T4), preset ids as `presetId` (C3, guide) and `preset_id` (trays),
 * heartbeat answers with `success` (T3/T4) and `status` (T1, C3, guide). Names go out exactly as registered, as
 * most builds compare them letter by letter. Always exactly one object: the trays lose any other event.
 *
 * @param nowIso the time of sending, ISO 8601 with zone
 */
export function encodeSwitchboard(order: SwitchboardOrder, nowIso: string): SwitchboardFrame {
  switch (order.type) {
    case "heartbeatAccepted":
      return heartbeatOk(nowIso);
    case "heartbeatRefused":
      return heartbeatError(order.shouldReconnect, nowIso);
    case "registrationAccepted":
      return registrationSuccess(order.clientId, order.name);
    case "registrationRefused":
      return frame("registration_failed", {
        reason: REFUSAL_TEXTS[order.reason],
        message: REFUSED_TEXT,
      });
    case "checkConnection":
      return connectionCheck(order.name, nowIso);
    case "execute":
      return frame("execute_command", { ...addressed(order), command: order.command });
    case "stop":
      return frame("stop_command", addressed(order));
    case "power":
      return frame("power_action", {
        clientName: order.name,
        client_name: order.name,
        action: order.action,
        executionId: order.executionId,
      });
    case "announceShutdown":
      return serverShutdown(order.reconnectAfterMs, nowIso);
    case "answerPing":
      return frame("pong", { timestamp: nowIso });
  }
}

function frame(event: string, payload: SwitchboardFrame["payload"]): SwitchboardFrame {
  return { event, payload };
}

function heartbeatOk(timestamp: string): SwitchboardFrame {
  return frame("heartbeat_response", {
    success: true,
    status: "ok",
    message: HEARTBEAT_TEXT,
    timestamp,
    nextHeartbeatIn: NEXT_HEARTBEAT_MS,
  });
}

function heartbeatError(shouldReconnect: boolean, timestamp: string): SwitchboardFrame {
  return frame("heartbeat_response", {
    success: false,
    status: "error",
    message: HEARTBEAT_ERROR_TEXT,
    timestamp,
    shouldReconnect,
  });
}

function registrationSuccess(clientId: number, name: string): SwitchboardFrame {
  const message = REGISTERED_TEXT;
  return frame("registration_success", { clientId, clientName: name, client_name: name, message });
}

function connectionCheck(name: string, timestamp: string): SwitchboardFrame {
  return frame("connection_check", {
    clientName: name,
    client_name: name,
    timestamp,
    expect_response_within: CHECK_ANSWER_WITHIN_MS,
  });
}

function serverShutdown(reconnectAfterMs: number, timestamp: string): SwitchboardFrame {
  const message = SHUTDOWN_TEXT;
  return frame("server_shutdown", { message, timestamp, reconnectAfter: reconnectAfterMs });
}

function addressed(order: SwitchboardOrder & { readonly type: "execute" | "stop" }) {
  return {
    clientName: order.name,
    client_name: order.name,
    presetId: order.presetId,
    preset_id: order.presetId,
    executionId: order.executionId,
  };
}
