import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { boundPipelining } from "../../adapters/pipelining.ts";

const REQUEST = "GET / HTTP/1.1\r\nHost: signalbox\r\n\r\n";

/** Sends so many requests at once to a server that answers none; what became of them. */
async function send(count: number) {
  const asked: ServerResponse[] = [];
  let cut = 0;
  const server = createServer(
    boundPipelining((_request, response) => void asked.push(response), () => cut++),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.on("error", () => {});
  socket.write(REQUEST.repeat(count));
  const ended = once(socket, "close");
  while (asked.length < Math.min(count, 4)) await new Promise((resolve) => setTimeout(resolve));
  if (count <= 4) socket.destroy();
  await ended;
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
  return { asked: asked.length, cut };
}

Deno.test("boundPipelining() answers four requests on their way", async () => {
  assert.deepEqual(await send(4), { asked: 4, cut: 0 });
});

Deno.test("boundPipelining() cuts a connection off at the fifth, once, and answers no more", async () => {
  assert.deepEqual(await send(200), { asked: 4, cut: 1 });
});
