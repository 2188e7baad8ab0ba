import { join } from "node:path";
import { ensureAdminToken } from "../actors/access/access.ts";
import type { CameraNeeds } from "../actors/cameras/needs.ts";
import {
  type ActorSystem,
  createSystem,
  type StopReport,
  SYSTEM_CLOCK,
} from "../actors/kernel/mod.ts";
import type { OpenPort } from "../actors/listener.ts";
import { ListenerBoard } from "../actors/listener_board.ts";
import { ExecBlockList } from "../actors/nodes/exec_block_list.ts";
import type { NodeRules } from "../actors/nodes/rules.ts";
import type { SyncSettings } from "../actors/sync_hosts/settings.ts";
import type { SessionKeyStore } from "../actors/session_keys/store.ts";
import { startTree, type Tree } from "../actors/tree.ts";
import { accountCrypto } from "../adapters/crypto/account_crypto.ts";
import { cronerRules } from "../adapters/cron/croner_rules.ts";
import { nativeCrypto } from "../adapters/crypto/native_crypto.ts";
import type { DevicePortOptions } from "../adapters/device_port/device_port.ts";
import { deviceRoutes } from "../adapters/http/device_routes.ts";
import { openIoPoll } from "../adapters/io_poll/io_poll.ts";
import { OwnHealth } from "../adapters/own_health/own_health.ts";
import { logFacts, logFault, ProblemLog } from "../adapters/log/mod.ts";
import { openSessionKeyStore } from "../adapters/session_keys/session_key_store.ts";
import { createGateway, type Gateway, type GatewayOptions } from "../adapters/socketio/gateway.ts";
import { type Database, openDatabase } from "../adapters/sqlite/open_database.ts";
import {
  createSyncAcceptor,
  type SyncAcceptor,
  type SyncAcceptorOptions,
} from "../adapters/syncguard/acceptor.ts";
import { createSyncDialer } from "../adapters/syncguard/dialer.ts";
import { createWakeSender, type WakeOptions } from "../adapters/wake/wake_sender.ts";
import { authenticateByAccounts } from "../adapters/websocket/account_authenticator.ts";
import {
  createNodeGateway,
  type NodeGateway,
  type NodeGatewayOptions,
} from "../adapters/websocket/node_gateway.ts";
import type { FileSettings } from "../command_line/file_settings.ts";
import type { OwnCertificate } from "../command_line/serve.ts";
import type { RelayLimits } from "../adapters/video/relay_limits.ts";
import type { Settings } from "../command_line/settings.ts";
import { readBackupFile } from "../protocols/mserver/backup_file.ts";
import { checkCommand, NODE_COMMANDS } from "../protocols/mserver/commands.ts";
import { readRotatedKey, withoutKeys } from "../protocols/mserver/session_keys.ts";
import { type AlertChannelsSide, alertChannelsSide } from "./alert_channels_side.ts";
import { alertSettingsOf } from "./alert_rules.ts";
import { apiOf } from "./api_side.ts";
import { backupSide } from "./backup_side.ts";
import { brokerOf, cameraSettingsOf, camerasSide, openRecordings } from "./cameras_side.ts";
import { ChartThread } from "./chart_thread.ts";
import { deviceAcceptors, ownCertificate } from "./device_side.ts";
import { type DeviceSide, listen, listenersOf } from "./listeners.ts";
import { type MetricsSide, metricsSide, type Traffic } from "./metrics_side.ts";
import { readyRulesOf } from "./ready_rules.ts";
import { STOP_DEADLINE_MS } from "./stop_deadline.ts";

/** What displays are told to wait before they come back; the guide's number. */
const RECONNECT_AFTER_MS = 5_000;
/** How often each display is asked whether it is there; the guide's number. */
const CHECK_INTERVAL_MS = 30_000;

/** Clients need no token to register, so their number has a limit: five times the largest fleet that is tested. */
const MAX_NODES = 5_000;

/** What the actors of node hosts know of the protocol. */
const NODE_RULES: NodeRules = {
  find: (command) => NODE_COMMANDS.get(command),
  check: checkCommand,
  rotatedKey: readRotatedKey,
  backupFile: readBackupFile,
  withoutKeys,
};

/** What a test or a benchmark may set, and a user need not. */
export interface Tuning {
  readonly gateway?: Pick<GatewayOptions, "limits" | "pingIntervalMs" | "pingTimeoutMs">;
  /** What the device port takes, and what one of its text connections may. */
  readonly devicePort?: DevicePortOptions["limits"];
  readonly syncText?: SyncAcceptorOptions["limits"];
  readonly nodeGateway?: Pick<NodeGatewayOptions, "limits">;
  /** What the viewers of a camera's relay may. */
  readonly relay?: Partial<RelayLimits>;
  /** How often cameras are asked for. */
  readonly requestIntervalMs?: number;
  readonly checkIntervalMs?: number;
  /** Where magic packets go. */
  readonly wake?: WakeOptions;
  /** How long after the start no display is called offline. */
  readonly warmUpMs?: number;
  /** The config file, which backups take along. */
  readonly configPath?: string;
}

/** A control host that runs. */
export interface ControlHost {
  /** By name: `http`, `device`, `mqtt` for a broker of our own, and `tls` where a certificate is configured. */
  readonly ports: ReadonlyMap<string, OpenPort>;
  /** Set when no admin token was there: to be shown once. */
  readonly firstToken: string | null;
  /** The certificate of our own making, where one is used. */
  readonly certificate: OwnCertificate | null;
  readonly system: ActorSystem;
  /** Applies the lists of the config file while it runs. */
  reconfigure(lists: FileSettings): void;
  /** Announces the stop to the fleet, and ends everything in order. */
  stop(): Promise<StopReport>;
}

/** Starts the control host. Rejects, with nothing left open, when a port or the data folder cannot be had. */
export async function startControlHost(
  settings: Settings,
  tuning: Tuning = {},
): Promise<ControlHost> {
  const database = await openDatabase({ dataDir: settings.dataDir });
  const charts = new ChartThread(database.path);
  // Without loopback the actors still run; sockets are only served later while they are busy.
  const ioPoll = await openIoPoll().catch(() => undefined);
  const system = createSystem(ioPoll && { yieldToIo: ioPoll.yieldToIo });
  const metrics = metricsSide({ system, database });
  const health = new OwnHealth({
    dataDir: settings.dataDir,
    system,
    clock: SYSTEM_CLOCK,
    touchStore: () => database.alerts.commit([]),
  });
  const ports = new Map<string, OpenPort>();
  const closeAll = async () => {
    const report = await system.stop(STOP_DEADLINE_MS);
    health.close();
    await Promise.all([charts.close(), metrics.close()]);
    await database.close();
    ioPoll?.close();
    return report;
  };
  try {
    const parts = { database, charts, system, metrics, health, ports, closeAll };
    return await compose(settings, tuning, parts);
  } catch (error) {
    await Promise.all([...ports.values()].map((port) => port.close(0)));
    await closeAll();
    throw error;
  }
}

interface Foundations {
  readonly database: Database;
  readonly charts: ChartThread;
  readonly system: ActorSystem;
  readonly metrics: MetricsSide;
  readonly health: OwnHealth;
  /** Filled as ports are opened. */
  readonly ports: Map<string, OpenPort>;
  closeAll(): Promise<StopReport>;
}

async function compose(
  settings: Settings,
  tuning: Tuning,
  foundations: Foundations,
): Promise<ControlHost> {
  const { database, system, ports, metrics } = foundations;
  const { traffic } = metrics;
  const firstAdmin = await ensureAdminToken(database.access, {
    now: Date.now(),
    ...(settings.adminToken === undefined ? {} : { given: settings.adminToken }),
  });
  const keys = await openSessionKeyStore({
    folder: join(settings.dataDir, "session_keys"),
    rows: database.sessionKeys,
  });
  const certificate = settings.tlsSelfSigned ? await ownCertificate(settings) : null;
  const problems = new ProblemLog(SYSTEM_CLOCK);
  const stopLogging = logFacts(system);
  const board = new ListenerBoard(system);
  const recordings = await openRecordings(settings);
  const onProblem = problems.report.bind(problems);
  const { relay: limits, requestIntervalMs } = tuning;
  const parts = { recordings, system, onProblem, traffic, limits, requestIntervalMs };
  const cameras = camerasSide(settings, parts);
  const channels = alertChannelsSide(() => brokerOf(settings, ports));
  const side = { keys, cameras: cameras.needs, channels };
  const tree = startFleet(settings, tuning, foundations, side);
  const { configPath, warmUpMs } = tuning;
  const backups = backupSide(settings, { system, configPath, warmUpMs });
  const api = apiOf(foundations, { tree, keys, recordings, cameras, board, backups });
  metrics.follow(api);
  const gates = openGates(tuning, tree, traffic, onProblem);
  const device = await deviceSide(certificate ?? settings, tuning, gates, deviceRoutes(api));
  const listeners = listenersOf(settings, api, gates.displays, device);
  for (const listener of [...listeners, ...cameras.listeners]) {
    ports.set(listener.name, await listen(system, listener));
  }
  cameras.discover(ports, tree.cameras);
  return {
    ports,
    firstToken: firstAdmin?.secret ?? null,
    certificate,
    system,
    reconfigure(lists) {
      tree.syncHosts.tell({ type: "configureSync", settings: syncSettingsOf(lists) });
      const camerasNow = cameraSettingsOf(settings, lists);
      tree.cameras.tell({ type: "configureCameras", settings: camerasNow });
      tree.showReadiness.tell({ type: "configureReadiness", rules: readyRulesOf(lists) });
      tree.alerts.tell({ type: "configureAlerts", settings: alertSettingsOf(lists) });
      tree.alertChannels.tell({ type: "configureChannels", channels: channels.plansOf(lists) });
      try {
        backups.reconfigure(lists);
      } catch (error) {
        logFault(error, "backups");
      }
    },
    async stop() {
      await Promise.all([
        gates.displays.shutDown(RECONNECT_AFTER_MS),
        gates.nodes.shutDown(),
        cameras.close(),
      ]);
      backups.close();
      api.close();
      const report = await foundations.closeAll();
      await channels.close();
      stopLogging();
      problems.close();
      return report;
    },
  };
}

function startFleet(
  settings: Settings,
  tuning: Tuning,
  { database, system, health }: Foundations,
  { keys, cameras, channels }: {
    readonly keys: SessionKeyStore;
    readonly cameras: CameraNeeds;
    readonly channels: AlertChannelsSide;
  },
): Tree {
  return startTree(system, {
    stores: database,
    crypto: nativeCrypto,
    maxDisplays: settings.maxDisplays,
    checkIntervalMs: tuning.checkIntervalMs ?? CHECK_INTERVAL_MS,
    warmUpMs: tuning.warmUpMs,
    sync: syncSettingsOf(settings),
    readiness: readyRulesOf(settings),
    syncDialer: createSyncDialer(),
    wake: createWakeSender(tuning.wake),
    cameras,
    alerts: alertSettingsOf(settings),
    self: health,
    alertChannels: channels.plansOf(settings),
    cron: cronerRules(),
    accounts: { crypto: accountCrypto, policy: settings.nodeTokens },
    nodes: {
      keys,
      rules: NODE_RULES,
      execBlockList: new ExecBlockList(settings.execBlockList),
      maxNodes: MAX_NODES,
    },
  });
}

/** Where each kind of member comes in. */
interface Gates {
  readonly displays: Gateway;
  readonly nodes: NodeGateway;
  readonly syncHosts: SyncAcceptor;
  readonly traffic: Traffic;
  readonly onProblem: GatewayOptions["onProblem"];
}

function openGates(
  tuning: Tuning,
  tree: Tree,
  traffic: Traffic,
  onProblem: Gates["onProblem"],
): Gates {
  const { syncHosts } = tree;
  const { messages } = traffic;
  return {
    displays: createGateway({
      displays: tree.displays,
      onProblem,
      onMessage: messages.counter("switchboard"),
      ...tuning.gateway,
    }),
    nodes: createNodeGateway({
      nodes: tree.nodes,
      authenticator: authenticateByAccounts(tree.accounts),
      onProblem,
      onMessage: messages.counter("mserver"),
      ...tuning.nodeGateway,
    }),
    syncHosts: createSyncAcceptor({
      syncHosts,
      onProblem,
      clock: SYSTEM_CLOCK,
      limits: tuning.syncText ?? {},
      onMessages: messages.counter("syncguard"),
    }),
    traffic,
    onProblem,
  };
}

async function deviceSide(
  certificate: Pick<Settings, "tlsCert" | "tlsKey">,
  tuning: Tuning,
  { nodes, syncHosts: { text, silent, drainText }, traffic, onProblem }: Gates,
  onRequest: ReturnType<typeof deviceRoutes>,
): Promise<DeviceSide> {
  const http = await deviceAcceptors(certificate, onRequest, nodes);
  const acceptors = { ...http, text, silent, drainText };
  return { acceptors, limits: tuning.devicePort ?? {}, traffic, onProblem };
}

function syncSettingsOf({ syncHosts = [], walls = [] }: FileSettings): SyncSettings {
  return { hosts: syncHosts, walls };
}
