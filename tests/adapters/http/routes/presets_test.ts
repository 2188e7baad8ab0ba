import assert from "node:assert/strict";
import { executionState } from "../../../../adapters/http/bodies/command.ts";
import { sampleCommand } from "../../../support/stores/store_samples.ts";
import { withApi } from "../api_bench.ts";

Deno.test("POST /presets/{id}/execute runs with defaults when there is no body", async () => {
  await withApi(async (bench) => {
    const response = await bench.request("/api/v1/presets/3/execute", {
      method: "POST",
      role: "operate",
    });
    assert.equal(response.status, 202);
    assert.equal(response.headers.get("Location"), "/api/v1/executions/exe_2");
    const asked = bench.presets.last("runPreset");
    assert.ok(!("barrier" in asked));
    assert.deepEqual(
      [asked.id, asked.action, asked.deadlineMs, asked.waitOnlineMs, asked.idempotency],
      [3, "execute", 60_000, null, null],
    );
  });
});

Deno.test("POST /presets/{id}/execute runs with defaults when a client says JSON and sends nothing", async () => {
  await withApi(async (bench) => {
    const json = { "Content-Type": "application/json" };
    for (const headers of [json, { ...json, "Content-Length": "0" }]) {
      const request = { method: "POST", role: "operate", headers } as const;
      const response = await bench.request("/api/v1/presets/3/execute", request);
      assert.equal(response.status, 202, await response.text());
      const missing = await bench.request("/api/v1/presets", request);
      assert.deepEqual([missing.status, (await missing.json()).field], [422, "name"]);
      const cut = await bench.request("/api/v1/presets/3/execute", { ...request, body: "{" });
      assert.equal(cut.status, 400);
    }
  });
});

Deno.test("POST /presets/{id}/stop hands everything on", async () => {
  await withApi(async (bench) => {
    await bench.request("/api/v1/presets/3/stop", {
      method: "POST",
      role: "operate",
      json: { barrier: true, deadlineMs: 5_000, waitOnlineMs: 2_000 },
      headers: { "Idempotency-Key": "k" },
    });
    const asked = bench.presets.last("runPreset");
    assert.deepEqual(
      [asked.action, asked.barrier, asked.deadlineMs, asked.waitOnlineMs, asked.idempotency?.key],
      ["stop", true, 5_000, 2_000, "k"],
    );
  });
});

Deno.test("Idempotency-Key of a run and of a stop of one preset have different contents", async () => {
  await withApi(async (bench) => {
    const hashes: unknown[] = [];
    for (const action of ["execute", "stop"]) {
      await bench.request(`/api/v1/presets/3/${action}`, {
        method: "POST",
        role: "operate",
        headers: { "Idempotency-Key": "k" },
      });
      hashes.push(bench.presets.last("runPreset").idempotency?.contentHash);
    }
    assert.notEqual(hashes[0], hashes[1]);
  });
});

Deno.test("GET /executions/{id} gives every target's result, over as many reads as it needs", async () => {
  await withApi(async (bench) => {
    const many = Array.from({ length: 700 }, (_, index) => {
      const command = sampleCommand(`cmd_many_${index}`, {
        executionId: "exe_1",
        state: "completed",
      });
      return { type: "commandAdded", command } as const;
    });
    await bench.stores.ledger.commit(many);
    const response = await bench.request("/api/v1/executions/exe_1", { role: "view" });
    const detail = await response.json();
    assert.equal(detail.commands.length, 701);
    assert.equal(detail.state, "completed");
  });
});

Deno.test("executionState() names how all commands went together", () => {
  assert.equal(executionState(["completed", "queued"]), "running");
  assert.equal(executionState(["running"]), "running");
  assert.equal(executionState(["completed", "completed"]), "completed");
  assert.equal(executionState(["cancelled", "cancelled"]), "cancelled");
  assert.equal(executionState(["completed", "unknown"]), "partial");
  assert.equal(executionState(["completed", "cancelled"]), "partial");
  assert.equal(executionState(["failed", "timed_out"]), "failed");
});

Deno.test("GET /commands filters by state, target and execution, and pages", async () => {
  await withApi(async (bench) => {
    await bench.stores.ledger.commit([
      { type: "commandAdded", command: sampleCommand("cmd_8", { state: "failed" }) },
      { type: "commandAdded", command: sampleCommand("cmd_9") },
    ]);
    const ids = async (query: string) => {
      const page = await (await bench.request(`/api/v1/commands${query}`, { role: "view" })).json();
      return [page.items.map((item: { id: string }) => item.id), page.nextCursor];
    };
    assert.deepEqual(await ids("?state=failed&state=queued"), [["cmd_9", "cmd_8"], null]);
    assert.deepEqual(await ids("?executionId=exe_1"), [["cmd_1"], null]);
    assert.deepEqual(await ids("?target=display/2"), [[], null]);
    const [first, cursor] = await ids("?target=display/1&limit=2");
    assert.deepEqual(first, ["cmd_9", "cmd_8"]);
    assert.deepEqual(await ids(`?limit=2&cursor=${cursor}`), [["cmd_1"], null]);
  });
});

Deno.test("GET /commands/{id} shows the history, and DELETE hands on who cancels", async () => {
  await withApi(async (bench) => {
    const detail = await (await bench.request("/api/v1/commands/cmd_1", { role: "view" })).json();
    assert.deepEqual(detail.events.map((event: { state: string }) => event.state), ["completed"]);
    await bench.request("/api/v1/commands/cmd_1", { method: "DELETE", role: "operate" });
    assert.deepEqual(bench.ledger.last("cancelCommand").requester, {
      name: "operator",
      address: "10.0.0.31",
    });
  });
});
