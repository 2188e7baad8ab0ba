/**
 * What an mclient sent, as one fact. The door of this folder for everything that comes in.
 *
 * @example
 * ```ts
 * decodeNodeFrame('{"type":"heartbeat","serverId":"4F1A09C27B3E","timestamp":1751600045000}');
 * // { type: "heartbeatReceived", at: 1751600045000 }
 * ```
 * @module
 */
import { readPythonJson } from "../python_json.ts";
import { cleanLine } from "../text.ts";
import { readAnswer } from "./answers.ts";
import type { NodeEvent } from "./events.ts";
import { epochMs, isPayload, MAX_WORD_CHARS, type Payload } from "./fields.ts";
import { readBackup, readKeyUpdate } from "./key_messages.ts";
import { readOutput } from "./outputs.ts";
import { readReading } from "./reading.ts";
import { readRegistration } from "./registrations.ts";
import { readSummary } from "./summaries.ts";
import { readValidator } from "./validators.ts";
import { violation } from "./violation.ts";

/** The largest frame that either side of the deployed pair takes; a hundred queued stats are far below. */
export const MAX_FRAME_BYTES = 10 * 1_024 * 1_024;

/** A Map, so that a type called `constructor` finds nothing. */
const READERS: ReadonlyMap<string, (frame: Payload) => NodeEvent> = new Map<
  string,
  (frame: Payload) => NodeEvent
>([
  ["stats", readStats],
  ["summary", readSummary],
  ["heartbeat", (frame) => ({ type: "heartbeatReceived", at: epochMs(frame.timestamp) })],
  ["command_response", readAnswer],
  ["command_output", readOutput],
  ["register", readRegistration],
  ["ping", () => ({ type: "pingReceived" })],
  ["pong", () => ({ type: "pongReceived" })],
  ["validator_activated", readValidator("activated")],
  ["validator_deactivated", readValidator("deactivated")],
  ["validator_changed", readValidator("changed")],
  ["key_update", readKeyUpdate],
  ["backup_complete", readBackup],
]);

/** Every type of message that a client may send: what it is not listened to for is not here. */
export const NODE_MESSAGES: readonly string[] = [...READERS.keys()];

/**
 * Reads one text frame. Pure, and never throws. A frame that cannot be used is a violation; fields that are not
 * needed to understand it read as absent when they are missing or odd, so that no build loses a message for one.
 *
 * Some builds encode a message twice: the frame is a JSON text that holds JSON. One such layer is taken off.
 *
 * @param text the whole message of one or several fragments, at most {@link MAX_FRAME_BYTES} long
 */
export function decodeNodeFrame(text: string): NodeEvent {
  if (text.length > MAX_FRAME_BYTES) {
    return violation("tooLarge", `${text.length} characters, allowed are ${MAX_FRAME_BYTES}`);
  }
  let frame = readPythonJson(text);
  if (typeof frame === "string") frame = readPythonJson(frame);
  if (frame === undefined) return violation("notJson", "the frame is not JSON");
  if (!isPayload(frame)) return violation("notAnObject", "the frame is not an object");
  const { type } = frame;
  if (typeof type !== "string") return violation("noType", "type must be a text");
  const read = READERS.get(type);
  return read === undefined
    ? { type: "unknownMessage", name: cleanLine(type, MAX_WORD_CHARS) }
    : read(frame);
}

function readStats(frame: Payload): NodeEvent {
  const reading = readReading(frame);
  if ("type" in reading) return reading;
  const { at, sequence, intervalMs, system, containers, configuredNodes } = reading;
  return { type: "statsReported", at, sequence, intervalMs, system, containers, configuredNodes };
}
