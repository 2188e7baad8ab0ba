/**
 * The camera's side of discovery: who asks, and the answer.
 *
 * @example
 * ```ts
 * const asked = readRequest("commend", payload);
 * if (asked.type === "addressRequested") publish(encodeAnswer(asked.replyTopic, "192.0.2.77"));
 * ```
 * @module
 */
import { encodeText, readText } from "./text.ts";
import {
  DEFAULT_TOPICS,
  type DiscoveryMessage,
  type DiscoveryTopics,
  MAX_TOPIC_BYTES,
  topicProblem,
} from "./topics.ts";

/** What a camera hears on a request topic. */
export type CameraSideEvent =
  | { readonly type: "addressRequested"; readonly replyTopic: string }
  | { readonly type: "violation"; readonly reason: string; readonly bytes: number };

/**
 * Reads a request. Every one deserves an answer: fielded viewers repeat theirs every 15 s, and the answer is how
 * they come back to a camera. Never throws.
 *
 * A topic that cameras, viewers or sensors listen to by themselves is refused as reply topic: the answer would be a
 * request of its own, and one message could keep a fleet talking to itself.
 */
export function readRequest(
  topic: string,
  payload: Uint8Array,
  topics: DiscoveryTopics = DEFAULT_TOPICS,
): CameraSideEvent {
  const violation = (reason: string): CameraSideEvent => {
    return { type: "violation", reason, bytes: payload.length };
  };
  if (!topics.requests.includes(topic)) return violation("on a topic that nobody asked for");
  if (payload.length > MAX_TOPIC_BYTES) {
    return violation(`a reply topic of more than ${MAX_TOPIC_BYTES} bytes`);
  }
  const replyTopic = readText(payload);
  if (replyTopic === null) return violation("a reply topic that is not UTF-8");
  const problem = topicProblem(replyTopic);
  if (problem !== null) return violation(`as reply topic ${problem}`);
  if (isTaken(replyTopic, topics)) return violation("a reply topic that others listen to");
  return { type: "addressRequested", replyTopic };
}

function isTaken(topic: string, { requests, records, sensorPrefix }: DiscoveryTopics): boolean {
  return requests.includes(topic) || records.includes(topic) || topic.startsWith(sensorPrefix);
}

/** The answer: the bare address or host name at which the camera serves. No port, no JSON (section 3). */
export function encodeAnswer(replyTopic: string, address: string): DiscoveryMessage {
  return { topic: replyTopic, payload: encodeText(address) };
}
