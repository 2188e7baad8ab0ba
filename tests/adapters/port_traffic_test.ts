import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { listening } from "../../adapters/listening.ts";
import { PortTraffic } from "../../adapters/port_traffic.ts";

async function withEcho(
  test: (traffic: PortTraffic, open: () => Promise<Socket>, port: number) => Promise<void>,
): Promise<void> {
  const traffic = new PortTraffic();
  const server = createServer((socket) => socket.on("data", (data) => socket.write(data)));
  traffic.watch(server);
  const { port } = await listening(server, { host: "127.0.0.1", port: 0 });
  const open = async () => {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    return socket;
  };
  try {
    await test(traffic, open, port);
  } finally {
    server.close();
    await once(server, "close");
  }
}

async function say(socket: Socket, text: string): Promise<void> {
  const answered = once(socket, "data");
  socket.write(text);
  await answered;
}

async function leave(socket: Socket): Promise<void> {
  const closed = once(socket, "close");
  socket.end();
  await closed;
}

Deno.test("read() adds up the bytes of connections that are open, and of those that are not", () =>
  withEcho(async (traffic, open) => {
    assert.deepEqual(traffic.read(), { open: 0, accepted: 0, receivedBytes: 0, sentBytes: 0 });
    const one = await open();
    const other = await open();
    await say(one, "hello");
    await say(other, "you");
    assert.deepEqual(traffic.read(), { open: 2, accepted: 2, receivedBytes: 8, sentBytes: 8 });
    await leave(one);
    assert.deepEqual(traffic.read(), { open: 1, accepted: 2, receivedBytes: 8, sentBytes: 8 });
    await leave(other);
    assert.deepEqual(traffic.read(), { open: 0, accepted: 2, receivedBytes: 8, sentBytes: 8 });
  }));

Deno.test("watch() goes on counting when the port was opened anew", async () => {
  const traffic = new PortTraffic();
  for (const expected of [1, 2]) {
    const server = createServer((socket) => socket.end());
    traffic.watch(server);
    const { port } = await listening(server, { host: "127.0.0.1", port: 0 });
    const socket = connect(port, "127.0.0.1");
    socket.resume();
    await once(socket, "close");
    server.close();
    await once(server, "close");
    assert.equal(traffic.read().accepted, expected);
  }
});
