import { join } from "node:path";
import { ensureAdminToken } from "../actors/access/access.ts";
import { type ActorSystem, type StopReport, SYSTEM_CLOCK } from "../actors/kernel/mod.ts";
import type { OpenPort } from "../actors/listener.ts";
import { ListenerBoard } from "../actors/listener_board.ts";
import type { Tree } from "../actors/tree.ts";
import { deviceRoutes } from "../adapters/http/device_routes.ts";
import { logFacts, logFault, ProblemLog } from "../adapters/log/mod.ts";
import { Quarantine } from "../adapters/quarantine.ts";
import { openSessionKeyStore } from "../adapters/session_keys/session_key_store.ts";
import type { FileSettings } from "../command_line/settings/file_settings.ts";
import type { OwnCertificate } from "../command_line/start/serve.ts";
import type { Settings } from "../command_line/settings/settings.ts";
import { alertChannelsSide } from "./sides/alert_channels_side.ts";
import { alertSettingsOf } from "./alert_rules.ts";
import { apiOf } from "./sides/api_side.ts";
import type { AuditSide } from "./sides/audit_side.ts";
import { type BackupSide, openBackupSide } from "./sides/backup_side.ts";
import { brokerOf, cameraSettingsOf, camerasSide, openRecordings } from "./sides/cameras_side.ts";
import { ownCertificate } from "./sides/device_side.ts";
import { startFleet, syncSettingsOf } from "./fleet.ts";
import { type Foundations, openFoundations } from "./foundations.ts";
import { deviceSide, type Gates, openGates } from "./gates.ts";
import { listen, listenersOf } from "./listeners.ts";
import { readyRulesOf } from "./ready_rules.ts";
import type { Tuning } from "./tuning.ts";

/** What displays are told to wait before they come back; the guide's number. */
const RECONNECT_AFTER_MS = 5_000;
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
  /** Puts down that the settings were read again: which hold now, and which need a restart. */
  reloaded: AuditSide["reloaded"];
  /** Announces the stop to the fleet, and ends everything in order. */
  stop(): Promise<StopReport>;
}

/** Starts the control host. Rejects, with nothing left open, when a port or the data folder cannot be had. */
export async function startControlHost(
  settings: Settings,
  tuning: Tuning = {},
): Promise<ControlHost> {
  const foundations = await openFoundations(settings, tuning);
  try {
    return await compose(settings, tuning, foundations);
  } catch (error) {
    await Promise.all([...foundations.ports.values()].map((port) => port.close(0)));
    await foundations.closeAll();
    throw error;
  }
}

async function compose(
  settings: Settings,
  tuning: Tuning,
  foundations: Foundations,
): Promise<ControlHost> {
  const { database, audit, system, ports, metrics, watch } = foundations;
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
  const recordings = await openRecordings(settings, tuning.recordings);
  const onProblem: Gates["onProblem"] = (kind, peerAddress, detail) => {
    traffic.problems.count(kind);
    problems.report(kind, peerAddress, detail);
  };
  const { relay: limits, requestIntervalMs } = tuning;
  const parts = { recordings, system, onProblem, traffic, limits, requestIntervalMs };
  const cameras = camerasSide(settings, parts);
  const channels = alertChannelsSide(() => brokerOf(settings, ports));
  const side = { keys, cameras: cameras.needs, channels };
  const tree = startFleet(settings, tuning, foundations, side);
  const { configPath, warmUpMs } = tuning;
  const backups = await openBackupSide(settings, { system, configPath, warmUpMs });
  const guard = { load: () => watch.current, onProblem, callerLimits: tuning.callers };
  const api = apiOf(foundations, { tree, keys, recordings, cameras, board, backups, guard });
  metrics.follow(api);
  const load = () => watch.state;
  const quarantine = new Quarantine();
  const gates = openGates(tuning, tree, { traffic, onProblem, quarantine, load });
  const device = await deviceSide(certificate ?? settings, tuning, gates, deviceRoutes(api));
  const listeners = listenersOf(settings, api, gates.displays, device);
  for (const listener of [...listeners, ...cameras.listeners]) {
    ports.set(listener.name, await listen(system, listener));
  }
  cameras.discover(ports, tree.cameras);
  await audit.started();
  return {
    ports,
    firstToken: firstAdmin?.secret ?? null,
    certificate,
    system,
    reconfigure: (lists) => reconfigure({ settings, tree, channels, backups }, lists),
    reloaded: audit.reloaded,
    async stop() {
      await Promise.all([
        gates.displays.shutDown(RECONNECT_AFTER_MS),
        gates.nodes.shutDown(),
        cameras.close(),
      ]);
      backups.close();
      api.close();
      await audit.stopping();
      const report = await foundations.closeAll();
      await channels.close();
      stopLogging();
      problems.close();
      return report;
    },
  };
}

/** Whom the lists of the config file are for. */
interface Configured {
  readonly settings: Settings;
  readonly tree: Tree;
  readonly channels: ReturnType<typeof alertChannelsSide>;
  readonly backups: BackupSide;
}

function reconfigure(
  { settings, tree, channels, backups }: Configured,
  lists: FileSettings,
): void {
  tree.syncHosts.tell({ type: "configureSync", settings: syncSettingsOf(lists) });
  const cameras = cameraSettingsOf(settings, lists);
  tree.cameras.tell({ type: "configureCameras", settings: cameras });
  tree.showReadiness.tell({ type: "configureReadiness", rules: readyRulesOf(lists) });
  tree.alerts.tell({ type: "configureAlerts", settings: alertSettingsOf(lists) });
  tree.alertChannels.tell({ type: "configureChannels", channels: channels.plansOf(lists) });
  try {
    backups.reconfigure(lists);
  } catch (error) {
    logFault(error, "backups");
  }
}
