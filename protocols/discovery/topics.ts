import { utf8Bytes } from "./text.ts";

/** The topics that a fleet of cameras, its viewers and its sensors agree on. */
export interface DiscoveryTopics {
  /** Where a viewer asks; a camera listens to all of them, and a viewer asks on all of them. */
  readonly requests: readonly string[];
  /** Where recording is ordered. */
  readonly records: readonly string[];
  /** What a reply topic begins with; the name of whoever asks comes behind it. */
  readonly replyPrefix: string;
  /** What a sensor's topic begins with; the sensor's name comes behind it. */
  readonly sensorPrefix: string;
}

/**
 * Every spelling that is in the field, so that one fleet may hold all of them: `commend` is the camera guide's
 * (section 3) and that of V1; V2 asks on `commend/getIP`, V3 on `command/getIP`; the record topics follow suit.
 */
export const DEFAULT_TOPICS: DiscoveryTopics = {
  requests: ["commend", "commend/getIP", "command/getIP"],
  records: ["commend/rec", "command/rec"],
  replyPrefix: "camera/response/",
  sensorPrefix: "sensor/",
};

/** Bytes of a topic. MQTT allows 65,535; fielded ones have up to 70. */
export const MAX_TOPIC_BYTES = 256;

/** A message to publish. */
export interface DiscoveryMessage {
  readonly topic: string;
  readonly payload: Uint8Array;
}

/**
 * Why a text is no topic that can be published to (MQTT 3.1.1, section 4.7); null when it is one. Topics that begin
 * with `$` belong to the broker.
 */
export function topicProblem(topic: string): string | null {
  if (topic === "") return "an empty topic";
  if (utf8Bytes(topic) > MAX_TOPIC_BYTES) return `a topic of more than ${MAX_TOPIC_BYTES} bytes`;
  if (/[+#]/.test(topic)) return "a topic with a wildcard";
  if (topic.startsWith("$")) return "a topic that belongs to the broker";
  return /[\p{Cc}\p{Cs}\ufffd]/u.test(topic) ? "a topic with control characters" : null;
}

/** Own topic to which cameras answer, for example `camera/response/7c0e…`. */
export function replyTopicOf(id: string, { replyPrefix }: DiscoveryTopics = DEFAULT_TOPICS) {
  return `${replyPrefix}${id}`;
}

/** Everything that a viewer listens to, as MQTT topic filters. */
export function viewerFilters(
  replyTopic: string,
  { records, sensorPrefix }: DiscoveryTopics = DEFAULT_TOPICS,
): readonly string[] {
  return [replyTopic, ...records, `${sensorPrefix}#`];
}

/** Configured topics, with the fielded ones wherever none are given. */
export function completeTopics(
  given: { readonly [K in keyof DiscoveryTopics]?: DiscoveryTopics[K] | undefined },
): DiscoveryTopics {
  return {
    requests: given.requests ?? DEFAULT_TOPICS.requests,
    records: given.records ?? DEFAULT_TOPICS.records,
    replyPrefix: given.replyPrefix ?? DEFAULT_TOPICS.replyPrefix,
    sensorPrefix: given.sensorPrefix ?? DEFAULT_TOPICS.sensorPrefix,
  };
}
