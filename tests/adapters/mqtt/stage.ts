import { Buffer } from "node:buffer";
import { connect, type Socket } from "node:net";
import mqtt, { type IClientOptions, type MqttClient } from "mqtt";
import { type BrokerOptions, openBroker } from "../../../adapters/mqtt/broker.ts";
import type { OpenPort } from "../../../actors/listener.ts";

/** One thing that a peer was reproached with. */
export interface Reproach {
  readonly kind: string;
  readonly peerAddress: string;
  readonly detail: string;
}

/** Reproaches as they come, with a way to wait for one. */
export class Reproaches {
  readonly all: Reproach[] = [];
  readonly #watchers = new Set<() => void>();

  readonly add = (kind: string, peerAddress: string, detail: string) => {
    this.all.push({ kind, peerAddress, detail });
    for (const watch of [...this.#watchers]) watch();
  };

  /** Settles with the first of this kind, past or to come. */
  find(kind: string): Promise<Reproach> {
    return new Promise((resolve) => {
      const look = () => {
        const found = this.all.find((reproach) => reproach.kind === kind);
        if (found === undefined) return;
        this.#watchers.delete(look);
        resolve(found);
      };
      this.#watchers.add(look);
      look();
    });
  }
}

/** A message as a client has heard it. */
export interface Heard {
  readonly topic: string;
  readonly text: string;
  readonly retain: boolean;
}

/** A client of a well-kept library, and what it hears. */
export class TestClient {
  readonly heard: Heard[] = [];
  readonly #watchers = new Set<() => void>();

  private constructor(readonly mqtt: MqttClient) {
    mqtt.on("message", (topic, payload, { retain }) => {
      this.heard.push({ topic, text: payload.toString(), retain });
      for (const watch of [...this.#watchers]) watch();
    });
    mqtt.on("error", () => {});
  }

  static async join(port: number, options: IClientOptions = {}): Promise<TestClient> {
    return new TestClient(
      await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { reconnectPeriod: 0, ...options }),
    );
  }

  /** The first message whose text matches, past or to come. */
  hear(matches: (heard: Heard) => boolean): Promise<Heard> {
    return new Promise((resolve) => {
      const look = () => {
        const found = this.heard.find(matches);
        if (found === undefined) return;
        this.#watchers.delete(look);
        resolve(found);
      };
      this.#watchers.add(look);
      look();
    });
  }

  async listen(...filters: readonly string[]): Promise<this> {
    await this.mqtt.subscribeAsync([...filters]);
    return this;
  }

  /** Resolves when the broker has it. */
  async say(topic: string, text: string, retain = false): Promise<void> {
    await this.mqtt.publishAsync(topic, text, { qos: 1, retain });
  }

  leave(): Promise<void> {
    return this.mqtt.endAsync(true);
  }
}

/** A broker of ours on a free port of loopback. */
export interface BrokerStage {
  readonly port: number;
  readonly broker: OpenPort;
  readonly reproaches: Reproaches;
  join(options?: IClientOptions): Promise<TestClient>;
  /** A connection that speaks bytes, from 127.0.0.1 or another address of this machine. */
  dial(localAddress?: string): Promise<Socket>;
}

/** Runs a test against a broker, and takes both down. */
export async function withBroker(
  options: Partial<BrokerOptions>,
  run: (stage: BrokerStage) => Promise<void>,
): Promise<void> {
  const reproaches = new Reproaches();
  const where = { host: "127.0.0.1", port: 0, onProblem: reproaches.add };
  const broker = await openBroker({ ...where, ...options });
  const clients: TestClient[] = [];
  const sockets: Socket[] = [];
  try {
    await run({
      port: broker.port,
      broker,
      reproaches,
      async join(clientOptions = {}) {
        const client = await TestClient.join(broker.port, clientOptions);
        clients.push(client);
        return client;
      },
      async dial(localAddress = "127.0.0.1") {
        const socket = connect({ port: broker.port, host: "127.0.0.1", localAddress });
        sockets.push(socket);
        socket.on("error", () => {});
        await new Promise<void>((resolve) => socket.once("connect", () => resolve()));
        return socket;
      },
    });
  } finally {
    await Promise.all(clients.map((client) => client.leave()));
    for (const socket of sockets) socket.destroy();
    await broker.close(0);
  }
}

/** Settles when the other side has closed it. */
export function gone(socket: Socket): Promise<void> {
  if (socket.destroyed) return Promise.resolve();
  socket.resume();
  return new Promise((resolve) => socket.once("close", () => resolve()));
}

/** A CONNECT packet with nothing but a name (MQTT 3.1.1, section 3.1). */
export function connectPacket(name: string): Uint8Array {
  const id = Buffer.from(name);
  const rest = [0, 4, ...Buffer.from("MQTT"), 4, 2, 0, 0, 0, id.length, ...id];
  return new Uint8Array([0x10, rest.length, ...rest]);
}

/** A PUBLISH packet of quality 0; topic and payload together have up to 120 bytes. */
export function publishPacket(topic: string, payload: string): Uint8Array {
  const name = Buffer.from(topic);
  const rest = [0, name.length, ...name, ...Buffer.from(payload)];
  return new Uint8Array([0x30, rest.length, ...rest]);
}
