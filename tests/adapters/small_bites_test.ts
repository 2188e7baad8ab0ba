import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { once } from "node:events";
import { PassThrough } from "node:stream";
import { readInSmallBites } from "../../adapters/small_bites.ts";

const WHOLE = Buffer.from(Array.from({ length: 10_000 }, (_, at) => at % 251));

function stream() {
  const socket = new PassThrough({ highWaterMark: 1 << 20 });
  readInSmallBites(socket);
  const bites: Buffer[] = [];
  return { socket, bites };
}

Deno.test("readInSmallBites() hands the same bytes on, in pieces of 4 KiB", async () => {
  const { socket, bites } = stream();
  socket.on("data", (bite: Buffer) => bites.push(bite));
  socket.end(WHOLE);
  await once(socket, "end");
  assert.deepEqual(bites.map(({ length }) => length), [4_096, 4_096, 1_808]);
  assert.ok(Buffer.concat(bites).equals(WHOLE));
});

Deno.test("readInSmallBites() keeps the rest while the socket is paused, and loses nothing", async () => {
  const { socket, bites } = stream();
  socket.on("data", (bite: Buffer) => {
    bites.push(bite);
    socket.pause();
  });
  socket.end(WHOLE);
  const lengths: number[] = [];
  while (!socket.readableEnded) {
    await new Promise((resolve) => setTimeout(resolve));
    lengths.push(bites.length);
    socket.resume();
  }
  assert.ok(lengths.includes(1) && lengths.includes(2), String(lengths));
  assert.ok(Buffer.concat(bites).equals(WHOLE));
});

Deno.test("readInSmallBites() hands nothing on of a socket that was destroyed in between", async () => {
  const { socket, bites } = stream();
  socket.on("data", (bite: Buffer) => {
    bites.push(bite);
    socket.destroy();
  });
  socket.write(WHOLE);
  await once(socket, "close");
  assert.equal(bites.length, 1);
});
