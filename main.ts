/**
 * Signalbox: the entry point, and the only place where rooms are put together.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import process from "node:process";
import { join } from "node:path";
import { createSecureContext } from "node:tls";
import { accessActor, ensureAdminToken } from "./actors/access/access.ts";
import type { AccessMessage } from "./actors/access/messages.ts";
import { accountsActor } from "./actors/accounts/accounts.ts";
import type { AccountsMessage } from "./actors/accounts/messages.ts";
import {
  type ActorSystem,
  createSystem,
  type StopReport,
  SYSTEM_CLOCK,
} from "./actors/kernel/mod.ts";
import { listenerActor, openAgain, type OpenPort } from "./actors/listener.ts";
import { ListenerBoard } from "./actors/listener_board.ts";
import { ExecBlockList } from "./actors/nodes/exec_block_list.ts";
import type { NodeRules } from "./actors/nodes/rules.ts";
import type { SyncSettings } from "./actors/sync_hosts/settings.ts";
import { startTree } from "./actors/tree.ts";
import type { DeviceAcceptors } from "./adapters/device_port/acceptors.ts";
import { accountCrypto } from "./adapters/crypto/account_crypto.ts";
import { cronerRules } from "./adapters/cron/croner_rules.ts";
import { nativeCrypto } from "./adapters/crypto/native_crypto.ts";
import { createDeviceHttp } from "./adapters/device_port/device_http.ts";
import { type DevicePortOptions, openDevicePort } from "./adapters/device_port/device_port.ts";
import { deviceRoutes } from "./adapters/http/device_routes.ts";
import { createHttpApi, type HttpApi } from "./adapters/http/http_api.ts";
import { openHttpServer } from "./adapters/http/server.ts";
import { openIoPoll } from "./adapters/io_poll/io_poll.ts";
import { configureLogging, logFacts, logFault, ProblemLog } from "./adapters/log/mod.ts";
import { openSessionKeyStore } from "./adapters/session_keys/session_key_store.ts";
import { createGateway, type Gateway, type GatewayOptions } from "./adapters/socketio/gateway.ts";
import {
  type Database,
  openDatabase,
  openDatabaseShared,
} from "./adapters/sqlite/open_database.ts";
import { createSyncAcceptor, type SyncAcceptorOptions } from "./adapters/syncguard/acceptor.ts";
import { createSyncDialer } from "./adapters/syncguard/dialer.ts";
import { hostNames } from "./adapters/tls/host_names.ts";
import { ensureSelfSigned } from "./adapters/tls/self_signed.ts";
import { authenticateByAccounts } from "./adapters/websocket/account_authenticator.ts";
import {
  createNodeGateway,
  type NodeGateway,
  type NodeGatewayOptions,
} from "./adapters/websocket/node_gateway.ts";
import { openReadlinePrompt } from "./command_line/console/readline_prompt.ts";
import type { FileSettings } from "./command_line/file_settings.ts";
import type { LocalAccounts, LocalTokens } from "./command_line/host.ts";
import { runCommandLine } from "./command_line/program.ts";
import { type OwnCertificate, serve } from "./command_line/serve.ts";
import type { Settings } from "./command_line/settings.ts";
import { startTextsFor } from "./command_line/start_texts.ts";
import { readBackupFile } from "./protocols/mserver/backup_file.ts";
import { checkCommand, NODE_COMMANDS } from "./protocols/mserver/commands.ts";
import { readRotatedKey, withoutKeys } from "./protocols/mserver/session_keys.ts";
import manifest from "./deno.json" with { type: "json" };

/** Everything a stop may take, from the announcement to the last byte on the disk. */
const STOP_DEADLINE_MS = 10_000;
/** How long requests in hand get to finish. */
const CLOSE_PORTS_MS = 2_000;
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
  readonly checkIntervalMs?: number;
  /** How long after the start no display is called offline. */
  readonly warmUpMs?: number;
}

/** A control host that runs. */
export interface ControlHost {
  /** By name: `http`, `device`, and `tls` where a certificate is configured. */
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

/** A port that cannot be bound: the environment's fault. `code` is the system's, such as `EADDRINUSE`. */
export class PortUnavailable extends Error {
  readonly code: string | undefined;

  constructor(readonly listener: string, readonly port: number, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = "PortUnavailable";
    this.code = (cause as { code?: string } | undefined)?.code;
  }
}

/** Starts the control host. Rejects, with nothing left open, when a port or the data folder cannot be had. */
export async function startControlHost(
  settings: Settings,
  tuning: Tuning = {},
): Promise<ControlHost> {
  const database = await openDatabase({ dataDir: settings.dataDir });
  // Without loopback the actors still run; sockets are only served later while they are busy.
  const ioPoll = await openIoPoll().catch(() => undefined);
  const system = createSystem(ioPoll && { yieldToIo: ioPoll.yieldToIo });
  const ports = new Map<string, OpenPort>();
  const closeAll = async () => {
    const report = await system.stop(STOP_DEADLINE_MS);
    await database.close();
    ioPoll?.close();
    return report;
  };
  try {
    return await compose(settings, tuning, { database, system, ports, closeAll });
  } catch (error) {
    await Promise.all([...ports.values()].map((port) => port.close(0)));
    await closeAll();
    throw error;
  }
}

interface Foundations {
  readonly database: Database;
  readonly system: ActorSystem;
  /** Filled as ports are opened. */
  readonly ports: Map<string, OpenPort>;
  closeAll(): Promise<StopReport>;
}

async function compose(
  settings: Settings,
  tuning: Tuning,
  { database, system, ports, closeAll }: Foundations,
): Promise<ControlHost> {
  const firstAdmin = await ensureAdminToken(database.access, {
    now: Date.now(),
    ...(settings.adminToken === undefined ? {} : { given: settings.adminToken }),
  });
  const sessionKeys = await openSessionKeyStore({
    folder: join(settings.dataDir, "session_keys"),
    rows: database.sessionKeys,
  });
  const certificate = settings.tlsSelfSigned ? await ownCertificate(settings) : null;
  const problems = new ProblemLog(SYSTEM_CLOCK);
  const onProblem = problems.report.bind(problems);
  const stopLogging = logFacts(system);
  const board = new ListenerBoard(system);
  const tree = startTree(system, {
    stores: database,
    crypto: nativeCrypto,
    maxDisplays: settings.maxDisplays,
    checkIntervalMs: tuning.checkIntervalMs ?? CHECK_INTERVAL_MS,
    warmUpMs: tuning.warmUpMs,
    sync: syncSettingsOf(settings),
    syncDialer: createSyncDialer(),
    cron: cronerRules(),
    accounts: { crypto: accountCrypto, policy: settings.nodeTokens },
    nodes: {
      keys: sessionKeys,
      rules: NODE_RULES,
      execBlockList: new ExecBlockList(settings.execBlockList),
      maxNodes: MAX_NODES,
    },
  });
  const gateway = createGateway({ displays: tree.displays, onProblem, ...tuning.gateway });
  const nodeGateway = createNodeGateway({
    nodes: tree.nodes,
    authenticator: authenticateByAccounts(tree.accounts),
    onProblem,
    ...tuning.nodeGateway,
  });
  const api = createHttpApi({
    ...tree,
    system,
    commands: database.ledger,
    sync: database.sync,
    keys: sessionKeys,
    runs: database.schedules,
    backups: database.backups,
    readiness: () => board.readiness(),
    version: manifest.version,
    bootId: crypto.randomUUID().slice(0, 8),
    now: Date.now,
    onError: logFault,
  });
  const { syncHosts } = tree;
  const { text, silent, drainText } = createSyncAcceptor({
    syncHosts,
    onProblem,
    clock: SYSTEM_CLOCK,
    limits: tuning.syncText ?? {},
  });
  const acceptors = {
    ...await deviceAcceptors(certificate ?? settings, deviceRoutes(api), nodeGateway),
    text,
    silent,
    drainText,
  };
  const device = { acceptors, limits: tuning.devicePort ?? {} };
  for (const listener of listenersOf(settings, api, gateway, { ...device, onProblem })) {
    ports.set(listener.name, await listen(system, listener));
  }
  return {
    ports,
    firstToken: firstAdmin?.secret ?? null,
    certificate,
    system,
    reconfigure: (lists) =>
      void tree.syncHosts.tell({ type: "configureSync", settings: syncSettingsOf(lists) }),
    async stop() {
      await Promise.all([gateway.shutDown(RECONNECT_AFTER_MS), nodeGateway.shutDown()]);
      api.close();
      const report = await closeAll();
      stopLogging();
      problems.close();
      return report;
    },
  };
}

function syncSettingsOf({ syncHosts = [], walls = [] }: FileSettings): SyncSettings {
  return { hosts: syncHosts, walls };
}

/** A port to be opened, and how. */
interface Listener {
  readonly name: string;
  readonly port: number;
  open(port: number): Promise<OpenPort>;
}

interface DeviceSide extends Pick<GatewayOptions, "onProblem"> {
  readonly acceptors: DeviceAcceptors;
  readonly limits: NonNullable<DevicePortOptions["limits"]>;
}

function listenersOf(
  settings: Settings,
  api: HttpApi,
  gateway: Gateway,
  { acceptors, limits, onProblem }: DeviceSide,
): Listener[] {
  const openHttp = async (port: number) => {
    const { host } = settings;
    const server = await openHttpServer({ host, port, fetch: api.fetch, attach: gateway.attach });
    return { ...server.address, failed: server.failed, close: server.close };
  };
  const openDevice = async (port: number) => {
    const device = await openDevicePort({
      host: settings.deviceHost,
      port,
      acceptors,
      limits,
      onProblem: ({ kind, peerAddress, detail }) => onProblem(kind, peerAddress, detail),
    });
    const close = (deadlineMs: number) => device.close({ deadlineMs });
    return { ...device.address, failed: device.failed, close };
  };
  const listeners: Listener[] = [
    { name: "http", port: settings.httpPort, open: openHttp },
    { name: "device", port: settings.devicePort, open: openDevice },
  ];
  if (acceptors.tls) listeners.push({ name: "tls", port: settings.tlsPort, open: openDevice });
  return listeners;
}

async function listen(system: ActorSystem, { name, port, open }: Listener): Promise<OpenPort> {
  const first = await open(port).catch((cause) => {
    throw new PortUnavailable(name, port, cause);
  });
  const args = { name, open: openAgain(first, open), closeMs: CLOSE_PORTS_MS };
  system.spawn(listenerActor, args, { key: name });
  return first;
}

/** The certificate for the host's names and addresses, kept in the data folder. */
async function ownCertificate(settings: Settings): Promise<OwnCertificate> {
  const given = (settings.tlsNames ?? "").split(",");
  const { names, complete } = await hostNames([...given, settings.deviceHost]);
  const folder = join(settings.dataDir, "tls");
  const { certPath, keyPath, reason } = await ensureSelfSigned({ folder, names, now: Date.now() });
  return { tlsCert: certPath, tlsKey: keyPath, reason, complete };
}

async function deviceAcceptors(
  { tlsCert, tlsKey }: Pick<Settings, "tlsCert" | "tlsKey">,
  onRequest: ReturnType<typeof deviceRoutes>,
  nodes: NodeGateway,
): Promise<DeviceAcceptors> {
  const http = createDeviceHttp({
    onRequest,
    onUpgrade: (request, socket, head) => nodes.upgrade(request, socket, head),
    onError: (error) => logFault(error, "device-port"),
  });
  const plain: DeviceAcceptors = { http: http.accept, drain: http.drain };
  if (tlsCert === undefined || tlsKey === undefined) return plain;
  const [cert, key] = await Promise.all([readFile(tlsCert, "utf8"), readFile(tlsKey, "utf8")]);
  return { ...plain, tls: { secureContext: createSecureContext({ cert, key }) } };
}

/** The tokens of a data folder, for the host itself; a control host may be running on it. */
async function openLocalTokens(dataDir: string): Promise<LocalTokens> {
  const database = await openDatabaseShared({ dataDir });
  const system = createSystem();
  const access = system.spawn(accessActor, { store: database.access }, { key: "access" });
  const patience = { timeoutMs: STOP_DEADLINE_MS };
  type Create = Extract<AccessMessage, { type: "createToken" }>;
  type List = Extract<AccessMessage, { type: "listTokens" }>;
  type Revoke = Extract<AccessMessage, { type: "revokeToken" }>;
  return {
    async create(draft) {
      const outcome = await access.ask<Create>({ type: "createToken", ...draft }, patience);
      if (!outcome.ok) throw new Error(outcome.refusal.detail);
      return outcome.value;
    },
    list: () => access.ask<List>({ type: "listTokens" }, patience),
    async revoke(id) {
      const outcome = await access.ask<Revoke>({ type: "revokeToken", id }, patience);
      if (outcome.ok || outcome.refusal.code === "notFound") return outcome.ok;
      throw new Error(outcome.refusal.detail);
    },
    async close() {
      await system.stop(STOP_DEADLINE_MS);
      await database.close();
    },
  };
}

/** The device accounts of a data folder, likewise. */
async function openLocalAccounts(dataDir: string): Promise<LocalAccounts> {
  const database = await openDatabaseShared({ dataDir });
  const system = createSystem();
  const args = { store: database.accounts, crypto: accountCrypto, policy: "optional" } as const;
  const accounts = system.spawn(accountsActor, args, { key: "accounts" });
  const patience = { timeoutMs: STOP_DEADLINE_MS };
  type Add = Extract<AccountsMessage, { type: "addAccount" }>;
  type List = Extract<AccountsMessage, { type: "listAccounts" }>;
  type Remove = Extract<AccountsMessage, { type: "removeAccount" }>;
  return {
    async add(draft) {
      const outcome = await accounts.ask<Add>({ type: "addAccount", ...draft }, patience);
      if (!outcome.ok) throw new Error(outcome.refusal.detail);
      return outcome.value;
    },
    list: () => accounts.ask<List>({ type: "listAccounts" }, patience),
    async remove(account) {
      const outcome = await accounts.ask<Remove>({ type: "removeAccount", account }, patience);
      if (outcome.ok) return outcome.value;
      if (outcome.refusal.code === "notFound") return undefined;
      throw new Error(outcome.refusal.detail);
    },
    async close() {
      await system.stop(STOP_DEADLINE_MS);
      await database.close();
    },
  };
}

async function readStandardInput(maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of Deno.stdin.readable) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= maxBytes) break;
  }
  return new TextDecoder().decode(await new Blob(chunks as BlobPart[]).bytes());
}

/** Puts a new text in a file's place: a crash on the way leaves the old one. */
async function replaceFile(path: string, text: string, mode?: number): Promise<void> {
  const next = `${path}.new`;
  // A file that a crash has left would keep its own mode.
  if (mode !== undefined) await Deno.remove(next).catch(() => {});
  await Deno.writeTextFile(next, text, mode === undefined ? {} : { mode });
  await Deno.rename(next, path);
}

/** Writes a whole text. A reader that has gone away (`| head`) ends the program quietly, as people expect. */
function writeAll(to: { writeSync(bytes: Uint8Array): number }, text: string): void {
  let bytes = new TextEncoder().encode(text);
  try {
    while (bytes.length > 0) bytes = bytes.subarray(to.writeSync(bytes));
  } catch (error) {
    if (error instanceof Deno.errors.BrokenPipe) Deno.exit(0);
    throw error;
  }
}

if (import.meta.main) {
  // NO_COLOR is not ours to read from the environment; the runtime has read it for us.
  const env: Record<string, string> = {
    ...Deno.env.toObject(),
    ...(Deno.noColor ? { NO_COLOR: "1" } : {}),
  };
  const locale = navigator.language;
  const out = (text: string) => writeAll(Deno.stdout, text);
  const err = (text: string) => writeAll(Deno.stderr, text);
  const terminal = Deno.stdout.isTerminal();
  const inputTerminal = Deno.stdin.isTerminal();
  const columns = () => terminal ? Deno.consoleSize().columns : 100;
  Deno.exit(
    await runCommandLine(Deno.args, {
      start: (settings, reread) =>
        serve(settings, reread, {
          start: startControlHost,
          configureLogging: ({ logLevel, logFormat }) =>
            configureLogging({
              level: logLevel,
              format: logFormat,
              terminal: Deno.stderr.isTerminal(),
            }),
          onSignal(signal, run) {
            Deno.addSignalListener(signal, run);
            return () => Deno.removeSignalListener(signal, run);
          },
          say: (line) => err(`${line}\n`),
          texts: startTextsFor(env.SIGNALBOX_LANG, locale),
        }),
      openTokens: openLocalTokens,
      openAccounts: openLocalAccounts,
      readInput: readStandardInput,
      env,
      readTextFile: (path) => Deno.readTextFile(path),
      writeTextFile: replaceFile,
      out,
      err,
      terminal,
      inputTerminal,
      openPrompt: (options) =>
        openReadlinePrompt({
          input: process.stdin,
          out,
          interactive: terminal && inputTerminal,
          columns,
        }, options),
      get columns() {
        return columns();
      },
      locale,
      version: manifest.version,
    }),
  );
}
