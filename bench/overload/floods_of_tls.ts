import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { connect } from "node:tls";
import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { addressOf, each, type Flood, MALICE, ONE_ADDRESS } from "./flooding.ts";
import { blast, open } from "./raw_socket.ts";

/** What a client begins a handshake with: the same bytes will do again and again, for they are never looked at twice. */
let hello: Promise<Uint8Array> | undefined;

async function helloOf(): Promise<Uint8Array> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port ?? 0 : 0;
  const client = connect({ host: "127.0.0.1", port, servername: "localhost" });
  client.on("error", () => {});
  const [socket] = await once(server, "connection") as [Socket];
  const [bytes] = await once(socket, "data") as [Uint8Array];
  client.destroy();
  socket.destroy();
  server.close();
  return bytes;
}

/** Says hello, and leaves when the other side has done its part, which is the dear one. */
function helloAndLeave(from: (index: number) => string): Flood {
  return ({ tlsPort: port }, signal) =>
    each(ONE_ADDRESS, async (index) => {
      const words = await (hello ??= helloOf());
      for (let n = 0; !signal.aborted; n++) {
        const socket = await open({ port, from: from(index + n) });
        socket.once("data", () => socket.destroy());
        socket.write(words);
        await untilClosedOr(socket, 1_000);
      }
    });
}

async function untilClosedOr(socket: Socket, ms: number): Promise<void> {
  const timer = setTimeout(() => socket.destroy(), ms);
  await new Promise<void>((resolve) => {
    socket.once("close", () => resolve());
    if (socket.destroyed) resolve();
  });
  clearTimeout(timer);
}

/** Whole handshakes, each with new keys, as fast as they come about. */
function handshakes(from: (index: number) => string): Flood {
  return ({ tlsPort: port }, signal) =>
    each(ONE_ADDRESS, async (index) => {
      for (let n = 0; !signal.aborted; n++) {
        const raw = await open({ port, from: from(index + n) });
        if (raw.destroyed) {
          await wait(1);
          continue;
        }
        const socket = connect({ socket: raw, servername: "localhost", rejectUnauthorized: false });
        socket.on("error", () => {});
        socket.once("secureConnect", () => socket.destroy());
        await untilClosedOr(raw, 2_000);
      }
    });
}

const NOISE = randomBytes(8_192);

/** Begins a handshake, or has ended one, and then sends anything but TLS. */
function garbage(shaken: boolean): Flood {
  return ({ tlsPort: port }, signal) =>
    each(ONE_ADDRESS, async () => {
      const words = await (hello ??= helloOf());
      while (!signal.aborted) {
        const socket = await open({ port, from: MALICE });
        if (shaken && !socket.destroyed) {
          const secure = connect({ socket, servername: "localhost", rejectUnauthorized: false });
          secure.on("error", () => {});
          await Promise.race([
            once(secure, "secureConnect").catch(() => {}),
            once(socket, "close"),
            wait(2_000),
          ]);
          await blast(secure as Socket, NOISE, signal);
        } else {
          socket.write(words.subarray(0, 60));
          await blast(socket, NOISE, signal);
        }
        socket.destroy();
        await wait(1);
      }
    });
}

/** Floods of the device port over TLS. */
export const TLS_FLOODS: { readonly [name: string]: Flood } = {
  "tls: handshakes begun and kept": ({ tlsPort: port }, signal) =>
    each(ONE_ADDRESS, async (index) => {
      const words = await (hello ??= helloOf());
      for (let n = 0; !signal.aborted; n++) {
        const socket = await open({ port, from: addressOf(index + n) });
        socket.write(words);
        signal.addEventListener("abort", () => socket.destroy(), { once: true });
        await (socket.destroyed ? wait(10) : wait(1));
      }
    }),
  "tls: handshakes begun and left": helloAndLeave(() => MALICE),
  "tls: handshakes begun and left from 40 addresses": helloAndLeave(addressOf),
  "tls: whole handshakes": handshakes(() => MALICE),
  "tls: whole handshakes from 40 addresses": handshakes(addressOf),
  "tls: garbage in the handshake": garbage(false),
  "tls: garbage behind the handshake": garbage(true),
};
