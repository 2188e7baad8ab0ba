import type { DiscoveryTopics } from "../../protocols/discovery/topics.ts";
import type { BrokerLimits } from "./limits.ts";
import type { KeptPacket } from "./sessionless_store.ts";

/**
 * Retained messages, as many as are allowed. Requests, answers and record orders are moments, and never kept: an
 * answer would name a camera that may be gone, and an order would start a recording with each viewer that comes.
 */
export class RetainedMessages {
  readonly #limits: BrokerLimits;
  readonly #topics: DiscoveryTopics;
  readonly #byTopic = new Map<string, KeptPacket>();

  constructor(limits: BrokerLimits, topics: DiscoveryTopics) {
    this.#limits = limits;
    this.#topics = topics;
  }

  /** Whether a message may be kept; one without payload takes back what was. */
  mayKeep(topic: string, bytes: number): boolean {
    const { requests, records, replyPrefix } = this.#topics;
    if (requests.includes(topic) || records.includes(topic)) return false;
    if (topic.startsWith(replyPrefix)) return false;
    const { maxRetained, maxRetainedBytes } = this.#limits;
    if (topic.length + bytes > maxRetainedBytes) return false;
    return bytes === 0 || this.#byTopic.has(topic) || this.#byTopic.size < maxRetained;
  }

  put(packet: KeptPacket): void {
    const { topic, payload } = packet;
    if (payload.length === 0) this.#byTopic.delete(topic);
    else if (this.mayKeep(topic, payload.length)) this.#byTopic.set(topic, { ...packet });
  }

  *matching(filters: readonly string[]): Iterable<KeptPacket> {
    const split = filters.map((filter) => filter.split("/"));
    for (const packet of this.#byTopic.values()) {
      const levels = packet.topic.split("/");
      if (split.some((filter) => matches(filter, levels))) yield packet;
    }
  }
}

/** MQTT 3.1.1, section 4.7.1. */
function matches(filter: readonly string[], levels: readonly string[]): boolean {
  for (const [at, word] of filter.entries()) {
    if (word === "#") return true;
    const level = levels[at];
    if (level === undefined || word !== "+" && word !== level) return false;
  }
  return filter.length === levels.length;
}
