import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { HttpServer } from "../../../../adapters/http/server.ts";
import { H264_PICTURE, sampleUnit } from "../stubs/camera_samples.ts";
import { until, withServer } from "../stubs/live_stage.ts";

/** A raw client that sends, and reads nothing until it is told to. */
async function rawClient(http: HttpServer, request: readonly string[]): Promise<Socket> {
  const socket = connect(http.address.port, "127.0.0.1");
  socket.on("error", () => {});
  socket.pause();
  await once(socket, "connect");
  socket.write(`${request.join("\r\n")}\r\n\r\n`);
  return socket;
}

Deno.test("a viewer that does not read is seen to queue, over HTTP and over WebSocket", async () => {
  await withServer(async ({ bench, http }) => {
    const head = ["Host: x", `Authorization: Bearer ${bench.secrets.view}`];
    const upgrade = [
      "Upgrade: websocket",
      "Connection: Upgrade",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ];
    const path = "/api/v1/cameras/1";
    const sockets = [
      await rawClient(http, [`GET ${path}/stream.h264 HTTP/1.1`, ...head]),
      await rawClient(http, [`GET ${path}/live HTTP/1.1`, ...head, ...upgrade]),
    ];
    const { camera } = bench.cameras;
    await until(() => camera.viewers.size === 2);
    const unit = sampleUnit(new Uint8Array(64 * 1024), H264_PICTURE);
    // More than the system's own buffers take.
    await until(() => {
      camera.show(unit);
      return [...camera.viewers.values()].every(({ queuedBytes }) => queuedBytes > 4_000_000);
    });
    for (const socket of sockets) socket.destroy();
    await until(() => camera.viewers.size === 0);
  });
});

Deno.test("stream.h264 ends its connection with the stream, without chunks in it", async () => {
  await withServer(async ({ bench, http }) => {
    const authorization = `Authorization: Bearer ${bench.secrets.view}`;
    const request = ["GET /api/v1/cameras/1/stream.h264 HTTP/1.1", "Host: x", authorization];
    const socket = await rawClient(http, request);
    const parts: Uint8Array[] = [];
    socket.on("data", (part: Uint8Array) => parts.push(part)).resume();
    await until(() => bench.cameras.camera.viewers.size === 1);
    for (const viewer of bench.cameras.camera.viewers.values()) viewer.end("Over.");
    await once(socket, "close");
    const [head = "", body] = new TextDecoder("latin1")
      .decode(await new Blob(parts as BlobPart[]).bytes()).split("\r\n\r\n");
    assert.match(head, /^HTTP\/1\.1 200 OK\r\n/);
    assert.match(head, /\r\nConnection: close(\r\n|$)/i);
    assert.doesNotMatch(head, /transfer-encoding|content-length/i);
    assert.equal(body, "\0\0\0\u0001g");
  });
});
