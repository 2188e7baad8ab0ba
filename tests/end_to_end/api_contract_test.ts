import assert from "node:assert/strict";
import { join } from "node:path";
import { type Role, ROLES } from "../../actors/access/messages.ts";
import { alertsActor } from "../../actors/alerts/alerts.ts";
import type { ActorSystem } from "../../actors/kernel/mod.ts";
import { syncHostsActor } from "../../actors/sync_hosts/directory.ts";
import type { LocateSyncHost } from "../../actors/sync_hosts/messages.ts";
import { createScriptedDisplay } from "../../agents/displays/scripted_display.ts";
import type { Command } from "../../protocols/api/command.ts";
import type { ExecutionDetail } from "../../protocols/api/execution.ts";
import type { HostBackupReport } from "../../protocols/api/host_backup.ts";
import type { Group } from "../../protocols/api/group.ts";
import type { LegacyClient } from "../../protocols/api/legacy_client.ts";
import type { Schedule } from "../../protocols/api/schedule.ts";
import type { Preset } from "../../protocols/api/preset.ts";
import type { AuditVerification } from "../../protocols/api/audit.ts";
import type { AlertPage } from "../../protocols/api/alert.ts";
import type { MaintenanceWindow } from "../../protocols/api/maintenance.ts";
import type { z } from "zod";
import type { CreatedToken } from "../../protocols/api/token.ts";
import type { Api } from "../support/api/api.ts";
import { audited } from "../support/api/audit_watch.ts";
import {
  type ApiDocument,
  type ApiOperation,
  readApiDocument,
} from "../support/api/api_document.ts";
import {
  examplePath,
  exampleRequest,
  exampleSchedule,
  type ExampleWorld,
} from "../support/api/api_requests.ts";
import { type HostUnderTest, withControlHost } from "../support/control_host.ts";
import { ADMIN_TOKEN } from "../support/host_settings.ts";
import {
  EXAMPLE_CAMERA,
  exampleRecording,
  exampleSpareCamera,
  JPEG_CAMERA,
  withExampleCameras,
} from "../support/cameras/camera_examples.ts";
import { untilStreaming } from "../support/watch_stage.ts";
import { exampleAccount } from "../support/samples/account_examples.ts";
import { exampleKey, exampleNode, exampleRotation } from "../support/nodes/node_examples.ts";
import { eventually } from "../support/eventually.ts";
import { PATIENCE_MS } from "../support/displays/scripted_fleet.ts";

type NewToken = z.infer<typeof CreatedToken>;

const CONNECTED = "Wall-1";
const AWAY = "Wall-2";
const WALL = "Hall";
const CALLERS = [undefined, ...ROLES] as const;
type Caller = typeof CALLERS[number];

/** Operations that take the display away, or its name. */
const CHANGE_DISPLAY = ["editDisplay", "mergeDisplays", "forgetDisplay"];

function mayCall({ role }: ApiOperation, caller: Caller): boolean {
  const needed = ROLES.findIndex((each) => each === role);
  return needed < 0 || (caller !== undefined && ROLES.indexOf(caller) >= needed);
}

let made = 0;
const unique = () => `Example ${++made}`;

function announce(api: Api, name: string): Promise<LegacyClient> {
  const json = { name, ip_address: "10.0.0.9" };
  return api.call("/api/clients", { method: "POST", json });
}

/** A sync host that has reported once. */
async function reportingHost(system: ActorSystem): Promise<string> {
  const address = `10.9.${++made >> 8}.${made & 255}`;
  const question: LocateSyncHost = {
    type: "locateSyncHost",
    claimedAddress: address,
    peerAddress: address,
  };
  const directory = system.find(syncHostsActor, "syncHosts") ?? assert.fail();
  const host = await directory.ask(question, { timeoutMs: PATIENCE_MS });
  if (host !== "full") host.tell({ type: "stateReported", state: "slave" });
  return address;
}

/** A key that could not be kept: an alert that stays. */
async function exampleAlert({ api, host: { system } }: HostUnderTest): Promise<number> {
  const alerts = system.find(alertsActor, "alerts") ?? assert.fail();
  const subject = { kind: "container", key: "HOST-9/3node0", name: "HOST-9/3node0" };
  const finding = { reason: { en: "Not kept.", ko: "저장 안 됨." } };
  alerts.tell({ type: "judged", verdicts: [{ rule: "keyRotation", subject, finding }] });
  const read = () => api.call<z.infer<typeof AlertPage>>("/api/v1/alerts?rule=keyRotation");
  const { items: [alert] } = await eventually(read, ({ items }) => items.length > 0, PATIENCE_MS);
  return alert?.id ?? assert.fail();
}

/** The host, and a device account on it: one for all calls, as passwords are slow to hash on purpose. */
interface Stage extends HostUnderTest {
  readonly account: string;
  readonly deviceToken: string;
  readonly sessionKey: string;
  readonly alertId: number;
}

/** New things for a call that may take them away. */
async function freshWorld(
  { api, host: { system }, account, deviceToken, sessionKey, alertId }: Stage,
  { operationId }: ApiOperation,
): Promise<ExampleWorld> {
  const post = <T>(path: string, json?: unknown) =>
    api.call<T>(`/api/v1${path}`, { method: "POST", ...(json === undefined ? {} : { json }) });
  const group = await post<Group>("/groups", { name: unique(), displayIds: [1] });
  const draft = { name: unique(), commands: [{ displayId: 1, command: "echo 1" }] };
  const preset = await post<Preset>("/presets", draft);
  const waiting = await api.order(AWAY, { action: "check", waitOnlineMs: 60_000 });
  const execution = await post<ExecutionDetail>(`/presets/${preset.id}/execute`);
  const { token } = await post<NewToken>("/tokens", { name: unique(), role: "view", rights: [] });
  const spare = CHANGE_DISPLAY.includes(operationId) ? await announce(api, unique()) : undefined;
  const node = await exampleNode(system);
  const recording = /Recording$/.test(operationId) ? await exampleRecording(api) : "none";
  const schedule = await post<Schedule>("/schedules", exampleSchedule(unique()));
  const planned = { until: "2099-01-01T00:00:00Z", groups: [unique()] };
  const window = operationId === "deleteMaintenance"
    ? await post<MaintenanceWindow>("/maintenance", planned)
    : undefined;
  return {
    display: spare?.name ?? CONNECTED,
    groupId: group.id,
    presetId: preset.id,
    commandId: waiting.id,
    executionId: execution.id,
    syncHost: await reportingHost(system),
    wall: WALL,
    camera: EXAMPLE_CAMERA,
    jpegCamera: JPEG_CAMERA,
    spareCamera: operationId === "forgetCamera" ? exampleSpareCamera(system, ++made) : "none",
    recording,
    node,
    rotation: await exampleRotation(system, node),
    scheduleId: schedule.id,
    alertId,
    maintenanceId: window?.id ?? 0,
    alertChannel: "Bus",
    hostBackup: operationId === "downloadHostBackup" ? await exampleHostBackup(api) : "none",
    tokenId: token.id,
    account,
    deviceToken,
    sessionKey,
    secret: ADMIN_TOKEN,
    unique,
  };
}

/** A file that looks like a backup of the control host. */
async function exampleHostBackup(api: Api): Promise<string> {
  const { folder } = await api.call<HostBackupReport>("/api/v1/host-backups");
  const name = "signalbox-20250101T040000Z.tar.gz.age";
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeTextFile(join(folder, name), "encrypted");
  return name;
}

/** Calls an operation as everybody, each time on things that no call before has taken away. */
async function callAsAll(
  stage: Stage,
  document: ApiDocument,
  operation: ApiOperation,
  callers: readonly (readonly [Caller, string | null])[],
): Promise<void> {
  let world: ExampleWorld | undefined;
  for (const caller of callers) {
    world ??= await freshWorld(stage, operation);
    await callAs(stage, document, operation, caller, world);
    if (operation.method !== "GET" && mayCall(operation, caller[0])) world = undefined;
  }
}

async function callAs(
  under: Stage,
  document: ApiDocument,
  operation: ApiOperation,
  [caller, token]: readonly [Caller, string | null],
  world: ExampleWorld,
): Promise<void> {
  const example = exampleRequest(operation.operationId, world);
  const response = await audited(
    under.api,
    operation,
    () =>
      under.api.request(examplePath(operation.path, example), {
        method: operation.method,
        json: example.json,
        token,
        ...(example.headers === undefined ? {} : { headers: example.headers }),
      }),
  );
  const allowed = mayCall(operation, caller);
  const expected = allowed ? "2xx" : caller === undefined ? 401 : 403;
  const where = `${operation.operationId} as ${caller ?? "nobody"}: ${response.status}`;
  assert.ok(allowed ? response.ok : response.status === expected, `${where}, not ${expected}`);
  await document.check(operation, response);
}

/** All of it is in the trail, which is as it was written, and holds no secret. */
async function soundTrail(api: Api): Promise<void> {
  const path = "/api/v1/audit/verify";
  await api.call(path, { method: "POST" });
  const read = () => api.call<AuditVerification>(path);
  const { state, chains } = await eventually(read, (now) => now.state !== "running", PATIENCE_MS);
  assert.equal(state, "sound", JSON.stringify(chains));
  assert.ok(chains.every(({ rows, totalRows }) => rows >= totalRows && rows > 10));
  const trail = await (await api.request("/api/v1/audit?limit=500")).text();
  for (const secret of [ADMIN_TOKEN, "correct horse battery", "0x1a2b3c4d5e"]) {
    assert.ok(!trail.includes(secret));
  }
}

async function tokenFor(api: Api, role: Role): Promise<string> {
  if (role === "admin") return ADMIN_TOKEN;
  const json = { name: role, role, rights: ["keys", "logs", "recordings"] };
  return (await api.call<NewToken>("/api/v1/tokens", { method: "POST", json })).secret;
}

Deno.test("every route of a running control host answers as its document says, to each role", async () => {
  await withExampleCameras((cameras) =>
    withControlHost(
      async (under) => {
        const { url, api, log } = under;
        const display = createScriptedDisplay({ build: "C3", url, name: CONNECTED, timeScale: 20 });
        try {
          display.start();
          await display.until(() => display.registered, PATIENCE_MS);
          await announce(api, AWAY);
          for (const name of [EXAMPLE_CAMERA, JPEG_CAMERA]) await untilStreaming(under, name);
          const account = unique();
          const deviceToken = await exampleAccount(under.host.system, account);
          const sessionKey = await exampleKey(under.host.system);
          const alertId = await exampleAlert(under);
          const stage = { ...under, account, deviceToken, sessionKey, alertId };
          const document = await readApiDocument((path) => api.request(path, { token: null }));
          assert.ok(
            document.operations.length >= 35,
            `only ${document.operations.length} operations`,
          );
          const callers: (readonly [Caller, string | null])[] = [];
          for (const role of CALLERS) {
            callers.push([role, role === undefined ? null : await tokenFor(api, role)]);
          }
          for (const operation of document.operations) {
            await callAsAll(stage, document, operation, callers);
          }
          const first = await api.call<{ items: Command[] }>("/api/v1/commands?limit=1");
          assert.equal(first.items.length, 1);
          await soundTrail(api);
          assert.deepEqual(log.filter(({ level }) => level === "ERROR"), []);
        } finally {
          display.stop();
        }
      },
      { warmUpMs: 0 },
      {
        cameras,
        walls: [{ name: WALL, hosts: ["10.0.0.1"] }],
        alertChannels: [{ name: "Bus", kind: "mqtt" }],
      },
    )
  );
});
