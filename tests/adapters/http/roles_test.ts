import assert from "node:assert/strict";
import { ROLES } from "../../../actors/access/messages.ts";
import { AT } from "../../support/store_samples.ts";
import { addToken } from "../../actors/access/bench_state.ts";
import { type ApiOperation, readApiDocument } from "../../support/api_document.ts";
import { examplePath, exampleRequest, type ExampleWorld } from "../../support/api_requests.ts";
import { type ApiBench, withApi } from "./api_bench.ts";
import { SEGMENT } from "./camera_samples.ts";
import { BACKUP } from "./host_backup_stubs.ts";
import { sampleAlert } from "../../support/alert_samples.ts";

const CALLERS = [undefined, ...ROLES] as const;

/** What an operation must answer a caller with: success, 401 without a token, 403 with too weak a one. */
function expectedStatus(operation: ApiOperation, caller: typeof CALLERS[number]): number | "2xx" {
  const needed = ROLES.findIndex((role) => role === operation.role);
  if (needed < 0) return "2xx";
  if (caller === undefined) return 401;
  return ROLES.indexOf(caller) >= needed ? "2xx" : 403;
}

async function exampleWorld(bench: ApiBench): Promise<ExampleWorld> {
  let count = 0;
  const spare = await addToken(bench.stores.access, { name: crypto.randomUUID() });
  const { below: _below, ...alert } = sampleAlert({ id: 1 });
  await bench.stores.alerts.commit([
    { type: "alertSaved", alert: { ...alert, about: "", noticedAt: null } },
  ]);
  return {
    display: "Wall-1",
    groupId: 1,
    presetId: 3,
    commandId: "cmd_1",
    executionId: "exe_1",
    syncHost: "1",
    wall: "Hall",
    camera: "Camera-1",
    jpegCamera: "Camera-1",
    spareCamera: "Camera-1",
    recording: SEGMENT.name,
    node: "HOST-1",
    rotation: "rot_1",
    alertId: 1,
    maintenanceId: 1,
    scheduleId: 1,
    alertChannel: "Duty",
    hostBackup: BACKUP.name,
    tokenId: spare.record.id,
    sessionKey: await exampleKey(bench),
    account: "ops",
    deviceToken: "0123456789abcdef0123456789abcdef01234567",
    secret: bench.secrets.view,
    unique: () => `name ${count++}`,
  };
}

async function exampleKey({ keys }: ApiBench): Promise<string> {
  const key = { serverId: "HOST-1", container: "3node0", source: "key_update", at: AT } as const;
  return (await keys.save({ ...key, sessionKey: "0x1a2b3c4d5e" })).keyId;
}

Deno.test("createHttpApi() answers every route as each role the way its document says", async () => {
  await withApi(async (bench) => {
    const document = await readApiDocument((path) => bench.request(path));
    const world = await exampleWorld(bench);
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
