/**
 * Clients of a broker that cost next to nothing: sockets, and packets that were made beforehand.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { once } from "node:events";
import { connect as dial, type Socket } from "node:net";
import process from "node:process";
import { setImmediate as turn, setTimeout as pause } from "node:timers/promises";
import { takeOrders } from "../displays/child.ts";
import type { MqttBlastOrder, MqttConnectOrder, MqttLoadOrders } from "./mqtt_wires.ts";

/** A broker is done when nothing has come for so long. */
const QUIET_MS = 200;
/** Messages on their way to each subscriber: enough to keep a broker busy, too few to fill the system's buffers. */
const WINDOW = 2_000;

/** A text as MQTT has it: its length in two bytes, then itself (MQTT 3.1.1, section 1.5.3). */
function textOf(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
}

/** Of up to 127 bytes, so that its length has one. */
function packetOf(first: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([first, body.length]), body]);
}

const TOPIC = textOf("sensor/room1");
const READING = Buffer.from('{"id":"n1","mp905":12.1,"mp901":3.5,"sgp30":401}');
const MESSAGE = packetOf(0x30, TOPIC, READING);
const SUBSCRIBE = packetOf(0x82, Buffer.from([0, 1]), TOPIC, Buffer.from([0]));

let publishers: Socket[] = [];
let listening = 0;
let heardBytes = 0;

async function join(port: number, name: string): Promise<Socket> {
  const socket = dial({ port, host: "127.0.0.1", noDelay: true });
  socket.on("error", () => {});
  const head = [textOf("MQTT"), Buffer.from([4, 2, 0, 0]), textOf(name)];
  socket.write(packetOf(0x10, ...head));
  await once(socket, "data");
  return socket;
}

async function connect({ port, publishers: count, subscribers }: MqttConnectOrder): Promise<null> {
  for (let n = 0; n < subscribers; n++) {
    const socket = await join(port, `subscriber-${n}`);
    socket.write(SUBSCRIBE);
    await once(socket, "data");
    socket.on("data", (chunk: Uint8Array) => heardBytes += chunk.length);
  }
  const names = Array.from({ length: count }, (_, n) => `publisher-${n}`);
  listening = subscribers;
  publishers = await Promise.all(names.map((name) => join(port, name)));
  for (const socket of publishers) socket.resume();
  return null;
}

async function blast({ seconds, messagesPerWrite }: MqttBlastOrder): Promise<number> {
  const before = heardBytes;
  const heard = () => (heardBytes - before) / MESSAGE.length;
  const piece = Buffer.concat(Array<Buffer>(messagesPerWrite).fill(MESSAGE));
  const until = performance.now() + seconds * 1_000;
  for (let sent = 0; performance.now() < until; await turn()) {
    for (const socket of publishers) {
      if (sent - heard() / listening >= WINDOW) break;
      socket.write(piece);
      sent += messagesPerWrite;
    }
  }
  for (let seen = -1; seen !== heardBytes;) {
    seen = heardBytes;
    await pause(QUIET_MS);
  }
  return heard();
}

await takeOrders<MqttLoadOrders>({ connect, blast });
process.exit(0);
