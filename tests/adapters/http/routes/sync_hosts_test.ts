import assert from "node:assert/strict";
import { refuse } from "../../../../actors/outcome.ts";
import { type ApiBench, withApi } from "../api_bench.ts";
import { sampleSyncHost } from "../stubs/sync_samples.ts";

const get = async (bench: ApiBench, path: string) =>
  await (await bench.request(`/api/v1${path}`, { role: "view" })).json();

Deno.test("GET /sync-hosts pages by the last id, and ends with null", async () => {
  await withApi(async (bench) => {
    bench.syncHosts.answers.listSyncHosts = ({ afterId = 0, atMost }) =>
      [1, 2, 5].filter((id) => id > afterId).slice(0, atMost).map((id) => sampleSyncHost(id));
    const idsOf = async (query: string) => {
      const { items, nextCursor } = await get(bench, `/sync-hosts${query}`);
      return [items.map(({ id }: { id: number }) => id), nextCursor];
    };
    assert.deepEqual(await idsOf("?limit=2"), [[1, 2], "2"]);
    assert.deepEqual(await idsOf("?limit=2&cursor=2"), [[5], null]);
  });
});

Deno.test("GET /sync-hosts hands its filters to the directory", async () => {
  await withApi(async (bench) => {
    await get(bench, "/sync-hosts?liveness=stale&state=error&machine=10.0.0.9&q=left&limit=7");
    assert.deepEqual(bench.syncHosts.last("listSyncHosts"), {
      type: "listSyncHosts",
      afterId: 0,
      atMost: 8,
      query: "left",
      liveness: "stale",
      state: "error",
      machine: "10.0.0.9",
    });
  });
});

Deno.test("GET /sync-hosts/{id} shows both addresses, the machine, and how long the last state held", async () => {
  await withApi(async (bench) => {
    const host = await get(bench, "/sync-hosts/1");
    const { claimedAddress, peerAddress, machine, previous } = host;
    assert.deepEqual([claimedAddress, peerAddress, machine], [
      "10.0.0.1",
      "10.0.0.31",
      "10.0.0.31",
    ]);
    assert.deepEqual(previous, {
      state: "master",
      from: "2026-02-02T02:39:55.000Z",
      until: "2026-02-02T02:40:00.000Z",
      heldMs: 5_000,
    });
  });
});

Deno.test("GET /sync-hosts/{id}/history pages what the disk has, and refuses a foreign cursor", async () => {
  await withApi(async (bench) => {
    const [line, ...others] = (await get(bench, "/sync-hosts/1/history")).items;
    assert.deepEqual([line.from, line.to, line.heldMs, others], ["master", "slave", 5_000, []]);
    const wrong = await bench.request("/api/v1/sync-hosts/1/history?cursor=abc", { role: "view" });
    const { code, field } = await wrong.json();
    assert.deepEqual([wrong.status, code, field], [422, "invalid", "cursor"]);
    const nobody = await bench.request("/api/v1/sync-hosts/9/history", { role: "view" });
    assert.equal(nobody.status, 404);
  });
});

Deno.test("DELETE /sync-hosts/{id} forces only when told to, and answers a refusal", async () => {
  await withApi(async (bench) => {
    const forget = (query: string) =>
      bench.request(`/api/v1/sync-hosts/Left${query}`, { method: "DELETE", role: "admin" });
    assert.equal((await forget("?force=true")).status, 204);
    assert.equal(bench.syncHosts.last("forgetSyncHost").force, true);
    bench.syncHosts.answers.forgetSyncHost = () => refuse("conflict", "It is online.");
    assert.equal((await forget("")).status, 409);
    assert.equal(bench.syncHosts.last("forgetSyncHost").force, false);
  });
});
