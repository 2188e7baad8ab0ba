import { accessActor } from "./access/access.ts";
import { accountsActor } from "./accounts/accounts.ts";
import { alertsActor } from "./alerts/alerts.ts";
import type { AlertSubjects } from "./alerts/alerts_state.ts";
import { AlertBook } from "./alerts/book.ts";
import { DEFAULT_ALERTS } from "./alerts/settings.ts";
import { alertChannelsActor } from "./alerts/deliveries/channels.ts";
import type { ChannelsMessage } from "./alerts/deliveries/messages.ts";
import { backupsActor } from "./backups/backups.ts";
import type { BackupsMessage } from "./backups/messages.ts";
import { camerasActor } from "./cameras/directory.ts";
import type { CamerasMessage } from "./cameras/messages.ts";
import { NO_CAMERAS } from "./cameras/needs.ts";
import { hostBackupsActor } from "./host_backups/host_backups.ts";
import type { HostBackupsArgs } from "./host_backups/host_backups_state.ts";
import type { HostBackupsMessage } from "./host_backups/messages.ts";
import type { ActorRef, ActorSystem, RestartPolicy } from "./kernel/mod.ts";
import type { LedgerMessage } from "./ledger/messages.ts";
import { outputsActor } from "./outputs/outputs.ts";
import type { Directories } from "./readiness/asking.ts";
import type { ReadinessMessage } from "./readiness/messages.ts";
import { readinessActor } from "./readiness/readiness.ts";
import { DEFAULT_RULES } from "./readiness/rules.ts";
import type { PresenceMessage } from "./presence/messages.ts";
import { presenceActor } from "./presence/presence.ts";
import { newPresenceMemory } from "./presence/presence_state.ts";
import { WARM_UP_MS } from "./liveness.ts";
import { nodesActor } from "./nodes/directory.ts";
import { historyActor } from "./nodes/history/history.ts";
import { rotationActor } from "./nodes/rotation/rotation.ts";
import type { SchedulesMessage } from "./schedules/messages.ts";
import { schedulesActor } from "./schedules/schedules.ts";
import { sessionKeysActor } from "./session_keys/session_keys.ts";
import { syncHostsActor } from "./sync_hosts/directory.ts";
import { NO_SYNC_SETTINGS } from "./sync_hosts/settings.ts";
import { wallsActor } from "./walls/walls.ts";
import type { TreeDependencies } from "./tree_needs.ts";
import type { Tree } from "./tree_doors.ts";

/**
 * The branches of the tree never give up: without the ledger or the directory the program would run and do
 * nothing, so one that fails again and again rests for some seconds and starts afresh.
 */
export const BRANCH: Partial<RestartPolicy> = {
  maxRestarts: 5,
  withinMs: 30_000,
  whenExhausted: "coolDown",
  cooldownMs: 5_000,
};

/** Starts the branch that makes backups of the control host; what it needs is not the fleet's. */
export function startHostBackups(
  system: ActorSystem,
  args: HostBackupsArgs,
): ActorRef<HostBackupsMessage> {
  return system.spawn(hostBackupsActor, args, { key: "hostBackups", restart: BRANCH });
}

/** Tokens and sessions, device accounts, and keys that are given to whoever may have them. */
export function startSecrets(
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

/** Sync hosts, and the walls that they make. */
export function startSync(
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

/** Node hosts with their containers, and what belongs to them: history, rotations, backups, outputs. */
export function startNodes(
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

/** Cameras. */
export function startCameras(
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

/** Whether the show can begin. */
export function startReadiness(
  system: ActorSystem,
  { displays, presets, walls, cameras, nodes }: Directories,
  { readiness = DEFAULT_RULES, warmUpMs }: TreeDependencies,
): ActorRef<ReadinessMessage> {
  const rules = { current: readiness };
  const args = { displays, presets, walls, cameras, nodes, rules, warmUpMs };
  return system.spawn(readinessActor, args, { key: "readiness", restart: BRANCH });
}

/** Who was there when. */
export function startPresence(
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

/** Where alerts are told. */
export function startAlertChannels(
  system: ActorSystem,
  { stores: { alertDeliveries: store }, alertChannels: current = [] }: TreeDependencies,
): ActorRef<ChannelsMessage> {
  const args = { store, plans: { current }, seats: new Map() };
  return system.spawn(alertChannelsActor, args, { key: "alertChannels", restart: BRANCH });
}

/** What somebody must know of; its book answers what is under maintenance. */
export function startAlerts(
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

/** What is done by itself, and when. */
export function startSchedules(
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
