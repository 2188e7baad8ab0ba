import { Readable } from "node:stream";
import type { RetainedMessages } from "./retained_messages.ts";

/** What the store needs to know of a client and of a packet. */
interface ClientId {
  readonly id: string;
}
interface PacketId {
  readonly messageId: number;
}
/** A message as the broker keeps it. */
export interface KeptPacket {
  readonly topic: string;
  readonly payload: Uint8Array;
}

// One for all: it is an answer, which the broker gets for every message of quality 2.
const NOT_THERE = new Error("no such packet");

/**
 * The broker's memory, and all there is of it: nothing is kept for a client that is away, so nobody can fill it by
 * coming and going. Every session is a clean one; what a client has begun of quality 2 is remembered by number, and
 * the broker bounds how many.
 */
export class SessionlessStore {
  readonly #retained: RetainedMessages;
  readonly #begun = new Map<string, Set<number>>();

  constructor(retained: RetainedMessages) {
    this.#retained = retained;
  }

  /** The broker insists on a function that is declared so. */
  async setup(): Promise<void> {
    await undefined;
  }

  storeRetained(packet: KeptPacket): Promise<void> {
    this.#retained.put(packet);
    return Promise.resolve();
  }

  createRetainedStreamCombi(filters: readonly string[]): Readable {
    return Readable.from(this.#retained.matching(filters));
  }

  subscriptionsByTopic(): Promise<readonly never[]> {
    return Promise.resolve([]);
  }

  cleanSubscriptions(): Promise<void> {
    return Promise.resolve();
  }

  outgoingEnqueueCombi(): Promise<void> {
    return Promise.resolve();
  }

  outgoingClearMessageId(): Promise<void> {
    return Promise.resolve();
  }

  outgoingStream(): Readable {
    return Readable.from([]);
  }

  incomingStorePacket({ id }: ClientId, { messageId }: PacketId): Promise<void> {
    const begun = this.#begun.get(id) ?? new Set();
    this.#begun.set(id, begun.add(messageId));
    return Promise.resolve();
  }

  incomingGetPacket({ id }: ClientId, { messageId }: PacketId): Promise<true> {
    const isThere = this.#begun.get(id)?.has(messageId) === true;
    return isThere ? Promise.resolve(true) : Promise.reject(NOT_THERE);
  }

  incomingDelPacket({ id }: ClientId, { messageId }: PacketId): Promise<void> {
    const wasThere = this.#begun.get(id)?.delete(messageId) === true;
    return wasThere ? Promise.resolve() : Promise.reject(NOT_THERE);
  }

  cleanIncoming({ id }: ClientId): Promise<void> {
    this.#begun.delete(id);
    return Promise.resolve();
  }

  /** A client's will stays with its connection; only brokers that share a store need it here. */
  putWill(): Promise<void> {
    return Promise.resolve();
  }

  delWill(): Promise<void> {
    return Promise.resolve();
  }

  streamWill(): Readable {
    return Readable.from([]);
  }
}
