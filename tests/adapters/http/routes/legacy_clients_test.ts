import assert from "node:assert/strict";
import { refuse } from "../../../../actors/outcome.ts";
import { type ApiBench, type BenchRequest, withApi } from "../api_bench.ts";
import { sampleSnapshot } from "../stubs/samples.ts";

const CLIENTS = "/api/clients";

async function ids(bench: ApiBench, options: BenchRequest): Promise<number[]> {
  const response = await bench.request(CLIENTS, options);
  return (await response.json()).map((row: { id: number }) => row.id);
}

Deno.test("GET /api/clients shows the caller's own rows, and all to the holder of a token", async () => {
  await withApi(async (bench) => {
    assert.deepEqual(await ids(bench, { peer: "::ffff:10.0.0.32" }), [2]);
    assert.deepEqual(await ids(bench, { peer: "10.0.0.99" }), []);
    assert.deepEqual(await ids(bench, { peer: "10.0.0.99", role: "view" }), [1, 2]);
  });
});

Deno.test("GET /api/clients says offline for a display that is not there, whatever it last did", async () => {
  await withApi(async (bench) => {
    const { liveness } = sampleSnapshot(1);
    bench.displays.answers.listDisplays = () => [
      sampleSnapshot(1, { liveness: { ...liveness, state: "offline" } }),
      sampleSnapshot(2, { health: "idle" }),
      sampleSnapshot(3),
    ];
    const rows = await (await bench.request(CLIENTS)).json();
    assert.deepEqual(
      rows.map(({ status }: { status: string }) => status),
      ["offline", "online", "running"],
    );
  });
});

Deno.test("POST /api/clients answers 200 with the row, with 8081 for a port, and ignores other keys", async () => {
  await withApi(async (bench) => {
    const json = { name: "Wall-1", ip_address: "127.0.0.1", description: "x", extra: [] };
    const response = await bench.request(CLIENTS, { method: "POST", json });
    assert.equal(response.status, 200);
    const row = await response.json();
    assert.deepEqual([row.id, row.ip_address], [1, "127.0.0.1"]);
    assert.deepEqual([row.mac_address, row.mac_is_manual], ["02:00:5E:00:53:01", 1]);
    const { name, claimedAddress, port, peerAddress } = bench.displays.last("ensureDisplay");
    assert.deepEqual([name, claimedAddress, port, peerAddress], [
      "Wall-1",
      "127.0.0.1",
      8081,
      "10.0.0.31",
    ]);
  });
});

Deno.test("POST /api/clients answers 400 with {error} for bad input and refusals", async () => {
  await withApi(async (bench) => {
    const post = (options: BenchRequest) => bench.request(CLIENTS, { method: "POST", ...options });
    const json = { name: "n", ip_address: "10.0.0.1" };
    const bad = [
      await post({ json: { name: "n" } }),
      await post({ json: { ...json, port: 70_000 } }),
      await post({ body: "{", headers: { "Content-Type": "application/json" } }),
      await post({ body: "name=n" }),
      await bench.request(CLIENTS, { method: "DELETE" }),
    ];
    bench.displays.answers.ensureDisplay = () => refuse("conflict", "taken");
    bad.push(await post({ json }));
    for (const response of bad) {
      assert.equal(response.status, 400);
      assert.deepEqual(Object.keys(await response.json()), ["error"]);
    }
  });
});

Deno.test("the old device routes refuse web pages and wrong tokens", async () => {
  await withApi(async (bench) => {
    const headers = { Origin: "http://evil.example" };
    const json = { name: "n", ip_address: "10.0.0.1" };
    assert.equal((await bench.request(CLIENTS, { headers })).status, 403);
    assert.equal((await bench.request(CLIENTS, { method: "POST", json, headers })).status, 403);
    const wrong = { Authorization: "Bearer wrong" };
    assert.equal((await bench.request(CLIENTS, { headers: wrong })).status, 401);
    assert.deepEqual(bench.displays.asked, []);
  });
});
