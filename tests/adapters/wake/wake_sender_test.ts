import assert from "node:assert/strict";
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { createWakeSender } from "../../../adapters/wake/wake_sender.ts";
import { decodeMagicPacket } from "../../../protocols/wake/magic_packet.ts";

const MAC = "02:00:5E:00:53:01";
const HERE = { mac: MAC, lastAddress: "127.0.0.1" };

/** Runs a test with machines that listen for broadcasts on loopback, each at a port of its own. */
async function withListeners(
  count: number,
  test: (ports: readonly number[], heard: string[]) => Promise<void>,
): Promise<void> {
  const heard: string[] = [];
  const sockets: Socket[] = [];
  try {
    for (let at = 0; at < count; at++) {
      const socket = createSocket("udp4").bind(0);
      sockets.push(socket);
      await once(socket, "listening");
      const { port } = socket.address();
      socket.on("message", (datagram) => heard.push(`${port} ${decodeMagicPacket(datagram)}`));
    }
    await test(sockets.map((socket) => socket.address().port), heard);
  } finally {
    for (const socket of sockets) socket.close();
  }
}

/** A datagram of our own behind all others: loopback keeps the order. */
async function settled(ports: readonly number[], heard: readonly string[]): Promise<void> {
  const socket = createSocket("udp4").bind(0);
  await once(socket, "listening");
  for (const port of ports) socket.send(new Uint8Array(1), port, "127.0.0.1");
  while (ports.some((port) => !heard.includes(`${port} null`))) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  socket.close();
}

Deno.test("call() broadcasts a magic packet to each port, on loopback for a machine of loopback", () =>
  withListeners(2, async (ports, heard) => {
    const sender = createWakeSender({ ports });
    assert.deepEqual(await sender.call(HERE), { to: ["127.255.255.255"], problem: null });
    await settled(ports, heard);
    const packets = heard.filter((line) => !line.endsWith("null"));
    assert.deepEqual(packets.toSorted(), ports.map((port) => `${port} ${MAC}`).toSorted());
  }));

Deno.test("call() serves many at a time, and again when all are done", () =>
  withListeners(1, async (ports, heard) => {
    const sender = createWakeSender({ ports });
    await Promise.all(Array.from({ length: 20 }, () => sender.call(HERE)));
    assert.deepEqual(await sender.call(HERE), { to: ["127.255.255.255"], problem: null });
    await settled(ports, heard);
    assert.equal(heard.filter((line) => line.endsWith(MAC)).length, 21);
  }));

Deno.test("call() says why nothing could leave, and does not reject", async () => {
  const sender = createWakeSender({ ports: [0] });
  const { to, problem } = await sender.call(HERE);
  assert.deepEqual(to, []);
  assert.match(problem ?? "", /./);
});

Deno.test("call() says why when the networks of this machine cannot be looked at", async () => {
  const places = () => {
    throw new Error("Requires sys access");
  };
  const sent = await createWakeSender({ places }).call(HERE);
  assert.deepEqual(sent, { to: [], problem: "Requires sys access" });
});
