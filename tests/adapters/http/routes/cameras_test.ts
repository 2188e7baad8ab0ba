import assert from "node:assert/strict";
import { refuse } from "../../../../actors/outcome.ts";
import { type ApiBench, withApi } from "../api_bench.ts";
import { sampleCamera } from "../stubs/camera_samples.ts";

const get = async (bench: ApiBench, path: string) =>
  await (await bench.request(`/api/v1${path}`, { role: "view" })).json();

Deno.test("GET /cameras pages by the last id, and ends with null", async () => {
  await withApi(async (bench) => {
    bench.cameras.answers.listCameras = ({ afterId = 0, atMost }) =>
      [1, 2, 5].filter((id) => id > afterId).slice(0, atMost).map((id) => sampleCamera(id));
    const idsOf = async (query: string) => {
      const { items, nextCursor } = await get(bench, `/cameras${query}`);
      return [items.map(({ id }: { id: number }) => id), nextCursor];
    };
    assert.deepEqual(await idsOf("?limit=2"), [[1, 2], "2"]);
    assert.deepEqual(await idsOf("?limit=2&cursor=2"), [[5], null]);
  });
});

Deno.test("GET /cameras hands its filters to the directory", async () => {
  await withApi(async (bench) => {
    await get(bench, "/cameras?liveness=stale&stream=stalled&q=hall&limit=7");
    assert.deepEqual(bench.cameras.last("listCameras"), {
      type: "listCameras",
      afterId: 0,
      atMost: 8,
      query: "hall",
      liveness: "stale",
      stream: "stalled",
    });
  });
});

Deno.test("GET /cameras/{id} shows the stream and its viewers, and keeps their ids to itself", async () => {
  await withApi(async (bench) => {
    const camera = await get(bench, "/cameras/Camera-1");
    assert.equal(bench.cameras.last("findCamera").nameOrId, "Camera-1");
    assert.deepEqual([camera.stream, camera.picture.codecString], ["streaming", "avc1.42c00d"]);
    assert.equal(camera.viewers[0].droppedFrames, 3);
    assert.ok(!JSON.stringify(camera).includes("secret of the process"));
    const nobody = await bench.request("/api/v1/cameras/Attic", { role: "view" });
    assert.equal(nobody.status, 404);
  });
});

Deno.test("DELETE /cameras/{id} forces only when told to, and answers a refusal", async () => {
  await withApi(async (bench) => {
    const forget = (query: string) =>
      bench.request(`/api/v1/cameras/1${query}`, { method: "DELETE", role: "admin" });
    assert.equal((await forget("?force=true")).status, 204);
    assert.equal(bench.cameras.last("forgetCamera").force, true);
    bench.cameras.answers.forgetCamera = () => refuse("conflict", "It is streaming.");
    assert.equal((await forget("")).status, 409);
    assert.equal(bench.cameras.last("forgetCamera").force, false);
  });
});

Deno.test("POST /cameras/{id}/commands writes a row for the camera, and answers where it is", async () => {
  await withApi(async (bench) => {
    const answer = await bench.request("/api/v1/cameras/Camera-1/commands", {
      method: "POST",
      role: "operate",
      json: { action: "record_start", waitOnlineMs: 5_000, deadlineMs: 9_000 },
      headers: { "Idempotency-Key": "tonight" },
    });
    const { id } = await answer.json();
    assert.deepEqual([answer.status, answer.headers.get("Location")], [
      202,
      `/api/v1/commands/${id}`,
    ]);
    const asked = bench.ledger.last("submitCommands");
    assert.deepEqual(asked.commands, [{
      target: { kind: "camera", key: "1", name: "Camera-1" },
      order: { action: "record_start", params: {} },
    }]);
    assert.deepEqual([asked.deadlineMs, asked.waitOnlineMs], [9_000, 5_000]);
    assert.equal(asked.idempotency?.key, "tonight");
  });
});

Deno.test("POST /cameras/commands reaches every camera, or each named one once", async () => {
  await withApi(async (bench) => {
    const targets = async (cameras?: readonly string[]) => {
      const json = { action: "record_stop", ...(cameras ? { cameras } : {}) };
      const options = { method: "POST", role: "operate", json } as const;
      const answer = await bench.request("/api/v1/cameras/commands", options);
      assert.equal(answer.status, 202);
      assert.equal((await answer.json()).commands.length, 1);
      return bench.ledger.last("submitCommands").commands.map(({ target }) => target.key);
    };
    assert.deepEqual(await targets(), ["1", "2"]);
    assert.deepEqual(await targets(["2", "Camera-1", "1"]), ["2", "1"]);
  });
});

Deno.test("POST /cameras/commands refuses where no camera is known, or one of the named is not", async () => {
  await withApi(async (bench) => {
    const order = (json: unknown) =>
      bench.request("/api/v1/cameras/commands", { method: "POST", role: "operate", json });
    assert.equal((await order({ action: "record_stop", cameras: ["1", "Attic"] })).status, 404);
    bench.cameras.answers.listCameras = () => [];
    assert.equal((await order({ action: "record_stop" })).status, 409);
    assert.equal((await order({ action: "reboot" })).status, 422);
    assert.deepEqual(bench.ledger.asked, []);
  });
});

Deno.test("GET /discovery tells how looking for cameras goes, and 503 before it has begun", async () => {
  await withApi(async (bench) => {
    const { state, broker, answers } = await get(bench, "/discovery");
    assert.deepEqual([state, broker, answers], ["connected", "mqtt://127.0.0.1:1883", 3]);
    bench.discovery = null;
    const answer = await bench.request("/api/v1/discovery", { role: "view" });
    assert.equal(answer.status, 503);
  });
});
