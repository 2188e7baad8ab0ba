import type { Topic } from "../types.ts";

/** Called when a listener throws: the publisher must not suffer for it, and somebody must hear of it. */
export type ListenerFailed = (topicName: string, cause: unknown) => void;

/** One subscription; an object of its own, so that the same function may subscribe twice. */
interface Subscription {
  readonly deliver: (event: unknown) => void;
  /** Subscriptions are numbered as they are made. */
  readonly number: number;
}

/** Names a typed channel. Two topics of one name are one channel, so give the name one owner. */
export function topic<E>(name: string): Topic<E> {
  return { name };
}

/** Events from anyone to all who subscribed, in the order they subscribed, before `publish` returns. */
export class EventBus {
  readonly #channels = new Map<string, Set<Subscription>>();
  readonly #failed: ListenerFailed;
  #made = 0;

  constructor(failed: ListenerFailed) {
    this.#failed = failed;
  }

  /** Subscriptions in all. */
  get size(): number {
    let size = 0;
    for (const channel of this.#channels.values()) size += channel.size;
    return size;
  }

  /** True when somebody listens. */
  has(topic: Topic<unknown>): boolean {
    return this.#channels.has(topic.name);
  }

  /** Hands an event to the subscribers of this moment. */
  publish<E>(topic: Topic<E>, event: E): void {
    const channel = this.#channels.get(topic.name);
    if (channel === undefined) return;
    const last = this.#made;
    for (const subscription of channel) {
      // Who subscribes during the delivery hears the next event.
      if (subscription.number > last) break;
      try {
        subscription.deliver(event);
      } catch (cause) {
        this.#failed(topic.name, cause);
      }
    }
  }

  /** Returns the way to unsubscribe, which may be called more than once. */
  subscribe<E>(topic: Topic<E>, deliver: (event: E) => void): () => void {
    const subscription = { deliver, number: ++this.#made } as Subscription;
    const channel = this.#channels.get(topic.name) ?? new Set();
    this.#channels.set(topic.name, channel.add(subscription));
    return () => this.#remove(topic.name, channel, subscription);
  }

  #remove(name: string, channel: Set<Subscription>, subscription: Subscription): void {
    channel.delete(subscription);
    if (channel.size === 0 && this.#channels.get(name) === channel) this.#channels.delete(name);
  }
}
