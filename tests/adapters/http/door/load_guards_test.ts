import assert from "node:assert/strict";
import { mock } from "node:test";
import { type ApiBench, type BenchRequest, withApi } from "../api_bench.ts";

const STREAM = "/api/v1/cameras/1/stream.h264";
/** The document does not describe it: it begins as an upgrade. */
const LIVE = "/api/v1/cameras/1/live";
const CHART = "/api/v1/nodes/HOST-1/containers/3node0/history";
const VIEW: BenchRequest = { role: "view" };

async function statusOf(bench: ApiBench, path: string, options = VIEW): Promise<number> {
  const response = await bench.request(path, options);
  await response.body?.cancel();
  return response.status;
}

/** Answers what `begin` answers, without the second for which a refused caller is held. */
async function withoutWaiting<T>(begin: () => Promise<T>): Promise<T> {
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    const answer = begin();
    // Until the refusal waits, and nothing but time is missing.
    await new Promise((resolve) => setImmediate(resolve));
    mock.timers.tick(1_000);
    return await answer;
  } finally {
    mock.timers.reset();
  }
}

Deno.test("guardLoad() refuses new streams while busy, and charts as well when overloaded", async () => {
  await withApi(async (bench) => {
    const chart = await statusOf(bench, CHART);
    assert.notEqual(chart, 503);
    assert.notEqual(await statusOf(bench, LIVE), 503);
    bench.load = { ...bench.load, state: "busy" };
    assert.equal(await statusOf(bench, LIVE), 503);
    const refused = await bench.request(STREAM, VIEW);
    assert.deepEqual([refused.status, refused.headers.get("Retry-After")], [503, "10"]);
    assert.equal((await refused.json()).code, "unavailable");
    assert.equal(await statusOf(bench, CHART), chart);
    bench.load = { ...bench.load, state: "overloaded" };
    assert.equal(await statusOf(bench, CHART), 503);
    assert.equal(await statusOf(bench, STREAM), 503);
    assert.deepEqual([...new Set(bench.problems)], ["noRoom"]);
  });
});

Deno.test("guardLoad() lets commands, sign-in, health and figures through when overloaded", async () => {
  await withApi(async (bench) => {
    bench.load = { ...bench.load, state: "overloaded", causes: ["memory"] };
    const order = { method: "POST", json: { action: "check" }, role: "operate" } as const;
    assert.equal(await statusOf(bench, "/api/v1/displays/1/commands", order), 202);
    const json = { token: bench.secrets.view };
    assert.equal(await statusOf(bench, "/api/v1/session", { method: "POST", json }), 201);
    for (const path of ["/healthz", "/readyz", "/"]) {
      assert.equal(await statusOf(bench, path, {}), 200, path);
    }
    for (const path of ["/metrics", "/api/v1/displays", "/api/v1/alerts"]) {
      assert.equal(await statusOf(bench, path), 200, path);
    }
  });
});

Deno.test("guardLoad() answers 429 to an address whose requests nobody vouches for, and to no other", async () => {
  await withApi(async (bench) => {
    const peer = "192.0.2.66";
    assert.equal(await statusOf(bench, "/api/v1/displays", { ...VIEW, peer }), 200);
    for (let n = 0; n < 4; n++) assert.equal(await statusOf(bench, "/healthz", { peer }), 200);
    const refused = await withoutWaiting(() => bench.request("/healthz", { peer }));
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get("Retry-After"), "100");
    assert.equal(await statusOf(bench, "/healthz", { peer: "192.0.2.67" }), 200);
    assert.equal(await statusOf(bench, "/api/v1/displays", { ...VIEW, peer }), 200, "a good token");
    const guessed = { peer, headers: { Authorization: "Bearer sbx_guessed" } };
    const guess = await withoutWaiting(() => bench.request("/api/v1/displays", guessed));
    assert.equal(guess.status, 429);
    assert.deepEqual([...new Set(bench.problems)], ["tooManyRequests"]);
  }, { callerLimits: { requestsPerSecond: 0.01, burstRequests: 3 } });
});

Deno.test("guardLoad() counts requests of nobody as more the more there is to do", async () => {
  await withApi(async (bench) => {
    bench.load = { ...bench.load, state: "busy" };
    for (let n = 0; n < 3; n++) assert.equal(await statusOf(bench, "/healthz", {}), 200);
    assert.equal((await withoutWaiting(() => bench.request("/healthz"))).status, 429);
  }, { callerLimits: { requestsPerSecond: 0.01, burstRequests: 14 } });
});

Deno.test("a flood of wrong tokens from many addresses locks nobody out elsewhere", async () => {
  await withApi(async (bench) => {
    for (let n = 0; n < 2_000; n++) {
      const headers = { Authorization: `Bearer sbx_guess_${n}` };
      await statusOf(bench, "/api/v1/displays", { peer: `198.51.100.${n % 200}`, headers });
    }
    const json = { token: bench.secrets.view };
    const signIn = { method: "POST", json, peer: "192.0.2.1" };
    assert.equal(await statusOf(bench, "/api/v1/session", signIn), 201);
  });
});

Deno.test("guardLoad() has so many charts of an address in hand, and no more, until they are answered", async () => {
  await withApi(async (bench) => {
    const ask = () => statusOf(bench, CHART, { ...VIEW, peer: "192.0.2.66" });
    const answers = await Promise.all(Array.from({ length: 40 }, ask));
    assert.equal(answers.filter((status) => status === 429).length, 8);
    assert.notEqual(await ask(), 429);
  });
});

Deno.test("the document tells what each route costs", async () => {
  await withApi(async (bench) => {
    const document = await (await bench.request("/openapi.json", VIEW)).json();
    const routes = Object.values<Record<string, Record<string, string>>>(document.paths)
      .flatMap((methods) => Object.values(methods));
    const costing = (cost: string) =>
      routes.filter((route) => route["x-cost"] === cost).map(({ operationId }) => operationId)
        .sort();
    assert.deepEqual(costing("stream"), [
      "streamCameraH264",
      "streamCameraMjpeg",
      "streamCameraMp4",
      "streamContainerLogs",
    ]);
    assert.deepEqual(costing("expensive"), [
      "downloadHostBackup",
      "downloadRecording",
      "getCameraSnapshot",
      "getContainerHistory",
      "getSyncHostHistory",
      "getWallHistory",
      "listStrips",
    ]);
  });
});
