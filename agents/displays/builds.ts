/**
 * The display builds that are out there, as data: what each sends, reads and does on its own. One engine plays
 * them all. Source: display guide (G) and the fielded builds T4, T3, T1 (trays) and C3 (console).
 */
import type { BuildId, DisplayBuild } from "./display_build.ts";

const T4: DisplayBuild = {
  id: "T4",
  transports: ["websocket"],
  ownConnectAckMs: 10_000,
  maxReconnectDelayMs: 5_000,
  attemptAfterLossMs: 5_000,
  monitorMs: null,
  registerAfterMs: 2_000,
  registerAgainMs: null,
  timestamps: "isoLocal",
  sendsAddress: true,
  sendsVersion: false,
  sendsLoad: false,
  heartbeat: {
    intervalMs: 5_000,
    startedBy: ["start", "registered"],
    firstAfterStartMs: 3_000,
    single: false,
    onlyWhenRegistered: false,
  },
  readsHeartbeat: "success",
  checkStatus: "online",
  checkName: { keys: ["client_name", "clientName"], match: "caseless", whenAbsent: "accept" },
  commandName: { keys: ["client_name", "clientName"], match: "caseless", whenAbsent: "accept" },
  presetKey: "preset_id",
  execution: "launched",
  stop: { ends: "imageNames", answer: "stop_command_completed" },
  statusUpdates: { checkEveryBeats: 2 },
  processStatusMs: null,
  reconnectsOnRequest: false,
};

const T3: DisplayBuild = {
  ...T4,
  id: "T3",
  checkName: { keys: ["client_name", "clientName"], match: "exact", whenAbsent: "accept" },
  commandName: { keys: ["client_name", "clientName"], match: "exact", whenAbsent: "ignore" },
  execution: "ended",
  stop: { ends: "nothing", answer: "stop_command_completed" },
  statusUpdates: null,
};

const T1: DisplayBuild = {
  ...T4,
  id: "T1",
  transports: ["polling", "websocket"],
  ownConnectAckMs: 1_000,
  registerAfterMs: 0,
  sendsAddress: false,
  heartbeat: {
    intervalMs: 5_000,
    startedBy: ["connect"],
    firstAfterStartMs: 0,
    single: false,
    onlyWhenRegistered: false,
  },
  readsHeartbeat: "status",
  checkStatus: null,
  checkName: { keys: ["client_name"], match: "exact", whenAbsent: "ignore" },
  commandName: { keys: ["client_name"], match: "exact", whenAbsent: "ignore" },
  stop: { ends: "started", answer: "stop_command_completed" },
  statusUpdates: null,
};

const G: DisplayBuild = {
  id: "G",
  transports: ["polling", "websocket"],
  ownConnectAckMs: 1_000,
  maxReconnectDelayMs: 30_000,
  attemptAfterLossMs: null,
  monitorMs: 10_000,
  registerAfterMs: 0,
  registerAgainMs: 5_000,
  timestamps: "epochSeconds",
  sendsAddress: true,
  sendsVersion: true,
  sendsLoad: true,
  heartbeat: {
    intervalMs: 30_000,
    startedBy: ["registered"],
    firstAfterStartMs: 0,
    single: true,
    onlyWhenRegistered: true,
  },
  readsHeartbeat: "status",
  checkStatus: "alive",
  checkName: { keys: ["clientName"], match: "any", whenAbsent: "accept" },
  commandName: { keys: ["clientName"], match: "exact", whenAbsent: "ignore" },
  presetKey: "presetId",
  execution: "phases",
  // The guide leaves the stop to the reader and defines no answer: its next process report shows the end.
  stop: { ends: "preset", answer: null },
  statusUpdates: null,
  processStatusMs: 20_000,
  reconnectsOnRequest: true,
};

const C3: DisplayBuild = {
  ...G,
  id: "C3",
  monitorMs: null,
  sendsVersion: false,
  heartbeat: null,
  checkName: { keys: ["clientName"], match: "exact", whenAbsent: "accept" },
  commandName: { keys: ["clientName"], match: "exact", whenAbsent: "accept" },
  execution: "launchedWithId",
  stop: { ends: "unreal", answer: "stop_result" },
  processStatusMs: null,
};

/** Every build by its id. */
export const BUILDS: Readonly<Record<BuildId, DisplayBuild>> = { T4, T3, C3, T1, G };
