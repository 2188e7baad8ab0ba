import assert from "node:assert/strict";
import { withApi } from "../api_bench.ts";

Deno.test("GET /healthz answers as soon as the process serves", async () => {
  await withApi(async (bench) => {
    const response = await bench.request("/healthz");
    assert.deepEqual(await response.json(), {
      status: "ok",
      version: "0.1.0",
      time: "2026-02-02T02:40:00.000Z",
      load: { state: "normal", since: "2026-02-02T02:40:00.000Z", causes: [] },
    });
    bench.load = { ...bench.load, state: "busy", causes: ["memory"] };
    const { load } = await (await bench.request("/healthz")).json();
    assert.deepEqual([load.state, load.causes], ["busy", ["memory"]]);
  });
});

Deno.test("GET /readyz answers 503 with the listener that is not up", async () => {
  await withApi(async (bench) => {
    assert.equal((await bench.request("/readyz")).status, 200);
    const listeners = [{ name: "device", address: "0.0.0.0:8080", up: false }];
    bench.readiness = { ready: false, listeners };
    const response = await bench.request("/readyz");
    assert.equal(response.status, 503);
    assert.deepEqual(await response.json(), { ready: false, listeners });
  });
});

Deno.test("GET /api/v1/actors shows the tree with its restarts and budgets", async () => {
  await withApi(async (bench) => {
    const tree = await (await bench.request("/api/v1/actors", { role: "view" })).json();
    const access = tree.children.find(({ kind }: { kind: string }) => kind === "access");
    assert.equal(access.state, "running");
    assert.equal(access.restarts, 0);
    assert.equal(access.lastError, null);
    assert.ok(access.restartsLeft > 0);
  });
});
