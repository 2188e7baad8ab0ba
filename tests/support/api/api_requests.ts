/** A request that succeeds for whoever may make it. */
export interface ExampleRequest {
  /** What stands for the path's parameters. */
  readonly params?: { readonly [name: string]: string };
  readonly query?: string;
  readonly json?: unknown;
  readonly headers?: { readonly [name: string]: string };
}

/** The things that exist on the control host under test, by which examples are made. */
export interface ExampleWorld {
  readonly display: string;
  readonly groupId: number;
  readonly presetId: number;
  readonly commandId: string;
  readonly executionId: string;
  /** A sync host, and a wall that expects it. */
  readonly syncHost: string;
  readonly wall: string;
  /** A camera that streams H.264, and a finished recording of it. */
  readonly camera: string;
  readonly recording: string;
  /** One that streams JPEG, and one that may be forgotten. */
  readonly jpegCamera: string;
  readonly spareCamera: string;
  /** A node host with a container called 3node0. */
  readonly node: string;
  /** A rotation of keys that is under way. */
  readonly rotation: string;
  /** A schedule that has never run. */
  readonly scheduleId: number;
  /** An alert that is not resolved. */
  readonly alertId: number;
  /** A maintenance window that may be removed. */
  readonly maintenanceId: number;
  /** A channel of alerts. */
  readonly alertChannel: string;
  /** The name of a backup of the control host. */
  readonly hostBackup: string;
  /** A token that may be revoked. */
  readonly tokenId: string;
  /** Id of a stored session key. */
  readonly sessionKey: string;
  /** A device account whose password is {@link DEVICE_PASSWORD}, and a token of it. */
  readonly account: string;
  readonly deviceToken: string;
  /** The secret of any valid token. */
  readonly secret: string;
  /** Another for each call, so that names do not meet. */
  readonly unique: () => string;
}

/** The password of the device account. */
export const DEVICE_PASSWORD = "correct horse battery";

/**
 * One valid request for every operation of the API, by operation id. Whoever adds a route adds a line here, or
 * the tests that call every route as every role fail.
 */
export function exampleRequest(operationId: string, world: ExampleWorld): ExampleRequest {
  const make = EXAMPLES[operationId];
  if (!make) throw new Error(`no example for the operation ${operationId}`);
  return make(world);
}

/** The path of an operation with its parameters filled in. */
export function examplePath(path: string, { params = {}, query }: ExampleRequest): string {
  const filled = path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`the example of ${path} has no ${name}`);
    return encodeURIComponent(value);
  });
  return query === undefined ? filled : `${filled}?${query}`;
}

/** A schedule that is off: it must not run while the other calls are made. */
export function exampleSchedule(name: string) {
  const work = { type: "node", selection: { scope: "each" }, command: "status" };
  return { name, enabled: false, cron: "0 4 * * *", timeZone: "Asia/Seoul", work };
}

const EXAMPLES: { readonly [operationId: string]: (world: ExampleWorld) => ExampleRequest } = {
  listDisplays: () => ({ query: "q=a&liveness=online&limit=5" }),
  getReady: () => ({}),
  listMachines: () => ({ query: "q=10.0.0&shared=true&limit=5" }),
  getDisplay: ({ display }) => ({ params: { name: display } }),
  getDisplayHistory: ({ display }) => ({ params: { name: display }, query: "limit=5" }),
  addDisplay: ({ unique }) => ({ json: { name: unique(), address: "192.0.2.31" } }),
  editDisplay: ({ display, unique }) => ({
    params: { name: display },
    json: { name: unique(), macAddress: "02:00:5E:00:53:01" },
  }),
  mergeDisplays: ({ display }) => ({ params: { name: display }, json: { into: "Wall-2" } }),
  forgetDisplay: ({ display }) => ({ params: { name: display }, query: "force=true" }),
  orderDisplay: ({ display }) => ({
    params: { name: display },
    json: { action: "execute", command: "echo 1", presetId: null, deadlineMs: 5_000 },
  }),
  listGroups: () => ({}),
  getGroup: ({ groupId }) => ({ params: { id: String(groupId) } }),
  createGroup: ({ unique }) => ({ json: { name: unique(), displayIds: [] } }),
  updateGroup: ({ groupId, unique }) => ({
    params: { id: String(groupId) },
    json: { name: unique(), description: "", displayIds: [] },
  }),
  deleteGroup: ({ groupId }) => ({ params: { id: String(groupId) } }),
  listPresets: () => ({}),
  getPreset: ({ presetId }) => ({ params: { id: String(presetId) } }),
  createPreset: ({ unique }) => ({
    json: { name: unique(), commands: [{ displayId: 1, command: "echo 1" }] },
  }),
  updatePreset: ({ presetId, unique }) => ({
    params: { id: String(presetId) },
    json: { name: unique(), barrier: true, commands: [{ displayId: 1, command: "echo 2" }] },
  }),
  deletePreset: ({ presetId }) => ({ params: { id: String(presetId) } }),
  getPresetStatus: ({ presetId }) => ({ params: { id: String(presetId) } }),
  executePreset: ({ presetId }) => ({ params: { id: String(presetId) }, json: { barrier: false } }),
  stopPreset: ({ presetId }) => ({ params: { id: String(presetId) } }),
  listCommands: () => ({ query: "state=completed&state=failed&target=display/1&limit=5" }),
  getCommand: ({ commandId }) => ({ params: { id: commandId } }),
  getCommandOutput: ({ commandId }) => ({ params: { id: commandId } }),
  cancelCommand: ({ commandId }) => ({ params: { id: commandId } }),
  listSyncHosts: () => ({ query: "q=1&liveness=online&state=master&limit=5" }),
  getSyncHost: ({ syncHost }) => ({ params: { id: syncHost } }),
  getSyncHostHistory: ({ syncHost }) => ({ params: { id: syncHost }, query: "limit=5" }),
  forgetSyncHost: ({ syncHost }) => ({ params: { id: syncHost }, query: "force=true" }),
  listWalls: () => ({}),
  getWall: ({ wall }) => ({ params: { id: wall } }),
  getWallHistory: ({ wall }) => ({ params: { id: wall }, query: "limit=5" }),
  noteWall: ({ wall, unique }) => ({ params: { id: wall }, json: { text: unique() } }),
  listCameras: () => ({ query: "q=a&liveness=online&stream=streaming&limit=5" }),
  getCamera: ({ camera }) => ({ params: { id: camera } }),
  getCameraHistory: ({ camera }) => ({ params: { id: camera }, query: "limit=5" }),
  forgetCamera: ({ spareCamera }) => ({ params: { id: spareCamera }, query: "force=true" }),
  orderCamera: ({ camera }) => ({ params: { id: camera }, json: { action: "record_stop" } }),
  broadcastCameras: ({ camera }) => ({ json: { action: "record_stop", cameras: [camera] } }),
  streamCameraH264: ({ camera }) => ({ params: { id: camera } }),
  streamCameraMp4: ({ camera }) => ({ params: { id: camera } }),
  streamCameraMjpeg: ({ jpegCamera }) => ({ params: { id: jpegCamera } }),
  getCameraSnapshot: ({ jpegCamera }) => ({ params: { id: jpegCamera } }),
  getDiscovery: () => ({}),
  listRecordings: ({ camera }) => ({ params: { id: camera } }),
  downloadRecording: ({ camera, recording }) => ({ params: { id: camera, name: recording } }),
  deleteRecording: ({ camera, recording }) => ({ params: { id: camera, name: recording } }),
  listAllContainers: () => ({}),
  listNodes: () => ({ query: "q=a&liveness=online&limit=5" }),
  getNode: ({ node }) => ({ params: { serverId: node } }),
  getNodeHistory: ({ node }) => ({ params: { serverId: node }, query: "limit=5" }),
  forgetNode: ({ node }) => ({ params: { serverId: node }, query: "force=true" }),
  listContainers: ({ node }) => ({ params: { serverId: node } }),
  getContainer: ({ node }) => ({ params: { serverId: node, name: "3node0" } }),
  getContainerHistory: ({ node }) => ({
    params: { serverId: node, name: "3node0" },
    query: "resolution=minute",
  }),
  getContainerChanges: ({ node }) => ({
    params: { serverId: node, name: "3node0" },
    query: "limit=5",
  }),
  streamContainerLogs: ({ node }) => ({
    params: { serverId: node, name: "3node0" },
    query: "lines=20&follow=true",
  }),
  listStrips: () => ({ query: "kind=display&hours=24&limit=5" }),
  orderContainer: ({ node }) => ({
    params: { serverId: node, name: "3node0" },
    json: { command: "logs", params: { lines: 20 } },
  }),
  orderNode: ({ node }) => ({ params: { serverId: node }, json: { command: "status" } }),
  broadcastNodes: ({ node }) => ({
    json: { command: "status", filter: { serverIds: [node] } },
  }),
  listRotations: () => ({}),
  getRotation: ({ rotation }) => ({ params: { id: rotation } }),
  stopRotation: ({ rotation }) => ({ params: { id: rotation } }),
  listSessionKeys: ({ node }) => ({ query: `serverId=${encodeURIComponent(node)}&limit=5` }),
  getSessionKeyHistory: ({ node }) => ({
    query: `serverId=${encodeURIComponent(node)}&container=3node0&limit=5`,
  }),
  importSessionKey: ({ node }) => ({
    json: {
      serverId: node,
      container: "3node0",
      sessionKey: `0x${"1a2b3c4d".repeat(8)}`,
      at: "2025-07-04T09:30:05.000Z",
    },
  }),
  revealSessionKey: ({ sessionKey }) => ({ params: { keyId: sessionKey } }),
  listSchedules: () => ({}),
  listScheduleTemplates: () => ({}),
  listAlerts: () => ({ query: "state=unresolved&limit=5" }),
  getAlert: ({ alertId }) => ({ params: { id: String(alertId) } }),
  acknowledgeAlert: ({ alertId }) => ({ params: { id: String(alertId) }, json: { note: "Mine" } }),
  snoozeAlert: ({ alertId }) => ({ params: { id: String(alertId) }, json: { forMs: 60_000 } }),
  listMaintenance: () => ({}),
  createMaintenance: () => ({ json: { until: "2099-01-01T00:00:00Z", kinds: ["wall"] } }),
  deleteMaintenance: ({ maintenanceId }) => ({ params: { id: String(maintenanceId) } }),

  getSchedule: ({ scheduleId }) => ({ params: { id: String(scheduleId) } }),
  createSchedule: ({ unique }) => ({ json: exampleSchedule(unique()) }),
  updateSchedule: ({ scheduleId, unique }) => ({
    params: { id: String(scheduleId) },
    json: { ...exampleSchedule(unique()), missed: "runOnce", maxLatenessMs: 60_000 },
  }),
  deleteSchedule: ({ scheduleId }) => ({ params: { id: String(scheduleId) } }),
  runSchedule: ({ scheduleId }) => ({ params: { id: String(scheduleId) } }),
  listScheduleRuns: ({ scheduleId }) => ({ params: { id: String(scheduleId) }, query: "limit=5" }),
  listBackups: ({ node }) => ({ query: `serverId=${encodeURIComponent(node)}&limit=5` }),
  listHostBackups: () => ({}),
  makeHostBackup: () => ({ json: { passphrase: "correct horse battery" } }),
  downloadHostBackup: ({ hostBackup }) => ({ params: { name: hostBackup } }),
  listAlertChannels: () => ({}),
  testAlertChannel: ({ alertChannel }) => ({ params: { name: alertChannel } }),
  listAlertDeliveries: () => ({ query: "channel=Bus&state=delivered&limit=5" }),
  listExecutions: () => ({ query: "limit=5" }),
  getExecution: ({ executionId }) => ({ params: { id: executionId } }),
  getActors: () => ({}),
  streamEvents: () => ({}),
  listAudit: () => ({ query: "kind=token.created&subjectKind=token&limit=5" }),
  getAuditHeads: () => ({}),
  getAuditVerification: () => ({}),
  verifyAudit: () => ({}),
  listTokens: () => ({}),
  createToken: ({ unique }) => ({ json: { name: unique(), role: "view", rights: [] } }),
  revokeToken: ({ tokenId }) => ({ params: { id: tokenId } }),
  signIn: ({ secret }) => ({ json: { token: secret } }),
  getSession: () => ({}),
  signOut: () => ({}),
  getHealth: () => ({}),
  getReadiness: () => ({}),
  getMetrics: () => ({}),
  describe: () => ({}),
  listLegacyClients: () => ({}),
  logInDevice: ({ account }) => ({ json: { username: account, password: DEVICE_PASSWORD } }),
  verifyDeviceToken: ({ deviceToken }) => ({ headers: { Authorization: `Token ${deviceToken}` } }),
  saveServerLog: ({ node, deviceToken }) => ({
    headers: { Authorization: `Token ${deviceToken}` },
    json: {
      server_id: node,
      timestamp: 1_751_600_061_310,
      summary_data: { system: {}, containers: [], configured_nodes: [""] },
      period_seconds: 60,
      data_points: 60,
    },
  }),
  announceLegacyClient: ({ unique }) => ({
    json: { name: unique(), ip_address: "10.0.0.31", port: 8081, description: "ignored" },
  }),
};
