import assert from "node:assert/strict";
import { refuse } from "../../../../actors/outcome.ts";
import { Problem } from "../../../../protocols/api/problem.ts";
import { versionsIn } from "../../../../adapters/http/requests/edits.ts";
import { AT, samplePreset } from "../../../support/stores/store_samples.ts";
import { exampleSchedule } from "../../../support/api/api_requests.ts";
import { type ApiBench, withApi } from "../api_bench.ts";

const COMMANDS = [{ displayId: 1, command: "a.exe", offsetMs: 1_500 }];
const RESOURCES = [
  { path: "/api/v1/groups", id: 1, json: { name: "Hall", displayIds: [1] } },
  { path: "/api/v1/presets", id: 3, json: { name: "Opening", commands: COMMANDS } },
  { path: "/api/v1/schedules", id: 1, json: exampleSchedule("Nightly") },
] as const;

function put(bench: ApiBench, index: 0 | 1 | 2, ifMatch?: string): Promise<Response> {
  const { path, id, json } = RESOURCES[index];
  const headers = ifMatch === undefined ? {} : { "If-Match": ifMatch };
  return bench.request(`${path}/${id}`, { method: "PUT", json, role: "operate", headers });
}

Deno.test("what people edit is answered with its version as ETag, when read, made and changed", async () => {
  await withApi(async (bench) => {
    for (const { path, id, json } of RESOURCES) {
      const one = await bench.request(`${path}/${id}`, { role: "view" });
      const made = await bench.request(path, { method: "POST", json, role: "operate" });
      const method = { method: "PUT", json, role: "operate" } as const;
      const changed = await bench.request(`${path}/${id}`, method);
      for (const response of [one, made, changed]) {
        const { version, updatedAt, updatedBy } = await response.json();
        assert.equal(response.headers.get("ETag"), `"${version}"`, path);
        assert.match(updatedAt, /^\d{4}-/);
        assert.notEqual(updatedBy, undefined);
      }
    }
  });
});

Deno.test("PUT hands on who edits, and the versions that If-Match names", async () => {
  await withApi(async (bench) => {
    await put(bench, 1, '"3"');
    const { edit, draft } = bench.presets.last("updatePreset");
    assert.deepEqual(edit, { by: "operator", versions: [3] });
    assert.deepEqual(draft.commands, COMMANDS);
    await put(bench, 0);
    assert.deepEqual(bench.presets.last("updateGroup").edit, {
      by: "operator",
      versions: undefined,
    });
    await put(bench, 2, "*");
    assert.equal(bench.schedules.last("updateSchedule").versions, undefined);
    await put(bench, 2, '"1", "2"');
    assert.deepEqual(bench.schedules.last("updateSchedule").versions, [1, 2]);
  });
});

Deno.test("DELETE hands on the versions that If-Match names", async () => {
  await withApi(async (bench) => {
    const removal = { method: "DELETE", role: "operate", headers: { "If-Match": '"2"' } } as const;
    for (const { path, id } of RESOURCES) {
      assert.equal((await bench.request(`${path}/${id}`, removal)).status, 204);
    }
    assert.deepEqual(bench.presets.last("deleteGroup").edit.versions, [2]);
    assert.deepEqual(bench.presets.last("deletePreset").edit.versions, [2]);
    assert.deepEqual(bench.schedules.last("deleteSchedule").versions, [2]);
  });
});

Deno.test("an edit of another version is answered 412, with who changed it and when", async () => {
  await withApi(async (bench) => {
    const changed = { version: 5, at: AT, by: "night shift" };
    const refusal = refuse("preconditionFailed", "night shift changed it.", { changed });
    bench.presets.answers.updatePreset = () => refusal;
    const response = await put(bench, 1, '"3"');
    assert.equal(response.status, 412);
    const problem = Problem.parse(await response.json());
    assert.equal(problem.code, "preconditionFailed");
    const at = new Date(AT).toISOString();
    assert.deepEqual(problem.changed, { version: 5, at, by: "night shift" });
  });
});

Deno.test("an If-Match that is no ETag of ours is refused, and nothing is changed", async () => {
  await withApi(async (bench) => {
    const asked = bench.presets.asked.length;
    for (const ifMatch of ["3", 'W/"3"', '"x"', '"1"x', "", '"1",'.repeat(99)]) {
      const response = await put(bench, 1, ifMatch);
      assert.equal(response.status, 422, ifMatch);
      assert.equal((await response.json()).field, "if-match");
    }
    assert.equal(bench.presets.asked.length, asked);
  });
});

Deno.test("versionsIn() takes anything where nothing or a star is given", () => {
  assert.equal(versionsIn(undefined), undefined);
  assert.equal(versionsIn("*"), undefined);
  assert.deepEqual(versionsIn('"7"'), [7]);
});

Deno.test("a preset without offsets begins everything at once, as older clients ask for it", async () => {
  await withApi(async (bench) => {
    const commands = [{ displayId: 1, command: "a.exe" }];
    const json = { name: "Opening", commands };
    await bench.request("/api/v1/presets", { method: "POST", json, role: "operate" });
    assert.deepEqual(bench.presets.last("createPreset").draft.commands, [
      { displayId: 1, command: "a.exe", offsetMs: 0 },
    ]);
    for (const offsetMs of [-1, 600_001, 0.5, "1"]) {
      const bad = { name: "Opening", commands: [{ displayId: 1, command: "a", offsetMs }] };
      const options = { method: "POST", json: bad, role: "operate" } as const;
      assert.equal((await bench.request("/api/v1/presets", options)).status, 422);
    }
  });
});

Deno.test("lists show versions too", async () => {
  await withApi(async (bench) => {
    const preset = { ...samplePreset(3, [1]), version: 4, updatedBy: "late" };
    bench.presets.answers.listPresets = () => [preset];
    const { items } = await (await bench.request("/api/v1/presets", { role: "view" })).json();
    assert.deepEqual([items[0].version, items[0].updatedBy], [4, "late"]);
  });
});
