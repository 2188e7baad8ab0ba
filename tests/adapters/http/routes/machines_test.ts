import assert from "node:assert/strict";
import { Machine, MachinePage } from "../../../../protocols/api/machine.ts";
import { type ApiBench, withApi } from "../api_bench.ts";
import { sampleSnapshot } from "../stubs/samples.ts";

async function machines(bench: ApiBench, query = ""): Promise<MachinePage> {
  const response = await bench.request(`/api/v1/machines${query}`, { role: "view" });
  assert.equal(response.status, 200);
  return MachinePage.parse(await response.json());
}

Deno.test("GET /machines puts members of one address together, with a link to each", async () => {
  await withApi(async (bench) => {
    const { items, nextCursor } = await machines(bench, "?q=10.0.0.31");
    assert.equal(nextCursor, null);
    const [machine] = items;
    assert.equal(machine?.address, "10.0.0.31");
    const wall = machine?.members.find(({ kind }) => kind === "display");
    assert.deepEqual([wall?.name, wall?.by, wall?.state, wall?.link], [
      "Wall-1",
      "peer",
      "running",
      "/displays/1",
    ]);
  });
});

Deno.test("GET /machines pages by address, in the order of its numbers", async () => {
  await withApi(async (bench) => {
    bench.nodes.answers.listNodes = () => [];
    bench.syncHosts.answers.listSyncHosts = () => [];
    bench.displays.answers.listDisplays = () =>
      [9, 10, 100, 20].map((id) => sampleSnapshot(id, { peerAddress: `192.0.2.${id}` }));
    const seen: string[] = [];
    let query = "?q=192.0.2&limit=3";
    for (let page = 0; page < 3; page++) {
      const { items, nextCursor } = await machines(bench, query);
      seen.push(...items.map(({ address }) => address));
      if (nextCursor === null) break;
      query = `?q=192.0.2&limit=3&cursor=${nextCursor}`;
    }
    assert.deepEqual(seen, ["192.0.2.9", "192.0.2.10", "192.0.2.20", "192.0.2.100"]);
  });
});

Deno.test("GET /machines?shared=true leaves out machines of one member; q finds names in any case", async () => {
  await withApi(async (bench) => {
    bench.displays.answers.listDisplays = () => [
      sampleSnapshot(1, { name: "Lobby", peerAddress: "198.51.100.1" }),
      sampleSnapshot(2, { name: "Hall", peerAddress: "198.51.100.1" }),
      sampleSnapshot(3, { name: "Attic", peerAddress: "198.51.100.2" }),
    ];
    const shared = await machines(bench, "?shared=true&q=198.51.100");
    assert.deepEqual(shared.items.map(({ address, total }) => [address, total]), [[
      "198.51.100.1",
      2,
    ]]);
    const found = await machines(bench, "?q=aTTi");
    assert.deepEqual(found.items.map(({ address }) => address), ["198.51.100.2"]);
  });
});

Deno.test("GET /machines tells 100 members of a machine at most, and how many there are", async () => {
  await withApi(async (bench) => {
    bench.displays.answers.listDisplays = () =>
      Array.from({ length: 300 }, (_, id) => sampleSnapshot(id + 1, { peerAddress: "192.0.2.1" }));
    const { items } = await machines(bench, "?q=192.0.2.1");
    const machine = Machine.parse(items[0]);
    assert.deepEqual([machine.members.length, machine.total], [100, 300]);
  });
});

Deno.test("GET /machines refuses a cursor that no page has handed out", async () => {
  await withApi(async (bench) => {
    const response = await bench.request("/api/v1/machines?cursor=%21", { role: "view" });
    assert.deepEqual([response.status, (await response.json()).field], [422, "cursor"]);
  });
});
