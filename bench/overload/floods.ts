import { Buffer } from "node:buffer";
import { setTimeout as wait } from "node:timers/promises";
import { StatsFrames } from "../nodes/stats_frame.ts";
import {
  addressOf,
  each,
  type Flood,
  hoard,
  MALICE,
  ONE_ADDRESS,
  untilClosed,
} from "./flooding.ts";
import { RELAY_FLOODS } from "./floods_of_relays.ts";
import { TLS_FLOODS } from "./floods_of_tls.ts";
import { blast, frameOf, open, openWebSocket } from "./raw_socket.ts";

type Asking = (index: number) => string;

/** Asks for something as fast as answers come, four requests on their way on each connection. */
function requests(count: number, from: Asking, request: Asking): Flood {
  return ({ httpPort: port }, signal) =>
    each(count, async (index) => {
      for (let n = 0; !signal.aborted; n++) {
        const socket = await open({ port, from: from(index) });
        const ask = () => void socket.write(request(index * 1_000_000 + n++));
        socket.on("data", ask);
        for (let ahead = 0; ahead < 4; ahead++) ask();
        await untilClosed(socket, signal);
        await wait(1);
      }
    });
}

const heartbeats = Buffer.concat(
  Array.from({ length: 64 }, () => frameOf('42["heartbeat",{"clientName":"Flood"}]')),
);
/** Displays that beat as fast as they can: so long after they asked to join, or before they have joined. */
function heartbeatsAfter(waitMs: number): Flood {
  const path = "/socket.io/?EIO=4&transport=websocket";
  return ({ httpPort: port }, signal) =>
    each(200, async (index) => {
      while (!signal.aborted) {
        const socket = await openWebSocket({ port, from: MALICE }, path);
        const registration = { name: `Flood-${index}`, clientType: "python" };
        socket.write(frameOf("40"));
        await wait(waitMs);
        socket.write(frameOf(`42${JSON.stringify(["register_client", registration])}`));
        await blast(socket, heartbeats, signal);
        await wait(10);
      }
    });
}

const LINE = Buffer.from("192.0.2.1_state2\n".repeat(256));
const HEAD = "Host: signalbox\r\n";
const PIPELINE = Buffer.from(`GET /healthz HTTP/1.1\r\n${HEAD}\r\n`.repeat(1_000));

function mqttConnect(name: string): Buffer {
  const body = Buffer.concat([
    Buffer.from([0, 4]),
    Buffer.from("MQTT"),
    Buffer.from([4, 2, 0, 60, 0, name.length]),
    Buffer.from(name),
  ]);
  return Buffer.concat([Buffer.from([0x10, body.length]), body]);
}

function mqttPublish(topic: string, payload: string): Buffer {
  const body = Buffer.concat([Buffer.from([0, topic.length]), Buffer.from(topic + payload)]);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}

/** Every flood, by its name in the table. */
export const FLOODS: { readonly [name: string]: Flood } = {
  "http: requests of nobody": requests(
    64,
    () => MALICE,
    () => `GET /healthz HTTP/1.1\r\n${HEAD}\r\n`,
  ),
  "http: requests without waiting": ({ httpPort: port }, signal) =>
    each(64, async () => {
      while (!signal.aborted) {
        await blast(await open({ port, from: MALICE }), PIPELINE, signal);
        await wait(1);
      }
    }),
  "http: tokens guessed from 40 addresses": requests(
    80,
    addressOf,
    (n) => `GET /api/v1/displays HTTP/1.1\r\n${HEAD}Authorization: Bearer sbx_${n}\r\n\r\n`,
  ),
  "http: sign-ins guessed from 40 addresses": requests(80, addressOf, (n) => {
    const body = JSON.stringify({ token: `sbx_guess_${1_000_000 + n}` });
    return `POST /api/v1/session HTTP/1.1\r\n${HEAD}Content-Type: application/json\r\n` +
      `Content-Length: ${body.length}\r\n\r\n${body}`;
  }),
  "http: bodies of 8 MB": requests(
    16,
    () => MALICE,
    () =>
      `POST /api/clients HTTP/1.1\r\n${HEAD}Content-Type: application/json\r\n` +
      `Content-Length: 8000000\r\n\r\n${"x".repeat(500_000)}`,
  ),
  "http: connections without a word": hoard(({ httpPort }) => httpPort, () => MALICE),
  "http: slow headers": hoard(
    ({ httpPort }) => httpPort,
    addressOf,
    "GET / HTTP/1.1\r\nHost: signal",
  ),
  "http: answers never read": ({ httpPort: port, token }, signal) =>
    each(40, async () => {
      const socket = await open({ port, from: MALICE });
      socket.pause();
      const request = `GET /openapi.json HTTP/1.1\r\n${HEAD}Authorization: Bearer ${token}\r\n\r\n`;
      await blast(socket, Buffer.from(request), signal);
    }),
  "http: event streams hoarded": (target, signal) =>
    hoard(
      ({ httpPort }) => httpPort,
      () => MALICE,
      `GET /api/v1/events HTTP/1.1\r\n${HEAD}Authorization: Bearer ${target.token}\r\n\r\n`,
    )(target, signal),
  "displays: heartbeats on 200 connections": heartbeatsAfter(500),
  "displays: words before joining": heartbeatsAfter(0),
  "nodes: stats on 64 connections": ({ devicePort: port }, signal) =>
    each(ONE_ADDRESS, async (index) => {
      while (!signal.aborted) {
        const socket = await openWebSocket({ port, from: MALICE }, "/ws/monitoring/");
        const serverId = `F${String(index).padStart(11, "0")}`;
        const version = "1.1.0";
        const register = { type: "register", serverId, version, timestamp: Date.now() };
        socket.write(frameOf(JSON.stringify(register)));
        const frames = new StatsFrames(serverId, 8);
        await blast(socket, Buffer.concat([frames.next(), frames.next()]), signal);
        await wait(10);
      }
    }),
  "sync: lines on 64 connections": ({ devicePort: port }, signal) =>
    each(ONE_ADDRESS, async () => {
      while (!signal.aborted) {
        await blast(await open({ port, from: MALICE }), LINE, signal);
        await wait(10);
      }
    }),
  "device: connections from 40 addresses": hoard(({ devicePort }) => devicePort, addressOf, "GE"),
  "device: frames of 16 MB": ({ devicePort: port }, signal) =>
    each(ONE_ADDRESS, async () => {
      while (!signal.aborted) {
        const socket = await openWebSocket({ port, from: MALICE }, "/ws/");
        socket.write(Buffer.from([0x81, 0xff, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]));
        await blast(socket, Buffer.alloc(65_536, 0x20), signal);
        await wait(10);
      }
    }),
  "mqtt: readings on 64 connections": ({ mqttPort: port }, signal) =>
    each(ONE_ADDRESS, async (index) => {
      while (!signal.aborted) {
        const socket = await open({ port, from: MALICE });
        socket.resume();
        socket.write(mqttConnect(`flood-${index}`));
        const reading = mqttPublish(`sensor/temperature-${index}`, '{"value":21.5}');
        await blast(socket, Buffer.concat(Array.from({ length: 128 }, () => reading)), signal);
        await wait(10);
      }
    }),
  ...RELAY_FLOODS,
  ...TLS_FLOODS,
};
