import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
// @ts-types="@types/ws"
import { WebSocket } from "ws";
import { cameraChanged } from "../../../actors/topics.ts";
import { type HttpServer, openHttpServer } from "../../../adapters/http/server.ts";
import { LIVE_HEAD_BYTES, LIVE_KINDS, LiveMessage } from "../../../protocols/api/live.ts";
import { type ApiBench, withApi } from "./api_bench.ts";
import { H264_PICTURE, sampleCamera, sampleUnit } from "./camera_samples.ts";
import { AT } from "../../support/store_samples.ts";

interface Served {
  readonly bench: ApiBench;
  readonly http: HttpServer;
  open(query?: string, headers?: Record<string, string>): Promise<LiveClient>;
}

async function withServer(test: (served: Served) => Promise<void>): Promise<void> {
  await withApi(async (bench) => {
    const { fetch, attach } = bench.api;
    const http = await openHttpServer({ host: "127.0.0.1", port: 0, fetch, attach });
    const base = `ws://127.0.0.1:${http.address.port}/api/v1/cameras/Camera-1/live`;
    const authorized = { Authorization: `Bearer ${bench.secrets.view}` };
    try {
      const open = (query = "", headers: Record<string, string> = authorized) =>
        LiveClient.open(`${base}${query}`, headers);
      await test({ bench, http, open });
    } finally {
      bench.api.close();
      await http.close(100);
    }
  });
}

/** What a page would see. */
class LiveClient {
  readonly #waiting: ((message: string | Uint8Array) => void)[] = [];
  readonly #came: (string | Uint8Array)[] = [];
  readonly closed: Promise<number>;

  private constructor(readonly socket: WebSocket) {
    socket.on("error", () => {});
    socket.on("message", (data: Uint8Array, isBinary: boolean) => {
      const message = isBinary ? new Uint8Array(data) : String(data);
      const waiting = this.#waiting.shift();
      if (waiting) waiting(message);
      else this.#came.push(message);
    });
    this.closed = new Promise((resolve) => socket.on("close", resolve));
  }

  static async open(url: string, headers: Record<string, string>): Promise<LiveClient> {
    const client = new LiveClient(new WebSocket(url, { headers }));
    await once(client.socket, "open");
    return client;
  }

  async text(): Promise<LiveMessage> {
    return LiveMessage.parse(JSON.parse(String(await this.next())));
  }

  async video(): Promise<{ kind: number; key: number; at: number; bytes: number[] }> {
    const message = await this.next();
    if (typeof message === "string") assert.fail(`expected video, got ${message}`);
    const head = new DataView(message.buffer, message.byteOffset);
    return {
      kind: head.getUint8(0),
      key: head.getUint8(1),
      at: head.getFloat64(4),
      bytes: [...message.subarray(LIVE_HEAD_BYTES)],
    };
  }

  next(): Promise<string | Uint8Array> {
    const came = this.#came.shift();
    if (came !== undefined) return Promise.resolve(came);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

/** Status and body of a handshake that is refused. */
function refusal(port: number, headers: Record<string, string>, path = "Camera-1") {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const url = `ws://127.0.0.1:${port}/api/v1/cameras/${path}/live`;
    const socket = new WebSocket(url, { headers });
    socket.on("open", () => reject(new Error("it was let in")));
    socket.on("error", () => {});
    socket.on("unexpected-response", async (_request, response) => {
      let body = "";
      for await (const part of response) body += part;
      resolve({ status: response.statusCode ?? 0, body });
    });
  });
}

Deno.test("live tells the status first, then the picture, then its frames", async () => {
  await withServer(async ({ bench, open }) => {
    const client = await open();
    assert.deepEqual(await client.text(), {
      type: "status",
      id: 1,
      name: "Camera-1",
      stream: "streaming",
      since: AT,
      reason: "",
      droppedFrames: 0,
    });
    const picture = await client.text();
    assert.ok(picture.type === "picture");
    assert.deepEqual([picture.codec, picture.as, picture.mimeType], ["jpeg", "frames", null]);
    const bytes = [0xff, 0xd8, 0xff, 0xd9];
    assert.deepEqual(await client.video(), { kind: LIVE_KINDS.frame, key: 1, at: AT, bytes });
    bench.cameras.camera.show(sampleUnit(Uint8Array.of(1, 2, 3), H264_PICTURE, "frame"));
    const other = await client.text();
    assert.ok(other.type === "picture");
    assert.deepEqual([other.codec, other.codecString], ["h264", "avc1.42c00d"]);
    assert.deepEqual(await client.video(), {
      kind: LIVE_KINDS.frame,
      key: 0,
      at: AT,
      bytes: [1, 2, 3],
    });
    client.socket.close();
    await client.closed;
  });
});

Deno.test("live tells each change of the camera once, and nothing of other cameras", async () => {
  await withServer(async ({ bench, open }) => {
    bench.cameras.camera.onJoin = () => {};
    const client = await open();
    await client.text();
    const stalled = sampleCamera(1, { stream: "stalled", reason: "Silent for 5 s." });
    bench.system.publish(cameraChanged, sampleCamera(2, { stream: "waiting" }));
    bench.system.publish(cameraChanged, sampleCamera(1));
    bench.system.publish(cameraChanged, stalled);
    bench.system.publish(cameraChanged, { ...stalled, viewers: [] });
    const told = await client.text();
    assert.ok(told.type === "status");
    assert.deepEqual([told.stream, told.reason], ["stalled", "Silent for 5 s."]);
    bench.cameras.camera.joined[0]?.end("The camera was forgotten.");
    assert.deepEqual(await client.text(), { type: "ended", reason: "The camera was forgotten." });
    assert.equal(await client.closed, 1000);
  });
});

Deno.test("live answers a ping with the control host's clock, and passes nonsense over", async () => {
  await withServer(async ({ bench, open }) => {
    bench.cameras.camera.onJoin = () => {};
    const client = await open();
    await client.text();
    client.socket.send("nonsense");
    client.socket.send(JSON.stringify({ type: "ping", id: "x" }));
    client.socket.send(JSON.stringify({ type: "ping", id: 7 }));
    assert.deepEqual(await client.text(), { type: "pong", id: 7, at: AT });
    client.socket.send("x".repeat(600));
    assert.equal(await client.closed, 1009);
  });
});

Deno.test("live leaves the camera when the page has gone, with or without a goodbye", async () => {
  await withServer(async ({ bench, open }) => {
    const { camera } = bench.cameras;
    for (const leave of ["close", "terminate"] as const) {
      const client = await open();
      await client.text();
      assert.deepEqual([camera.viewers.size, bench.api.streams()], [1, 1]);
      client.socket[leave]();
      await until(() => camera.viewers.size === 0 && bench.api.streams() === 0);
    }
  });
});

Deno.test("live lets a session in, and refuses strangers, other origins and unknown cameras", async () => {
  await withServer(async ({ bench, http, open }) => {
    const { port } = http.address;
    const Authorization = `Bearer ${bench.secrets.view}`;
    const own = `http://127.0.0.1:${port}`;
    const nobody = await refusal(port, {});
    assert.deepEqual([nobody.status, JSON.parse(nobody.body).code], [401, "unauthorized"]);
    const foreign = await refusal(port, { Authorization, Origin: "http://evil.example" });
    assert.deepEqual([foreign.status, JSON.parse(foreign.body).code], [403, "csrf"]);
    assert.equal((await refusal(port, { Authorization }, "Attic")).status, 404);
    assert.equal((await refusal(port, { Authorization: "Bearer wrong" })).status, 401);
    const signedIn = await fetch(`${own}/api/v1/session`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ token: bench.secrets.view }),
    });
    await signedIn.body?.cancel();
    const Cookie = (signedIn.headers.get("Set-Cookie") ?? "").split(";")[0] ?? "";
    const client = await open("", { Cookie, Origin: own });
    assert.equal((await client.text()).type, "status");
    client.socket.close();
    await client.closed;
  });
});

Deno.test("live without an upgrade is 426, and says what it is", async () => {
  await withApi(async (bench) => {
    const answer = await bench.request("/api/v1/cameras/1/live", { role: "view" });
    assert.deepEqual([answer.status, answer.headers.get("Upgrade")], [426, "websocket"]);
    assert.equal((await answer.json()).code, "upgradeRequired");
  });
});

Deno.test("live tells the reason when the control host stops", async () => {
  await withServer(async ({ bench, open }) => {
    bench.cameras.camera.onJoin = () => {};
    const client = await open();
    await client.text();
    bench.api.close();
    assert.deepEqual(await client.text(), { type: "ended", reason: "The control host stops." });
    assert.equal(await client.closed, 1001);
  });
});

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

/** Waits for something that real sockets bring about; the test runner's own deadline ends a wait in vain. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}
