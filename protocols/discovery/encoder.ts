/**
 * What a viewer publishes: where it can be answered, and orders to record.
 *
 * @example
 * ```ts
 * encodeRequests("camera/response/7c0e"); // the same payload for each of the three request topics
 * encodeRecordOrders("start"); // one message for each record topic
 * ```
 * @module
 */
import type { RecordOrder } from "./events.ts";
import { encodeText } from "./text.ts";
import { DEFAULT_TOPICS, type DiscoveryMessage, type DiscoveryTopics } from "./topics.ts";

/** The question for cameras, in every spelling: the payload is the topic to which they answer (section 3). */
export function encodeRequests(
  replyTopic: string,
  { requests }: DiscoveryTopics = DEFAULT_TOPICS,
): readonly DiscoveryMessage[] {
  const payload = encodeText(replyTopic);
  return requests.map((topic) => ({ topic, payload }));
}

/**
 * An order to record, in every spelling. `start` and `stop` are the words that both the viewers and the sensor
 * loggers of the field take.
 */
export function encodeRecordOrders(
  order: RecordOrder,
  { records }: DiscoveryTopics = DEFAULT_TOPICS,
): readonly DiscoveryMessage[] {
  const payload = encodeText(order);
  return records.map((topic) => ({ topic, payload }));
}
