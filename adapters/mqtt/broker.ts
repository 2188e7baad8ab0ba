/**
 * An MQTT broker of our own, for cameras and viewers that find each other by one: open to everybody, as the camera
 * guide's is, and bounded in all that a client can make it hold.
 *
 * @example
 * ```ts
 * const broker = await openBroker({
 *   host: "127.0.0.1",
 *   port: 0,
 *   onProblem: (kind, peerAddress, detail) => report(kind, peerAddress, detail),
 * });
 * await broker.close(1_000);
 * ```
 * @module
 */
import type { EventEmitter } from "node:events";
import { createServer, type Socket } from "node:net";
import { Aedes, type AedesOptions } from "aedes";
import { type Clock, SYSTEM_CLOCK } from "../../actors/kernel/mod.ts";
import type { OpenPort } from "../../actors/listener.ts";
import { normalizePeerAddress } from "../../protocols/addresses.ts";
import { DEFAULT_TOPICS, type DiscoveryTopics } from "../../protocols/discovery/topics.ts";
import { listening } from "../listening.ts";
import type { PortTraffic } from "../port_traffic.ts";
import { RefusedSockets } from "../refused_sockets.ts";
import { type ClientRules, clientRules } from "./client_rules.ts";
import { type BrokerLimits, DEFAULT_BROKER_LIMITS } from "./limits.ts";
import { MqttViolation } from "./packet_scanner.ts";
import { PacketStream, PORTION_PACKETS } from "./packet_stream.ts";
import { Peers } from "./peers.ts";
import { RetainedMessages } from "./retained_messages.ts";
import { SessionlessStore } from "./sessionless_store.ts";

/** What a broker needs. */
export interface BrokerOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Told of every refusal; whoever listens decides how often to speak of it. */
  readonly onProblem: (kind: string, peerAddress: string, detail: string) => void;
  readonly limits?: Partial<BrokerLimits>;
  /** Whose messages are never retained. Default: the fielded ones. */
  readonly topics?: DiscoveryTopics;
  readonly clock?: Clock;
  /** Counts what goes over the port. */
  readonly traffic?: PortTraffic | undefined;
  /** Called for each publication of a client. */
  readonly onMessage?: (() => void) | undefined;
}

/** MQTT 3.1.1, section 3.1.1. TLS would begin with 0x16. */
const CONNECT = 0x10;
/** How often stuck connections are looked for: often enough for the limit. */
const LOOKS_PER_LIMIT = 4;

/** Opens the broker. Rejects with the system's error (`code` `EADDRINUSE`, `EACCES`…) when it cannot be bound. */
export async function openBroker(options: BrokerOptions): Promise<OpenPort> {
  const limits = { ...DEFAULT_BROKER_LIMITS, ...options.limits };
  const retained = new RetainedMessages(limits, options.topics ?? DEFAULT_TOPICS);
  const rules = clientRules(limits, retained, options.onProblem);
  const aedes = await Aedes.createBroker({ ...rules.handlers, ...aedesOptions(limits, retained) });
  rules.watch(aedes);
  const guests = new Guests(aedes, rules, { ...options, limits });
  const { onMessage } = options;
  if (onMessage) asEmitter(aedes).on("publish", (_packet, client) => client && onMessage());
  const server = createServer({ noDelay: true });
  options.traffic?.watch(server);
  server.on("connection", (socket) => guests.welcome(socket));
  const bound = await listening(server, options).catch(async (cause) => {
    await guests.leave();
    throw cause;
  });
  let closing: Promise<void> | undefined;
  const close = () => {
    server.close();
    return closing ??= guests.leave();
  };
  const failed = new Promise<Error>((resolve) => {
    server.on("error", resolve);
    // Its port is free before it is opened again.
    asEmitter(aedes).on("error", (error: Error) => void close().then(() => resolve(error)));
  });
  return { ...bound, failed, close };
}

function aedesOptions(limits: BrokerLimits, retained: RetainedMessages): AedesOptions {
  return {
    persistence: new SessionlessStore(retained),
    // Without it, messages to one slow client would fill a queue that all share.
    concurrency: 0,
    // Packets that came with the CONNECT: two portions at most are read together.
    queueLimit: 2 * PORTION_PACKETS,
    connectTimeout: limits.connectTimeoutMs,
    drainTimeout: limits.unreadMs,
    maxInflightInbound: limits.maxInflight,
  };
}

/** The open connections. */
class Guests {
  readonly #aedes: Aedes;
  readonly #rules: ClientRules;
  readonly #options: BrokerOptions;
  readonly #limits: BrokerLimits;
  readonly #clock: Clock;
  readonly #peers: Peers;
  readonly #refused = new RefusedSockets();
  readonly #streams = new Map<PacketStream, string>();
  #timer: unknown;
  #allGone: (() => void) | undefined;
  #leaving = false;

  constructor(
    aedes: Aedes,
    rules: ClientRules,
    options: BrokerOptions & { readonly limits: BrokerLimits },
  ) {
    this.#aedes = aedes;
    this.#rules = rules;
    this.#options = options;
    this.#limits = options.limits;
    this.#clock = options.clock ?? SYSTEM_CLOCK;
    this.#peers = new Peers(options.limits);
    this.#timer = this.#lookLater();
  }

  welcome(socket: Socket): void {
    // First of all: an error without a listener would end the process.
    socket.on("error", () => {});
    const address = normalizePeerAddress(socket.remoteAddress);
    if (this.#leaving) return void socket.destroy();
    const pace = this.#peers.enter(address);
    if ("kind" in pace) {
      this.#refused.take(socket);
      return this.#options.onProblem(pace.kind, address, pace.detail);
    }
    // For clients that want no keep-alive of MQTT's own: a dead one is noticed all the same.
    socket.setKeepAlive(true, this.#limits.unreadMs);
    const { maxPacketBytes, maxQueuedBytes } = this.#limits;
    const rules = { maxPacketBytes, maxQueuedBytes, firstByte: CONNECT };
    const stream = new PacketStream(socket, { ...rules, pace, clock: this.#clock });
    this.#streams.set(stream, address);
    stream.on("error", (error) => this.#failed(error, address));
    stream.once("close", () => this.#gone(stream, address));
    this.#rules.arrived(this.#aedes.handle(stream), stream, address);
  }

  async leave(): Promise<void> {
    this.#leaving = true;
    this.#refused.close();
    this.#clock.clearTimer(this.#timer);
    const gone = new Promise<void>((resolve) => this.#allGone = resolve);
    await new Promise<void>((resolve) => this.#aedes.close(resolve));
    for (const stream of this.#streams.keys()) stream.destroy();
    if (this.#streams.size > 0) await gone;
  }

  #gone(stream: PacketStream, address: string): void {
    this.#streams.delete(stream);
    this.#peers.leave(address);
    if (this.#streams.size === 0) this.#allGone?.();
  }

  #failed(error: Error, address: string): void {
    if (error instanceof MqttViolation) {
      this.#options.onProblem("violation", address, error.message);
    }
  }

  #lookLater(): unknown {
    const { unreadMs } = this.#limits;
    return this.#clock.setTimer(unreadMs / LOOKS_PER_LIMIT, () => {
      this.#timer = this.#lookLater();
      const now = this.#clock.monotonicMs();
      this.#peers.look(now);
      for (const [stream, address] of this.#streams) {
        const since = stream.look(now) ?? now;
        if (now - since <= unreadMs) continue;
        stream.destroy();
        this.#options.onProblem("slowReader", address, `read nothing for ${unreadMs} ms`);
      }
    });
  }
}

/** Its types leave this event out. */
function asEmitter(aedes: Aedes): EventEmitter {
  return aedes;
}
