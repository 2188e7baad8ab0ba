import assert from "node:assert/strict";
import { accept, refuse } from "../../../../actors/outcome.ts";
import { sampleCommand, sampleGroup } from "../../../support/stores/store_samples.ts";
import { type ApiBench, withApi } from "../api_bench.ts";
import { sampleSnapshot } from "../stubs/samples.ts";

const COMMANDS = "/api/v1/displays/Wall-1/commands";

async function list(bench: ApiBench, query: string) {
  const response = await bench.request(`/api/v1/displays${query}`, { role: "view" });
  const { items, nextCursor } = await response.json();
  return { ids: items.map((item: { id: number }) => item.id), nextCursor };
}

function order(bench: ApiBench, json: unknown, headers: Record<string, string> = {}) {
  return bench.request(COMMANDS, { method: "POST", role: "operate", json, headers });
}

Deno.test("GET /displays pages by the last id, and ends with null", async () => {
  await withApi(async (bench) => {
    bench.displays.answers.listDisplays = ({ afterId = 0, atMost }) =>
      [1, 2, 5].filter((id) => id > afterId).slice(0, atMost).map((id) => sampleSnapshot(id));
    assert.deepEqual(await list(bench, "?limit=2"), { ids: [1, 2], nextCursor: "2" });
    assert.deepEqual(await list(bench, "?limit=2&cursor=2"), { ids: [5], nextCursor: null });
    assert.deepEqual(await list(bench, "?limit=3"), { ids: [1, 2, 5], nextCursor: null });
  });
});

Deno.test("GET /displays hands its filters to the directory", async () => {
  await withApi(async (bench) => {
    await list(bench, "?liveness=offline&q=wall&limit=7");
    const { query, liveness, atMost } = bench.displays.last("listDisplays");
    assert.deepEqual({ query, liveness, atMost }, {
      query: "wall",
      liveness: "offline",
      atMost: 8,
    });
  });
});

Deno.test("GET /displays?group= asks for the group's displays, and 404 without such a group", async () => {
  await withApi(async (bench) => {
    bench.presets.answers.listGroups = () => [sampleGroup(4, [2, 5])];
    await list(bench, "?group=4&health=error");
    const { ids, health } = bench.displays.last("listDisplays");
    assert.deepEqual([ids, health], [[2, 5], "error"]);
    const none = await bench.request("/api/v1/displays?group=9", { role: "view" });
    assert.equal(none.status, 404);
  });
});

Deno.test("GET /displays leaves the notes to the detail", async () => {
  await withApi(async (bench) => {
    const page = await (await bench.request("/api/v1/displays", { role: "view" })).json();
    const detail = await (await bench.request("/api/v1/displays/1", { role: "view" })).json();
    assert.ok(!("notes" in page.items[0]));
    assert.equal(detail.notes[0].kind, "registered");
    assert.equal(detail.createdAt, "2026-02-02T02:40:00.000Z");
  });
});

Deno.test("GET /displays/{name} takes any name that can be written in a path", async () => {
  await withApi(async (bench) => {
    for (const name of ["메인 월/L2", "50%", "a.b", "Wall#1?"]) {
      await bench.request(`/api/v1/displays/${encodeURIComponent(name)}`, { role: "view" });
      assert.equal(bench.displays.last("findDisplay").nameOrId, name);
    }
  });
});

Deno.test("DELETE /displays/{name} forces only when told to", async () => {
  await withApi(async (bench) => {
    await bench.request("/api/v1/displays/1", { method: "DELETE", role: "admin" });
    assert.equal(bench.displays.last("forgetDisplay").force, false);
    await bench.request("/api/v1/displays/1?force=true", { method: "DELETE", role: "admin" });
    assert.equal(bench.displays.last("forgetDisplay").force, true);
  });
});

Deno.test("POST /displays/{name}/commands submits one command for the display's id, and tells where it is", async () => {
  await withApi(async (bench) => {
    const json = { action: "execute", command: "Stage.exe -월", presetId: 3, waitOnlineMs: 0 };
    const response = await order(bench, json);
    assert.equal(response.status, 202);
    assert.equal(response.headers.get("Location"), "/api/v1/commands/cmd_2");
    const { requester, commands, deadlineMs, waitOnlineMs, idempotency } = bench.ledger.last(
      "submitCommands",
    );
    assert.deepEqual({ requester, commands, deadlineMs, waitOnlineMs, idempotency }, {
      requester: { name: "operator", address: "10.0.0.31" },
      commands: [{
        target: { kind: "display", key: "1", name: "Wall-1" },
        order: { action: "execute", params: { command: "Stage.exe -월", presetId: 3 } },
      }],
      deadlineMs: 60_000,
      waitOnlineMs: 0,
      idempotency: null,
    });
    assert.equal(
      bench.ledger.options.at(-1)?.correlationId,
      response.headers.get("X-Correlation-Id"),
    );
  });
});

Deno.test("POST /displays/{name}/commands knows stop and check", async () => {
  await withApi(async (bench) => {
    await order(bench, { action: "stop" });
    assert.deepEqual(bench.ledger.last("submitCommands").commands[0]?.order, {
      action: "stop",
      params: { presetId: null },
    });
    await order(bench, { action: "check" });
    assert.deepEqual(bench.ledger.last("submitCommands").commands[0]?.order, {
      action: "check",
      params: {},
    });
  });
});

Deno.test("POST /displays/{name}/commands submits nothing when there is no such display", async () => {
  await withApi(async (bench) => {
    bench.displays.answers.findDisplay = () => refuse("notFound", "no display");
    assert.equal((await order(bench, { action: "check" })).status, 404);
    assert.deepEqual(bench.ledger.asked, []);
  });
});

Deno.test("Idempotency-Key stands for the content: the order of the keys does not count, a value does", async () => {
  await withApi(async (bench) => {
    const headers = { "Idempotency-Key": "run-1" };
    const hashes: unknown[] = [];
    for (
      const json of [
        { action: "execute", command: "a", deadlineMs: 60_000 },
        { command: "a", action: "execute" },
        { command: "b", action: "execute" },
      ]
    ) {
      await order(bench, json, headers);
      const { idempotency } = bench.ledger.last("submitCommands");
      assert.equal(idempotency?.key, "run-1");
      hashes.push(idempotency?.contentHash);
    }
    assert.equal(hashes[0], hashes[1]);
    assert.notEqual(hashes[0], hashes[2]);
  });
});

Deno.test("Idempotency-Key gives the first answer again, marked, and 422 for other content", async () => {
  await withApi(async (bench) => {
    const headers = { "Idempotency-Key": "run-1" };
    const submission = { commands: [sampleCommand("cmd_7")], execution: null };
    bench.ledger.answers.submitCommands = () => accept({ ...submission, replayed: false });
    const first = await order(bench, { action: "check" }, headers);
    assert.equal(first.headers.get("Idempotency-Replayed"), null);
    bench.ledger.answers.submitCommands = () => accept({ ...submission, replayed: true });
    const again = await order(bench, { action: "check" }, headers);
    assert.equal(again.headers.get("Idempotency-Replayed"), "true");
    assert.deepEqual(await again.json(), await first.json());
    bench.ledger.answers.submitCommands = () => refuse("idempotencyMismatch", "other content");
    assert.equal((await order(bench, { action: "stop" }, headers)).status, 422);
  });
});
