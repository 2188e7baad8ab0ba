import assert from "node:assert/strict";
// @ts-types="@types/ws"
import { WebSocket } from "ws";
import { ROLES } from "../../../../actors/access/messages.ts";
import { cameraChanged } from "../../../../actors/topics.ts";
import { LIVE_KINDS } from "../../../../protocols/api/live.ts";
import { AT } from "../../../support/stores/store_samples.ts";
import { withApi } from "../api_bench.ts";
import { H264_PICTURE, sampleCamera, sampleUnit } from "../stubs/camera_samples.ts";
import { until, withServer } from "../stubs/live_stage.ts";

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

Deno.test("live lets every role in", async () => {
  await withServer(async ({ bench, open }) => {
    for (const role of ROLES) {
      const client = await open("", { Authorization: `Bearer ${bench.secrets[role]}` });
      assert.equal((await client.text()).type, "status", role);
      client.socket.close();
      await client.closed;
    }
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
