/**
 * What a viewer hears over MQTT: a topic and a payload in, one fact out.
 *
 * @example
 * ```ts
 * const wires = { topics: DEFAULT_TOPICS, replyTopic: "camera/response/7c0e" };
 * decode("camera/response/7c0e", new TextEncoder().encode("192.0.2.77"), wires);
 * // { type: "cameraAnswered", address: "192.0.2.77" }
 * ```
 * @module
 */
import { hasUnshowable } from "../text.ts";
import { MAX_ADDRESS_BYTES, readAddress } from "./address.ts";
import type { DiscoveryEvent } from "./events.ts";
import { readRecordOrder } from "./record_order.ts";
import { readSensor } from "./sensor_reading.ts";
import { readText } from "./text.ts";
import type { DiscoveryTopics } from "./topics.ts";

/** What the viewer listens to. */
export interface ViewerWires {
  readonly topics: DiscoveryTopics;
  readonly replyTopic: string;
}

/** Bytes of a sensor's reading: six columns have some 100, so there is room for forty times as much. */
export const MAX_SENSOR_BYTES = 4_096;
/** Characters of a sensor's name, which becomes that of a file. */
export const MAX_SENSOR_NAME = 100;
/** The longest order has 15 bytes; blanks may stand around it. */
const MAX_RECORD_BYTES = 64;
/** Blanks and a line end around the longest address. */
const MAX_ANSWER_BYTES = MAX_ADDRESS_BYTES + 16;

/** Reads one message. Never throws; what is none of ours, or is malformed, is a `violation`. */
export function decode(
  topic: string,
  payload: Uint8Array,
  wires: ViewerWires,
): DiscoveryEvent {
  const reading = read(topic, payload, wires);
  if (typeof reading !== "string") return reading;
  return { type: "violation", reason: reading, bytes: payload.length };
}

/** An event, or what is wrong. */
type Reading = DiscoveryEvent | string;

function read(topic: string, payload: Uint8Array, { topics, replyTopic }: ViewerWires): Reading {
  if (topic === replyTopic) return decodeAnswer(payload);
  if (topics.records.includes(topic)) return decodeRecord(payload);
  const { sensorPrefix } = topics;
  if (!topic.startsWith(sensorPrefix)) return "on a topic that nobody asked for";
  return decodeSensor(topic.slice(sensorPrefix.length), payload);
}

function decodeAnswer(payload: Uint8Array): Reading {
  if (payload.length > MAX_ANSWER_BYTES) {
    return `an answer of more than ${MAX_ANSWER_BYTES} bytes`;
  }
  const text = readText(payload);
  if (text === "") return "an empty answer";
  // A tool of the field publishes these to reply topics; each would also do as a host name.
  if (text !== null && readRecordOrder(text)) return "a record order on a reply topic";
  const address = text === null ? null : readAddress(text);
  return address === null
    ? "an answer that is no address of a camera"
    : { type: "cameraAnswered", address };
}

function decodeRecord(payload: Uint8Array): Reading {
  const text = payload.length > MAX_RECORD_BYTES ? null : readText(payload);
  const order = text === null ? undefined : readRecordOrder(text);
  return order === undefined
    ? "a record order that is neither start nor stop"
    : { type: "recordOrdered", order };
}

function decodeSensor(sensor: string, payload: Uint8Array): Reading {
  const length = sensor.length;
  if (length === 0 || length > MAX_SENSOR_NAME || hasUnshowable(sensor)) {
    return `a sensor's name must have 1 to ${MAX_SENSOR_NAME} showable characters`;
  }
  if (payload.length > MAX_SENSOR_BYTES) return `a reading of more than ${MAX_SENSOR_BYTES} bytes`;
  const text = readText(payload);
  const reading = text === null ? null : readSensor(text);
  return reading === null
    ? "a reading that is no JSON object"
    : { type: "sensorReported", sensor, reading };
}
