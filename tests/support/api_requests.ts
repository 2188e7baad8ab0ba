/** A request that succeeds for whoever may make it. */
export interface ExampleRequest {
  /** What stands for the path's parameters. */
  readonly params?: { readonly [name: string]: string };
  readonly query?: string;
  readonly json?: unknown;
}

/** The things that exist on the control host under test, by which examples are made. */
export interface ExampleWorld {
  readonly display: string;
  readonly groupId: number;
  readonly presetId: number;
  readonly commandId: string;
  readonly executionId: string;
  /** A token that may be revoked. */
  readonly tokenId: string;
  /** The secret of any valid token. */
  readonly secret: string;
  /** Another for each call, so that names do not meet. */
  readonly unique: () => string;
}

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

const EXAMPLES: { readonly [operationId: string]: (world: ExampleWorld) => ExampleRequest } = {
  listDisplays: () => ({ query: "q=a&liveness=online&limit=5" }),
  getDisplay: ({ display }) => ({ params: { name: display } }),
  renameDisplay: ({ display, unique }) => ({ params: { name: display }, json: { name: unique() } }),
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
  cancelCommand: ({ commandId }) => ({ params: { id: commandId } }),
  listExecutions: () => ({ query: "limit=5" }),
  getExecution: ({ executionId }) => ({ params: { id: executionId } }),
  getActors: () => ({}),
  streamEvents: () => ({}),
  listTokens: () => ({}),
  createToken: ({ unique }) => ({ json: { name: unique(), role: "view", rights: [] } }),
  revokeToken: ({ tokenId }) => ({ params: { id: tokenId } }),
  signIn: ({ secret }) => ({ json: { token: secret } }),
  getSession: () => ({}),
  signOut: () => ({}),
  getHealth: () => ({}),
  getReadiness: () => ({}),
  describe: () => ({}),
  listLegacyClients: () => ({}),
  announceLegacyClient: ({ unique }) => ({
    json: { name: unique(), ip_address: "10.0.0.31", port: 8081, description: "ignored" },
  }),
};
