import { Buffer } from "node:buffer";
import { MqttClient } from "mqtt";
import type { Clock } from "../../actors/kernel/mod.ts";
import type { DiscoveryMessage } from "../../protocols/discovery/topics.ts";
import { type BrokerAddress, dialBroker } from "./broker_address.ts";
import { PacketStream } from "./packet_stream.ts";

/** What happens on one connection to a broker. Nothing more is said after `ended`. */
export interface SessionListener {
  connected(): void;
  received(topic: string, payload: Uint8Array, retained: boolean): void;
  /** Said once, with one sentence. */
  ended(reason: string): void;
}

/** As whom a session is opened. */
export interface SessionOptions {
  readonly address: BrokerAddress;
  readonly clientId: string;
  /** Published by the broker when the connection ends and nobody said so before. */
  readonly will: DiscoveryMessage;
  readonly clock: Clock;
}

/** A dead link is noticed after one and a half of it. */
const KEEP_ALIVE_SECONDS = 20;
/** From the first try to reach it to the broker's welcome; as much as our own broker gives its clients. */
const WELCOME_MS = 10_000;
/** As much as our own broker takes. */
const MAX_PACKET_BYTES = 65_536;
/** Three requests every 15 s have some 300 bytes: a broker that lets so much wait is gone. */
const MAX_QUEUED_BYTES = 65_536;

/** One connection to a broker, which is never mended: when it is lost, a new one is made. */
export class BrokerSession {
  readonly #client: MqttClient;
  readonly #shown: string;
  readonly #listener: SessionListener;
  readonly #clock: Clock;
  readonly #welcomeDue: unknown;
  #over = false;

  constructor(options: SessionOptions, listener: SessionListener) {
    const { address, clientId, will, clock } = options;
    this.#clock = clock;
    this.#listener = listener;
    this.#shown = address.shown;
    const { username, password } = address;
    this.#client = new MqttClient(() => this.#dial(options), {
      clientId,
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password }),
      clean: true,
      keepalive: KEEP_ALIVE_SECONDS,
      reconnectPeriod: 0,
      resubscribe: false,
      queueQoSZero: false,
      will: { topic: will.topic, payload: Buffer.from(will.payload), qos: 0, retain: false },
    });
    this.#welcomeDue = clock.setTimer(WELCOME_MS, () => {
      this.#end(`${address.shown} did not welcome us within ${WELCOME_MS} ms`);
    });
    this.#client.on("connect", () => {
      clock.clearTimer(this.#welcomeDue);
      if (!this.#over) listener.connected();
    });
    this.#client.on("message", (topic, payload, { retain }) => {
      if (!this.#over) listener.received(topic, payload, retain);
    });
    // Both may be said, in either order of cause and effect; the first one knows why.
    this.#client.on("error", (error) => this.#end(this.#sentence(error)));
    this.#client.on("close", () => this.#end(`${this.#shown} closed the connection`));
  }

  /** Resolves when the broker has granted the filters; rejects with one sentence when it has not. */
  async subscribe(filters: readonly string[]): Promise<void> {
    await this.#client.subscribeAsync([...filters], { qos: 0 }).catch(() => {
      throw new Error(`${this.#shown} refuses to let us hear ${filters.join(", ")}`);
    });
  }

  publish({ topic, payload }: DiscoveryMessage): void {
    this.#client.publish(topic, Buffer.from(payload), { qos: 0 }, ignore);
  }

  /** Resolves when the broker has the message; rejects when the connection is lost before. */
  async publishSurely({ topic, payload }: DiscoveryMessage, retain = false): Promise<void> {
    await this.#client.publishAsync(topic, Buffer.from(payload), { qos: 1, retain });
  }

  /** Takes leave of the broker, so that it says no last will. `ended` is not said. */
  leave(withinMs: number): Promise<void> {
    const clock = this.#clock;
    this.#over = true;
    clock.clearTimer(this.#welcomeDue);
    return new Promise((resolve) => {
      const timer = clock.setTimer(withinMs, () => this.#client.end(true));
      this.#client.end(false, () => {
        clock.clearTimer(timer);
        resolve();
      });
    });
  }

  /** Gives the connection up. */
  cut(reason: string): void {
    this.#end(reason);
  }

  #dial({ address, clock }: SessionOptions): PacketStream {
    const stream = new PacketStream(dialBroker(address), {
      maxPacketBytes: MAX_PACKET_BYTES,
      maxQueuedBytes: MAX_QUEUED_BYTES,
      clock,
    });
    // The client tells only some of a stream's errors.
    stream.on("error", (error) => this.#end(this.#sentence(error)));
    return stream;
  }

  #end(reason: string): void {
    if (this.#over) return;
    this.#over = true;
    this.#clock.clearTimer(this.#welcomeDue);
    this.#client.end(true);
    this.#listener.ended(reason);
  }

  #sentence(error: Error): string {
    const code = "code" in error ? error.code : undefined;
    if (code === BAD_PASSWORD || code === NOT_AUTHORIZED) {
      return `${this.#shown} refuses our user name or password`;
    }
    return `${this.#shown}: ${error.message || code || error.name}`;
  }
}

/** Answers to CONNECT: MQTT 3.1.1, section 3.2.2.3. */
const BAD_PASSWORD = 4;
const NOT_AUTHORIZED = 5;

function ignore(): void {}
