import assert from "node:assert/strict";
import { ROLES } from "../../../../actors/access/messages.ts";
import { type ApiOperation, readApiDocument } from "../../../support/api/api_document.ts";
import { examplePath, exampleRequest } from "../../../support/api/api_requests.ts";
import { withApi } from "../api_bench.ts";
import { benchWorld } from "../stubs/bench_world.ts";

const CALLERS = [undefined, ...ROLES] as const;

/** What an operation must answer a caller with: success, 401 without a token, 403 with too weak a one. */
function expectedStatus(operation: ApiOperation, caller: typeof CALLERS[number]): number | "2xx" {
  const needed = ROLES.findIndex((role) => role === operation.role);
  if (needed < 0) return "2xx";
  if (caller === undefined) return 401;
  return ROLES.indexOf(caller) >= needed ? "2xx" : 403;
}

Deno.test("createHttpApi() answers every route as each role the way its document says", async () => {
  await withApi(async (bench) => {
    const document = await readApiDocument((path) => bench.request(path));
    const world = await benchWorld(bench);
    assert.ok(document.operations.length >= 35);
    for (const operation of document.operations) {
      for (const role of CALLERS) {
        const example = exampleRequest(operation.operationId, world);
        const response = await bench.request(examplePath(operation.path, example), {
          method: operation.method,
          json: example.json,
          ...(example.headers === undefined ? {} : { headers: example.headers }),
          role,
        });
        const expected = expectedStatus(operation, role);
        const where = `${operation.operationId} as ${role ?? "nobody"}: ${response.status}`;
        assert.ok(expected === "2xx" ? response.ok : response.status === expected, where);
        await document.check(operation, response);
      }
    }
    assert.deepEqual(bench.errors, []);
  });
});

Deno.test("createHttpApi() does nothing for a caller without the role", async () => {
  await withApi(async (bench) => {
    await bench.request("/api/v1/presets/3/execute", { method: "POST", role: "view" });
    await bench.request("/api/v1/displays/1", { method: "DELETE", role: "operate" });
    assert.deepEqual([...bench.presets.asked, ...bench.displays.asked], []);
  });
});

Deno.test("createHttpApi() leaves only these routes open to callers without a token", async () => {
  await withApi(async (bench) => {
    const document = await readApiDocument((path) => bench.request(path));
    const open = document.operations.filter(({ role }) => role === "public" || role === "device");
    assert.deepEqual(open.map(({ operationId }) => operationId).sort(), [
      "announceLegacyClient",
      "describe",
      "getHealth",
      "getReadiness",
      "listLegacyClients",
      "logInDevice",
      "saveServerLog",
      "signIn",
      "verifyDeviceToken",
    ]);
  });
});
