import { accessActor } from "./access/access.ts";
import type { AccessMessage } from "./access/messages.ts";
import { accountsActor } from "./accounts/accounts.ts";
import type { AccountsMessage } from "./accounts/messages.ts";
import { alertsActor } from "./alerts/alerts.ts";
import type { AlertSubjects } from "./alerts/alerts_state.ts";
import { AlertBook } from "./alerts/book.ts";
import type { MaintenanceNow } from "./alerts/maintenance.ts";
import type { AlertsMessage } from "./alerts/messages.ts";
import { DEFAULT_ALERTS } from "./alerts/settings.ts";
import { auditActor } from "./audit/audit.ts";
import type { AuditMessage } from "./audit/messages.ts";
import { alertChannelsActor } from "./alerts/deliveries/channels.ts";
import type { ChannelsMessage } from "./alerts/deliveries/messages.ts";
import { backupsActor } from "./backups/backups.ts";
import type { BackupsMessage } from "./backups/messages.ts";
import { cameraActor } from "./cameras/camera.ts";
import { camerasActor } from "./cameras/directory.ts";
import type { CamerasMessage } from "./cameras/messages.ts";
import { NO_CAMERAS } from "./cameras/needs.ts";
import { displayActor } from "./displays/display.ts";
import { displaysActor } from "./displays/directory.ts";
import type { DisplaysMessage } from "./displays/messages.ts";
import { hostBackupsActor } from "./host_backups/host_backups.ts";
import type { HostBackupsArgs } from "./host_backups/host_backups_state.ts";
import type { HostBackupsMessage } from "./host_backups/messages.ts";
import type { ActorRef, ActorSystem, RestartPolicy } from "./kernel/mod.ts";
import { ledgerActor } from "./ledger/ledger.ts";
import type { CommandTargetMessage, LedgerMessage } from "./ledger/messages.ts";
import { outputsActor } from "./outputs/outputs.ts";
import type { OutputsMessage } from "./outputs/messages.ts";
import type { Directories } from "./readiness/asking.ts";
import type { ReadinessMessage } from "./readiness/messages.ts";
import { readinessActor } from "./readiness/readiness.ts";
import { DEFAULT_RULES } from "./readiness/rules.ts";
import type { PresenceMessage } from "./presence/messages.ts";
import { presenceActor } from "./presence/presence.ts";
import { newPresenceMemory } from "./presence/presence_state.ts";
import type { PresetsMessage } from "./presets/messages.ts";
import { presetsActor } from "./presets/presets.ts";
import { WARM_UP_MS } from "./liveness.ts";
import { nodesActor } from "./nodes/directory.ts";
import { historyActor } from "./nodes/history/history.ts";
import type { NodesMessage } from "./nodes/messages.ts";
import { nodeHostActor } from "./nodes/node_host.ts";
import { rotationActor } from "./nodes/rotation.ts";
import type { RotationMessage } from "./nodes/rotation_messages.ts";
import { serverIdOf } from "./nodes/target_keys.ts";
import type { SchedulesMessage } from "./schedules/messages.ts";
import { schedulesActor } from "./schedules/schedules.ts";
import { sessionKeysActor, type SessionKeysMessage } from "./session_keys/session_keys.ts";
import { syncHostsActor } from "./sync_hosts/directory.ts";
import type { SyncHostsMessage } from "./sync_hosts/messages.ts";
import { NO_SYNC_SETTINGS } from "./sync_hosts/settings.ts";
import type { WallsMessage } from "./walls/messages.ts";
import { wallsActor } from "./walls/walls.ts";
import type { TreeDependencies } from "./tree_needs.ts";

/**
 * The branches of the tree never give up: without the ledger or the directory the program would run and do
 * nothing, so one that fails again and again rests for some seconds and starts afresh.
 */
const BRANCH: Partial<RestartPolicy> = {
  maxRestarts: 5,
  withinMs: 30_000,
  whenExhausted: "coolDown",
  cooldownMs: 5_000,
};

/** The doors to the fleet. */
export interface Tree {
  readonly ledger: ActorRef<LedgerMessage>;
  readonly displays: ActorRef<DisplaysMessage>;
  readonly presets: ActorRef<PresetsMessage>;
  readonly access: ActorRef<AccessMessage>;
  readonly accounts: ActorRef<AccountsMessage>;
  readonly syncHosts: ActorRef<SyncHostsMessage>;
  readonly walls: ActorRef<WallsMessage>;
  readonly nodes: ActorRef<NodesMessage>;
  readonly rotations: ActorRef<RotationMessage>;
  readonly sessionKeys: ActorRef<SessionKeysMessage>;
  readonly schedules: ActorRef<SchedulesMessage>;
  readonly cameras: ActorRef<CamerasMessage>;
  /** Whether the show can begin. */
  readonly showReadiness: ActorRef<ReadinessMessage>;
  readonly outputs: ActorRef<OutputsMessage>;
  readonly presence: ActorRef<PresenceMessage>;
  readonly alertChannels: ActorRef<ChannelsMessage>;
  readonly alerts: ActorRef<AlertsMessage>;
  readonly audit: ActorRef<AuditMessage>;
  readonly maintenance: MaintenanceNow;
}

type FindTarget = (
  system: ActorSystem,
  key: string,
) => ActorRef<CommandTargetMessage> | undefined;

/** Kinds of members that take commands. A new kind of member is one more line. */
const COMMAND_TARGETS: Readonly<Record<string, FindTarget>> = {
  display: (system, key) => system.find(displayActor, key),
  node: (system, key) => system.find(nodeHostActor, key),
  // A client carries out one command at a time for all its containers, so its host's actor keeps the order.
  container: (system, key) => system.find(nodeHostActor, serverIdOf(key)),
  camera: (system, key) => system.find(cameraActor, key),
};

/**
 * Starts the supervision tree. Started in this order, stopped in reverse:
 *
 *     / ── audit         who changed what
 *       ├─ ledger        every command, durable
 *       ├─ access        tokens and sessions
 *       ├─ accounts      device accounts and their tokens
 *       ├─ sessionKeys   gives a key itself to whoever may have it
 *       ├─ displays      the directory ── one display each
 *       ├─ presets       groups and presets
 *       ├─ syncHosts     the directory ── one sync host each, and one poll for each that is asked
 *       ├─ walls         verdicts on sync hosts that belong together
 *       ├─ nodeHistory   what containers did, by second, minute and hour
 *       ├─ rotations     keys of several containers, one after the other
 *       ├─ backups       backups of keys that clients told of
 *       ├─ outputs       what commands say while they run
 *       ├─ nodes         the directory ── one node host each ── one container each
 *       ├─ cameras       the directory ── one camera each
 *       ├─ schedules     what is done by itself, and when
 *       ├─ readiness     whether the show can begin
 *       ├─ presence      who was there when
 *       ├─ alertChannels where alerts are told ── one channel each
 *       ├─ alerts        what somebody must know of
 *       ├─ hostBackups   backups of this control host (the composition root adds it, and what comes below)
 *       └─ listeners     one per port
 */
export function startTree(system: ActorSystem, needs: TreeDependencies): Tree {
  const { stores } = needs;
  const audit = system.spawn(auditActor, { store: stores.audit, examiner: needs.auditExaminer }, {
    key: "audit",
    restart: BRANCH,
  });
  const ledger = system.spawn(ledgerActor, {
    store: stores.ledger,
    route: (kind, key) => COMMAND_TARGETS[kind]?.(system, key),
  }, { key: "ledger", restart: BRANCH });
  const secrets = startSecrets(system, needs);
  const displays = system.spawn(displaysActor, {
    store: stores.displays,
    ledger,
    maxDisplays: needs.maxDisplays,
    checkIntervalMs: needs.checkIntervalMs,
    warmUpMs: needs.warmUpMs,
    wake: needs.wake,
  }, { key: "displays", restart: BRANCH });
  const presets = system.spawn(presetsActor, { store: stores.presets, displays, ledger }, {
    key: "presets",
    restart: BRANCH,
  });
  const sync = startSync(system, needs);
  const fleet = { ledger, displays, presets, ...startNodes(system, ledger, needs) };
  const cameras = startCameras(system, ledger, needs);
  const schedules = startSchedules(system, fleet, needs);
  const members = { ...fleet, ...sync, cameras };
  const showReadiness = startReadiness(system, members, needs);
  const presence = startPresence(system, members, needs);
  const alertChannels = startAlertChannels(system, needs);
  const alerts = startAlerts(system, members, needs);
  const trust = { audit, ...secrets };
  return { ...trust, ...members, schedules, showReadiness, presence, alertChannels, ...alerts };
}

/** Starts the branch that makes backups of the control host; what it needs is not the fleet's. */
export function startHostBackups(
  system: ActorSystem,
  args: HostBackupsArgs,
): ActorRef<HostBackupsMessage> {
  return system.spawn(hostBackupsActor, args, { key: "hostBackups", restart: BRANCH });
}

function startSecrets(
  system: ActorSystem,
  { stores, crypto, accounts: accountNeeds, nodes: { keys } }: TreeDependencies,
): Pick<Tree, "access" | "accounts" | "sessionKeys"> {
  const access = system.spawn(accessActor, {
    store: stores.access,
    ...(crypto === undefined ? {} : { crypto }),
  }, { key: "access", restart: BRANCH });
  const accounts = system.spawn(accountsActor, { store: stores.accounts, ...accountNeeds }, {
    key: "accounts",
    restart: BRANCH,
  });
  const sessionKeys = system.spawn(sessionKeysActor, { store: keys }, {
    key: "sessionKeys",
    restart: BRANCH,
  });
  return { access, accounts, sessionKeys };
}

function startSync(
  system: ActorSystem,
  { stores, sync, syncDialer, warmUpMs }: TreeDependencies,
): Pick<Tree, "syncHosts" | "walls"> {
  const settings = { current: sync ?? NO_SYNC_SETTINGS };
  const syncHosts = system.spawn(syncHostsActor, {
    store: stores.sync,
    settings,
    dialer: syncDialer,
    warmUpMs: warmUpMs ?? WARM_UP_MS,
  }, { key: "syncHosts", restart: BRANCH });
  const walls = system.spawn(wallsActor, { store: stores.sync, settings, syncHosts }, {
    key: "walls",
    restart: BRANCH,
  });
  return { syncHosts, walls };
}

function startNodes(
  system: ActorSystem,
  ledger: ActorRef<LedgerMessage>,
  { stores, nodes: needs, warmUpMs }: TreeDependencies,
): Pick<Tree, "nodes" | "rotations" | "outputs"> {
  const history = system.spawn(historyActor, { store: stores.nodeHistory }, {
    key: "nodeHistory",
    restart: BRANCH,
  });
  const rotations = system.spawn(rotationActor, { ledger }, { key: "rotations", restart: BRANCH });
  const { rules } = needs;
  const backups: ActorRef<BackupsMessage> = system.spawn(
    backupsActor,
    { store: stores.backups, rules },
    { key: "backups", restart: BRANCH },
  );
  const outputs = system.spawn(outputsActor, undefined, { key: "outputs", restart: BRANCH });
  const nodes = system.spawn(nodesActor, {
    ...needs,
    store: stores.nodes,
    ledger,
    history,
    backups,
    outputs,
    rotations,
    warmUpMs,
  }, { key: "nodes", restart: BRANCH });
  return { nodes, rotations, outputs };
}

function startCameras(
  system: ActorSystem,
  ledger: ActorRef<LedgerMessage>,
  { stores, cameras: needs = NO_CAMERAS, warmUpMs }: TreeDependencies,
): ActorRef<CamerasMessage> {
  const { settings, permits, relays, ...ports } = needs;
  return system.spawn(camerasActor, {
    store: stores.cameras,
    ledger,
    settings: { current: settings },
    ports,
    permits,
    relays,
    warmUpMs: warmUpMs ?? WARM_UP_MS,
  }, { key: "cameras", restart: BRANCH });
}

function startReadiness(
  system: ActorSystem,
  { displays, presets, walls, cameras, nodes }: Directories,
  { readiness = DEFAULT_RULES, warmUpMs }: TreeDependencies,
): ActorRef<ReadinessMessage> {
  const rules = { current: readiness };
  const args = { displays, presets, walls, cameras, nodes, rules, warmUpMs };
  return system.spawn(readinessActor, args, { key: "readiness", restart: BRANCH });
}

function startPresence(
  system: ActorSystem,
  { displays, nodes, syncHosts, cameras }: Pick<
    Tree,
    "displays" | "nodes" | "syncHosts" | "cameras"
  >,
  { stores: { presence: store } }: TreeDependencies,
): ActorRef<PresenceMessage> {
  const args = { store, displays, nodes, syncHosts, cameras, memory: newPresenceMemory() };
  return system.spawn(presenceActor, args, { key: "presence", restart: BRANCH });
}

function startAlertChannels(
  system: ActorSystem,
  { stores: { alertDeliveries: store }, alertChannels: current = [] }: TreeDependencies,
): ActorRef<ChannelsMessage> {
  const args = { store, plans: { current }, seats: new Map() };
  return system.spawn(alertChannelsActor, args, { key: "alertChannels", restart: BRANCH });
}

function startAlerts(
  system: ActorSystem,
  { displays, nodes, syncHosts, cameras, walls, presets }: AlertSubjects,
  { stores: { alerts: store }, alerts = DEFAULT_ALERTS, self, warmUpMs = WARM_UP_MS }:
    TreeDependencies,
): Pick<Tree, "alerts" | "maintenance"> {
  const book = new AlertBook();
  book.settings = alerts;
  const subjects = { displays, nodes, syncHosts, cameras, walls, presets };
  const args = { ...subjects, store, book, self, warmUpMs };
  const ref = system.spawn(alertsActor, args, { key: "alerts", restart: BRANCH });
  return { alerts: ref, maintenance: book };
}

function startSchedules(
  system: ActorSystem,
  fleet: Pick<Tree, "ledger" | "displays" | "presets" | "nodes" | "rotations">,
  { stores, nodes: { rules }, cron, warmUpMs }: TreeDependencies,
): ActorRef<SchedulesMessage> {
  const args = {
    ...fleet,
    store: stores.schedules,
    commands: stores.ledger,
    rules,
    cron,
    warmUpMs,
  };
  return system.spawn(schedulesActor, args, { key: "schedules", restart: BRANCH });
}
