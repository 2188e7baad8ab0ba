import assert from "node:assert/strict";
import { type ApiBench, withApi } from "../api_bench.ts";

const get = async (bench: ApiBench, path: string) =>
  await (await bench.request(`/api/v1${path}`, { role: "view" })).json();

const note = (bench: ApiBench, json: unknown) =>
  bench.request("/api/v1/walls/Hall/notes", { method: "POST", role: "operate", json });

Deno.test("GET /walls/{id} shows verdict, culprits, members and notes", async () => {
  await withApi(async (bench) => {
    const wall = await get(bench, "/walls/Hall");
    assert.deepEqual([wall.verdict, wall.culprits[0].host], ["degraded", "Sync-1"]);
    assert.deepEqual(wall.members, [{ host: "Sync-1", hostId: 1, condition: "error" }]);
    assert.deepEqual(wall.notes.map(({ text }: { text: string }) => text), ["Reseated the cable."]);
    assert.equal("notes" in (await get(bench, "/walls")).items[0], false);
  });
});

Deno.test("GET /walls/{id} answers 404 for a wall that is not there", async () => {
  await withApi(async (bench) => {
    for (const path of ["/walls/Attic", "/walls/Attic/history"]) {
      const response = await bench.request(`/api/v1${path}`, { role: "view" });
      assert.equal(response.status, 404);
    }
  });
});

Deno.test("GET /walls/{id}/history puts each note to its entry", async () => {
  await withApi(async (bench) => {
    const { items, nextCursor } = await get(bench, "/walls/Hall/history");
    assert.deepEqual([items.length, nextCursor], [1, null]);
    assert.deepEqual([items[0].until, items[0].notes[0].by], [null, "operator"]);
  });
});

Deno.test("POST /walls/{id}/notes writes in the name of the token", async () => {
  await withApi(async (bench) => {
    const response = await note(bench, { text: "Rebooted PC 3." });
    const { by, text } = await response.json();
    assert.deepEqual([response.status, by, text], [201, "operator", "Rebooted PC 3."]);
    assert.equal(bench.walls.last("addWallNote").entryId, null);
    await note(bench, { text: "Late.", entryId: 4 });
    assert.equal(bench.walls.last("addWallNote").entryId, 4);
  });
});

for (const text of ["", "  \n", "x".repeat(2_001), "a\0b", 7]) {
  Deno.test(`POST /walls/{id}/notes refuses the text ${JSON.stringify(text).slice(0, 12)}`, async () => {
    await withApi(async (bench) => {
      const response = await note(bench, { text });
      assert.deepEqual([response.status, (await response.json()).field], [422, "text"]);
      assert.deepEqual(bench.walls.asked, []);
    });
  });
}
