import { drawChart } from "../../../adapters/http/answers/charts.ts";
import { createHttpApi, type HttpApi } from "../../../adapters/http/http_api.ts";
import type { DiscoveryReport } from "../../../adapters/http/routes/discovery.ts";
import type { ApiEnv, HttpApiDependencies } from "../../../adapters/http/dependencies.ts";
import { auditActor } from "../../../actors/audit/audit.ts";
import { accessActor } from "../../../actors/access/access.ts";
import { AlertBook } from "../../../actors/alerts/book.ts";
import type { AlertsMessage } from "../../../actors/alerts/messages.ts";
import type { ChannelsMessage } from "../../../actors/alerts/deliveries/messages.ts";
import type { AccountsMessage } from "../../../actors/accounts/messages.ts";
import type { Right, Role } from "../../../actors/access/messages.ts";
import type { DisplaysMessage } from "../../../actors/displays/messages.ts";
import { type ActorSystem, createSystem } from "../../../actors/kernel/mod.ts";
import type { HostBackupsMessage } from "../../../actors/host_backups/messages.ts";
import type { LedgerMessage } from "../../../actors/ledger/messages.ts";
import { accept } from "../../../actors/outcome.ts";
import type { NodesMessage } from "../../../actors/nodes/messages.ts";
import type { OutputsMessage } from "../../../actors/outputs/messages.ts";
import type { PresenceMessage } from "../../../actors/presence/messages.ts";
import type { RotationMessage } from "../../../actors/nodes/rotation/rotation_messages.ts";
import type { ReadinessMessage } from "../../../actors/readiness/messages.ts";
import type { PresetsMessage } from "../../../actors/presets/messages.ts";
import type { Load } from "../../../actors/load.ts";
import { sessionKeysActor } from "../../../actors/session_keys/session_keys.ts";
import type { SchedulesMessage } from "../../../actors/schedules/messages.ts";
import type { SyncHostsMessage } from "../../../actors/sync_hosts/messages.ts";
import type { WallsMessage } from "../../../actors/walls/messages.ts";
import type { Readiness } from "../../../protocols/api/health.ts";
import { MemorySessionKeys } from "../../support/stores/memory_session_keys.ts";
import { createMemoryStores, type MemoryStores } from "../../support/stores/memory_stores.ts";
import {
  AT,
  sampleCommand,
  sampleExecution,
  sampleGroup,
  samplePreset,
} from "../../support/stores/store_samples.ts";
import { addToken } from "../../actors/access/bench_state.ts";
import { sampleDiscovery, StubCameras, StubRecordings } from "./stubs/camera_samples.ts";
import { FakeAnswer } from "./stubs/fake_answer.ts";
import { stubBackupFiles, stubHostBackups } from "./stubs/host_backup_stubs.ts";
import { stubNodes, stubRotations } from "./stubs/node_samples.ts";
import { fillSchedules, stubSchedules } from "./stubs/schedule_stubs.ts";
import { sampleSnapshot, sampleStatus, sampleVerdict } from "./stubs/samples.ts";
import { fillSync, stubSyncHosts, stubWalls } from "./stubs/sync_samples.ts";
import { stubOutputs, stubPresence } from "./stubs/past_samples.ts";
import { stubAlerts } from "./stubs/alert_stubs.ts";
import { stubAlertChannels } from "./stubs/alert_channel_stubs.ts";
import { StubRef } from "./stubs/stub_ref.ts";

/** The API over a real system and a real access actor; the other actors answer from tables. */
export interface ApiBench {
  readonly api: HttpApi;
  readonly system: ActorSystem;
  readonly stores: MemoryStores;
  readonly displays: StubRef<DisplaysMessage>;
  readonly ledger: StubRef<LedgerMessage>;
  readonly presets: StubRef<PresetsMessage>;
  readonly syncHosts: StubRef<SyncHostsMessage>;
  readonly walls: StubRef<WallsMessage>;
  readonly nodes: StubRef<NodesMessage>;
  readonly rotations: StubRef<RotationMessage>;
  readonly schedules: StubRef<SchedulesMessage>;
  readonly outputs: StubRef<OutputsMessage>;
  readonly hostBackups: StubRef<HostBackupsMessage>;
  readonly presence: StubRef<PresenceMessage>;
  readonly alerts: StubRef<AlertsMessage>;
  /** Knows which windows there are. */
  readonly alertBook: AlertBook;
  readonly alertChannels: StubRef<ChannelsMessage>;
  readonly accounts: StubRef<AccountsMessage>;
  readonly showReadiness: StubRef<ReadinessMessage>;
  readonly cameras: StubCameras;
  readonly recordings: StubRecordings;
  /** Null: nobody has begun to look for cameras. */
  discovery: DiscoveryReport | null;
  /** Null: H.264 can be turned into JPEG. */
  readonly transcoder: { unavailable: string | null };
  readonly keys: MemorySessionKeys;
  /** Secrets by role. */
  readonly secrets: { readonly [R in Role]: string };
  readonly errors: unknown[];
  /** Kinds of refusals for want of room. */
  readonly problems: string[];
  load: Load;
  readiness: Readiness;
  request(path: string, options?: BenchRequest): Promise<Response>;
}

/** A request as tests write it. */
export interface BenchRequest {
  readonly method?: string;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly body?: BodyInit;
  readonly role?: Role | undefined;
  readonly headers?: { readonly [name: string]: string };
  /** The address that the socket would name. */
  readonly peer?: string;
  readonly encrypted?: boolean;
}

/** Runs a test against a fresh API, and takes everything down after it. `changes`: what it is made of instead. */
export async function withApi(
  test: (bench: ApiBench) => Promise<void>,
  changes: Partial<HttpApiDependencies> = {},
): Promise<void> {
  const bench = await openBench(changes);
  try {
    await test(bench);
  } finally {
    bench.api.close();
    await bench.system.stop(1_000);
  }
}

async function openBench(changes: Partial<HttpApiDependencies>): Promise<ApiBench> {
  const stores = createMemoryStores();
  const secrets = {
    view: await secretOf(stores, "viewer", "view", ["logs", "recordings"]),
    operate: await secretOf(stores, "operator", "operate", ["keys", "logs", "recordings"]),
    admin: await secretOf(stores, "admin", "admin", ["keys", "logs", "recordings"]),
  };
  await fillLedger(stores);
  await fillSync(stores.sync);
  await fillSchedules(stores);
  const system = createSystem();
  const bench = {
    system,
    stores,
    secrets,
    displays: stubDisplays(),
    ledger: stubLedger(),
    presets: stubPresets(),
    syncHosts: stubSyncHosts(),
    walls: stubWalls(),
    nodes: stubNodes(),
    rotations: stubRotations(),
    schedules: stubSchedules(),
    outputs: stubOutputs(),
    hostBackups: stubHostBackups(),
    presence: stubPresence(),
    alerts: stubAlerts(),
    alertBook: new AlertBook(),
    alertChannels: stubAlertChannels(),
    accounts: stubAccounts(),
    showReadiness: new StubRef<ReadinessMessage>({ getReadiness: () => sampleVerdict }),
    cameras: new StubCameras(),
    recordings: new StubRecordings(),
    discovery: sampleDiscovery as DiscoveryReport | null,
    transcoder: { unavailable: null as string | null },
    keys: new MemorySessionKeys(),
    errors: [] as unknown[],
    problems: [] as string[],
    load: { state: "normal", since: AT, causes: [] } as Load,
    readiness: { ready: true, listeners: [{ name: "http", address: "0.0.0.0:8000", up: true }] },
  };
  const api = createHttpApi({
    system,
    displays: bench.displays,
    ledger: bench.ledger,
    presets: bench.presets,
    syncHosts: bench.syncHosts,
    walls: bench.walls,
    nodes: bench.nodes,
    rotations: bench.rotations,
    schedules: bench.schedules,
    outputs: bench.outputs,
    hostBackups: bench.hostBackups,
    hostBackupFiles: stubBackupFiles,
    presence: bench.presence,
    alerts: bench.alerts,
    maintenance: bench.alertBook,
    alertRecords: stores.alerts,
    alertChannels: bench.alertChannels,
    alertDeliveries: stores.alertDeliveries,
    audit: system.spawn(auditActor, { store: stores.audit }, { key: "audit" }),
    trail: stores.audit,
    past: stores.presence,
    runs: stores.schedules,
    backups: stores.backups,
    accounts: bench.accounts,
    showReadiness: bench.showReadiness,
    cameras: bench.cameras,
    recordings: bench.recordings,
    transcoder: bench.transcoder,
    discovery: () => bench.discovery,
    pages: [
      { path: "/", contentType: "text/html", text: "<dashboard>" },
      { path: "/cameras/:id/watch", contentType: "text/html", text: "<page>" },
      { path: "/assets/watch.js", contentType: "text/javascript", text: "script()" },
      { path: "/assets/watch.css", contentType: "text/css", text: "style {}" },
    ],
    metrics: {
      contentType: "text/plain; version=0.0.4; charset=utf-8",
      text: () => Promise.resolve("# HELP up Up.\n# TYPE up gauge\nup 1\n"),
    },
    keys: bench.keys,
    sessionKeys: system.spawn(sessionKeysActor, { store: bench.keys }, { key: "sessionKeys" }),
    access: system.spawn(accessActor, { store: stores.access }, { key: "access" }),
    commands: stores.ledger,
    charts: { draw: (order) => Promise.resolve(drawChart(stores.nodeHistory, order)) },
    sync: stores.sync,
    readiness: () => bench.readiness,
    load: () => bench.load,
    onProblem: (kind) => bench.problems.push(kind),
    version: "0.1.0",
    bootId: "boot-1",
    now: () => AT,
    onError: (error) => bench.errors.push(error),
    ...changes,
  });
  return Object.assign(bench, {
    api,
    request: (path: string, options: BenchRequest = {}) => send(api, secrets, path, options),
  });
}

async function secretOf(
  stores: MemoryStores,
  name: string,
  role: Role,
  rights: readonly Right[] = [],
): Promise<string> {
  return (await addToken(stores.access, { name, role, rights })).secret;
}

async function send(
  api: HttpApi,
  secrets: ApiBench["secrets"],
  path: string,
  options: BenchRequest,
): Promise<Response> {
  const { method = "GET", json, role, peer = "10.0.0.31", encrypted = false } = options;
  const body = json === undefined ? options.body : JSON.stringify(json);
  const headers = new Headers({
    Host: "signalbox.local",
    ...(json === undefined ? {} : { "Content-Type": "application/json" }),
    ...(body === undefined || typeof body !== "string"
      ? {}
      : { "Content-Length": String(new TextEncoder().encode(body).length) }),
    ...(role === undefined ? {} : { Authorization: `Bearer ${secrets[role]}` }),
    ...options.headers,
  });
  const outgoing = new FakeAnswer();
  const incoming = { socket: { remoteAddress: peer, encrypted } };
  const env: ApiEnv["Bindings"] = { incoming, outgoing };
  const init = { method, headers, ...(body === undefined ? {} : { body }) };
  const answer = await api.fetch(new Request(`http://signalbox.local${path}`, init), env);
  return outgoing.response ?? answer;
}

async function fillLedger(stores: MemoryStores): Promise<void> {
  const command = sampleCommand("cmd_1", { executionId: "exe_1", state: "completed" });
  await stores.ledger.commit([
    { type: "executionAdded", execution: sampleExecution("exe_1") },
    { type: "commandAdded", command },
  ]);
}

function stubDisplays() {
  const one = () => accept(sampleSnapshot(1));
  return new StubRef<DisplaysMessage>({
    listDisplays: () => [sampleSnapshot(1), sampleSnapshot(2, { peerAddress: "10.0.0.32" })],
    findDisplay: one,
    ensureDisplay: one,
    addDisplay: one,
    addDisplayNames: one,
    renameDisplay: one,
    setDisplayMac: one,
    mergeDisplays: one,
    forgetDisplay: () => accept(null),
  });
}

function stubLedger() {
  return new StubRef<LedgerMessage>({
    submitCommands: ({ idempotency }) =>
      accept({
        commands: [sampleCommand("cmd_2", { idempotencyKey: idempotency?.key ?? null })],
        execution: null,
        replayed: false,
      }),
    cancelCommand: ({ id }) => accept(sampleCommand(id, { state: "cancelled" })),
  });
}

function stubAccounts() {
  return new StubRef<AccountsMessage>({
    logIn: () => accept({ token: "0123456789abcdef0123456789abcdef01234567" }),
    checkDeviceToken: () => accept({ account: "ops", serverId: null }),
    bindDeviceToken: () => accept({ account: "ops", serverId: null }),
  });
}

function stubPresets() {
  const group = () => accept(sampleGroup(1, [1]));
  const preset = () => accept(samplePreset(3, [1]));
  return new StubRef<PresetsMessage>({
    listGroups: () => [sampleGroup(1, [1])],
    createGroup: group,
    updateGroup: group,
    deleteGroup: () => accept(null),
    listPresets: () => [samplePreset(3, [1])],
    createPreset: preset,
    updatePreset: preset,
    deletePreset: () => accept(null),
    getPresetStatus: () => accept(sampleStatus),
    runPreset: () =>
      accept({
        commands: [sampleCommand("cmd_3", { executionId: "exe_2" })],
        execution: sampleExecution("exe_2"),
        replayed: false,
      }),
  });
}
