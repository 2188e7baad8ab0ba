/**
 * Publishes at a broker, and connects when there is something to publish.
 *
 * @example
 * ```ts
 * const publisher = createPublisher({ broker: () => ({ url: "mqtt://192.0.2.10" }), topic: "signalbox/alerts" });
 * await publisher.publish({ topic: "signalbox/alerts/events", payload, retain: false });
 * await publisher.close();
 * ```
 * @module
 */
import { type Clock, SYSTEM_CLOCK } from "../../actors/kernel/mod.ts";
import { type BrokerChoice, readBroker } from "./broker_address.ts";
import { BrokerSession } from "./broker_session.ts";

/** What a publisher is made with. */
export interface PublisherOptions {
  /** Asked at each connection; undefined while the broker of our own is not open yet. */
  readonly broker: () => BrokerChoice | undefined;
  /** We say `online` at `<topic>/status` when we come, and the broker says `offline` when we are lost. */
  readonly topic: string;
  readonly clock?: Clock;
  /** A name that nobody else has. */
  readonly newId?: () => string;
}

/** A message to publish with quality of service 1. */
export interface PublishedMessage {
  readonly topic: string;
  readonly payload: Uint8Array;
  /** Kept by the broker for those who come later; an empty payload takes it back. */
  readonly retain: boolean;
}

/** Publishes until it is closed. */
export interface Publisher {
  /** Resolves when the broker has it; rejects with one sentence that holds nothing secret when it has not. */
  publish(message: PublishedMessage): Promise<void>;
  close(): Promise<void>;
}

/** How long taking leave may take. */
const LEAVE_MS = 1_000;
const [ONLINE, OFFLINE] = [new TextEncoder().encode("online"), new TextEncoder().encode("offline")];

/** A connection, from the dial on. */
interface Connection {
  readonly session: BrokerSession;
  readonly connected: Promise<void>;
  /** Rejects when the connection is lost. */
  readonly ended: Promise<never>;
}

/** Nothing is opened before the first message. A connection that is lost is made again for the next one. */
export function createPublisher(options: PublisherOptions): Publisher {
  let connection: Connection | undefined;
  const forget = (lost: Connection) => {
    if (connection === lost) connection = undefined;
  };
  return {
    async publish({ retain, ...message }) {
      const current = connection ??= connect(options, forget);
      await Promise.race([current.connected, current.ended]);
      await Promise.race([current.session.publishSurely(message, retain), current.ended]);
    },
    async close() {
      await connection?.session.leave(LEAVE_MS);
      connection = undefined;
    },
  };
}

function connect(
  { broker, topic, clock = SYSTEM_CLOCK, newId = () => crypto.randomUUID() }: PublisherOptions,
  forget: (lost: Connection) => void,
): Connection {
  const choice = broker();
  if (choice === undefined) throw new Error("The broker of our own is not open yet.");
  const { promise: connected, resolve } = Promise.withResolvers<void>();
  const { promise: ended, reject } = Promise.withResolvers<never>();
  // Somebody waits for it only while there is something to publish.
  ended.catch(() => {});
  const status = `${topic}/status`;
  const will = { topic: status, payload: OFFLINE };
  const address = readBroker(choice);
  const session = new BrokerSession({ address, clientId: `signalbox-${newId()}`, will, clock }, {
    connected() {
      session.publish({ topic: status, payload: ONLINE });
      resolve();
    },
    received: () => {},
    ended(reason) {
      forget(connection);
      reject(new Error(`${reason}.`));
    },
  });
  const connection: Connection = { session, connected, ended };
  return connection;
}
