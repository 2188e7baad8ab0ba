import assert from "node:assert/strict";
import { once } from "node:events";
import type { Socket } from "node:net";
import { connect, createSecureContext } from "node:tls";
import { createDeviceHttp } from "../../../adapters/device_port/device_http.ts";
import type { DevicePort } from "../../../adapters/device_port/device_port.ts";
import { dial, readToEnd, readUntil, withPort, writeInPieces } from "./client.ts";
import { TEST_ONLY_CERTIFICATE, TEST_ONLY_KEY } from "./test_certificate.ts";

const tls = {
  secureContext: createSecureContext({ cert: TEST_ONLY_CERTIFICATE, key: TEST_ONLY_KEY }),
};

const http = createDeviceHttp({
  onRequest: (request, response) => {
    response.end(`${request.socket.remoteAddress} asked for ${request.url};`);
  },
  onUpgrade: (request, socket) => socket.end(`taken over ${request.url}`),
  onError: () => {},
});

function text(socket: Socket, opening: string): void {
  let seen = "";
  socket.on("data", (chunk) => {
    seen += chunk;
    if (seen.endsWith("\n")) socket.end(`${opening}|${seen}`);
  });
}

async function dialTls({ address }: DevicePort): Promise<Socket> {
  const socket = connect({
    host: address.host,
    port: address.port,
    servername: "localhost",
    ca: TEST_ONLY_CERTIFICATE,
  });
  await once(socket, "secureConnect");
  return socket;
}

Deno.test("TLS carries HTTP with keep-alive, and the peer's address is known inside", () =>
  withPort({ acceptors: { tls, http: http.accept } }, async ({ port }) => {
    const socket = await dialTls(port);
    for (const path of ["/1", "/2"]) {
      const answer = readUntil(socket, new RegExp(`asked for ${path};`));
      socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`);
      assert.match(await answer, /127\.0\.0\.1 asked/);
    }
    socket.destroy();
  }));

Deno.test("TLS carries upgrades", () =>
  withPort({ acceptors: { tls, http: http.accept } }, async ({ port }) => {
    const socket = await dialTls(port);
    const answer = readToEnd(socket);
    socket.write(
      "GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    );
    assert.equal(await answer, "taken over /ws");
    socket.destroy();
  }));

Deno.test("TLS carries text, whole and byte by byte", () =>
  withPort({ acceptors: { tls, text } }, async ({ port }) => {
    for (const message of ["GET_STATUS\n", "10.0.0.7_Master,Synced\n"]) {
      for (const pieces of [[message], [...message]]) {
        const socket = await dialTls(port);
        const answer = readToEnd(socket);
        await writeInPieces(socket, pieces);
        assert.match(await answer, new RegExp(`^(text|statusQuery)\\|${message}$`));
        socket.destroy();
      }
    }
  }));

Deno.test("a TLS handshake that is none is refused, and the next one works", () =>
  withPort({ acceptors: { tls, text } }, async ({ port, problem }) => {
    const broken = await dial(port);
    const ended = readToEnd(broken);
    broken.write(Uint8Array.of(0x16, 0x03, 0x01, 0x00, 0x04, 0xde, 0xad, 0xbe, 0xef));
    await ended;
    await problem("tlsFailed");
    const socket = await dialTls(port);
    const answer = readToEnd(socket);
    socket.write("1\n");
    assert.equal(await answer, "text|1\n");
    broken.destroy();
    socket.destroy();
  }));

Deno.test("a TLS handshake that stops half-way is closed after the opening time", () =>
  withPort(
    { acceptors: { tls, text }, limits: { openingTimeoutMs: 50 } },
    async ({ port, problem }) => {
      const socket = await dial(port);
      const ended = readToEnd(socket);
      socket.write(Uint8Array.of(0x16, 0x03, 0x01, 0x02, 0x00, 0x01));
      assert.equal(await ended, "");
      await problem("slowOpening");
      socket.destroy();
    },
  ));

Deno.test("TLS handshakes of an address wait their turn when there are too many, and all come about", () => {
  const handshakes = { arrivalsPerSecond: 20, burstArrivals: 1 };
  return withPort(
    { acceptors: { tls, text }, limits: { handshakes } },
    async ({ port, problems }) => {
      const began = performance.now();
      const sockets = await Promise.all(Array.from({ length: 6 }, () => dialTls(port)));
      // Two at once, and four more at twenty a second.
      assert.ok(performance.now() - began >= 190, `${performance.now() - began} ms`);
      assert.deepEqual(problems, []);
      for (const socket of sockets) socket.destroy();
    },
  );
});

Deno.test("a TLS handshake whose turn does not come within the opening time is given up", () =>
  withPort({
    acceptors: { tls, text },
    limits: { openingTimeoutMs: 100, handshakes: { arrivalsPerSecond: 0.01, burstArrivals: 0 } },
  }, async ({ port, problem }) => {
    const first = await dialTls(port);
    const second = dialTls(port);
    const { detail } = await problem("slowOpening");
    assert.match(detail, /within 100 ms/);
    await assert.rejects(second);
    first.destroy();
  }));

Deno.test("what is no TLS, and comes in many pieces while its turn is waited for, is refused alone", () =>
  withPort({
    acceptors: { tls, text },
    limits: { handshakes: { arrivalsPerSecond: 5, burstArrivals: 1 } },
  }, async ({ port, problem }) => {
    const others = await Promise.all([dialTls(port), dialTls(port)]);
    const broken = await dial(port);
    const ended = readToEnd(broken);
    // A handshake of 512 bytes begins, and goes on as none does.
    broken.write(Uint8Array.of(0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03));
    await writeInPieces(broken, Array.from({ length: 40 }, () => "no TLS at all, ".repeat(7)));
    await ended;
    await problem("tlsFailed");
    for (const socket of [...others, broken, await dialTls(port)]) socket.destroy();
  }));
