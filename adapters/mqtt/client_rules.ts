import type { Aedes, AedesOptions, Client } from "aedes";
import type { BrokerLimits } from "./limits.ts";
import { MqttViolation } from "./packet_scanner.ts";
import type { PacketStream } from "./packet_stream.ts";
import type { RetainedMessages } from "./retained_messages.ts";

/** What the broker is made with, and who must be told of a new client. */
export interface ClientRules {
  readonly handlers: Pick<
    AedesOptions,
    "preConnect" | "authorizePublish" | "authorizeSubscribe" | "authorizeForward" | "maxTopicLevels"
  >;
  /** To be called once, with the broker that was made. */
  watch(broker: Aedes): void;
  /** A connection has been made a client, and has said nothing yet. */
  arrived(client: Client, stream: PacketStream, peerAddress: string): void;
}

/** Bytes of a client's name: fielded ones have up to 60. */
const MAX_NAME_BYTES = 256;
/** Levels of a topic; fielded ones have three. */
const MAX_LEVELS = 16;
/** Header, length and topic length of a message on its way to a client. */
const PACKET_OVERHEAD = 16;

/** What ends a connection without being anybody's fault. */
const ORDINARY = new Set(["connection closed", "keep alive timeout"]);

interface Guest {
  readonly stream: PacketStream;
  readonly peerAddress: string;
  readonly filters: Set<string>;
  slow: boolean;
}

/**
 * What a client may do: all that an open broker allows, but for the broker's own topics, more subscriptions than are
 * allowed, and messages that are kept. A message for a client whose queue is full is not sent to it; nobody waits.
 */
export function clientRules(
  limits: BrokerLimits,
  retained: RetainedMessages,
  onProblem: (kind: string, peerAddress: string, detail: string) => void,
): ClientRules {
  const guests = new WeakMap<Client, Guest>();
  const handlers: ClientRules["handlers"] = {
    maxTopicLevels: MAX_LEVELS,
    preConnect(_client, packet, done) {
      // Sessions end with their connection: what is kept for those who are away, anybody could fill.
      packet.clean = true;
      if (packet.clientId.length <= MAX_NAME_BYTES) return done(null, true);
      done(new Error(`a client's name of more than ${MAX_NAME_BYTES} bytes`), false);
    },
    authorizePublish(_client, packet, done) {
      if (packet.topic.startsWith("$")) return done(new Error(`may not publish to $ topics`));
      if (packet.retain) packet.retain = retained.mayKeep(packet.topic, packet.payload.length);
      done(null);
    },
    authorizeSubscribe(client, subscription, done) {
      const filters = guests.get(client)?.filters;
      const { topic } = subscription;
      // The broker's own topics name every client; null is the refusal of MQTT 3.1.1, section 3.9.3.
      if (filters === undefined || topic.startsWith("$")) return done(null, null);
      if (!filters.has(topic) && filters.size >= limits.maxSubscriptions) return done(null, null);
      filters.add(topic);
      done(null, subscription);
    },
    authorizeForward(client, packet) {
      const guest = guests.get(client);
      if (guest === undefined) return packet;
      const { stream } = guest;
      const bytes = packet.topic.length + packet.payload.length + PACKET_OVERHEAD;
      const fits = stream.queuedBytes + bytes < limits.maxQueuedBytes;
      if (!fits && !guest.slow) {
        const detail = `has ${stream.queuedBytes} bytes unread; messages to it are dropped`;
        onProblem("slowReader", guest.peerAddress, detail);
      }
      guest.slow = !fits;
      return fits ? packet : null;
    },
  };
  const failed = (client: Client, error: Error) => {
    const peerAddress = guests.get(client)?.peerAddress;
    // Errors of the system have a code; those of the stream are told by whoever made it.
    const told = "code" in error || error instanceof MqttViolation || ORDINARY.has(error.message);
    if (!told && peerAddress !== undefined) onProblem("violation", peerAddress, error.message);
  };
  return {
    handlers,
    watch(broker) {
      broker.on("clientError", failed);
      broker.on("connectionError", failed);
      broker.on("unsubscribe", (topics, client) => {
        for (const topic of topics) guests.get(client)?.filters.delete(topic);
      });
    },
    arrived: (client, stream, peerAddress) =>
      void guests.set(client, { stream, peerAddress, filters: new Set(), slow: false }),
  };
}
