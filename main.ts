/**
 * Signalbox: the entry point, and the only place where rooms are put together.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import { createSecureContext } from "node:tls";
import { accessActor, ensureAdminToken } from "./actors/access/access.ts";
import type { AccessMessage } from "./actors/access/messages.ts";
import {
  type ActorSystem,
  createSystem,
  type StopReport,
  SYSTEM_CLOCK,
} from "./actors/kernel/mod.ts";
import { listenerActor, openAgain, type OpenPort } from "./actors/listener.ts";
import { ListenerBoard } from "./actors/listener_board.ts";
import { startTree } from "./actors/tree.ts";
import type { DeviceAcceptors } from "./adapters/device_port/acceptors.ts";
import { nativeCrypto } from "./adapters/crypto/native_crypto.ts";
import { createDeviceHttp } from "./adapters/device_port/device_http.ts";
import { openDevicePort } from "./adapters/device_port/device_port.ts";
import { deviceRoutes } from "./adapters/http/device_routes.ts";
import { createHttpApi, type HttpApi } from "./adapters/http/http_api.ts";
import { openHttpServer } from "./adapters/http/server.ts";
import { openIoPoll } from "./adapters/io_poll/io_poll.ts";
import { configureLogging, logFacts, logFault, ProblemLog } from "./adapters/log/mod.ts";
import { createGateway, type Gateway, type GatewayOptions } from "./adapters/socketio/gateway.ts";
import {
  type Database,
  openDatabase,
  openDatabaseShared,
} from "./adapters/sqlite/open_database.ts";
import type { LocalTokens } from "./command_line/host.ts";
import { runCommandLine } from "./command_line/program.ts";
import { serve } from "./command_line/serve.ts";
import type { Settings } from "./command_line/settings.ts";
import { startTextsFor } from "./command_line/start_texts.ts";
import manifest from "./deno.json" with { type: "json" };

/** Everything a stop may take, from the announcement to the last byte on the disk. */
const STOP_DEADLINE_MS = 10_000;
/** How long requests in hand get to finish. */
const CLOSE_PORTS_MS = 2_000;
/** What displays are told to wait before they come back; the guide's number. */
const RECONNECT_AFTER_MS = 5_000;
/** How often each display is asked whether it is there; the guide's number. */
const CHECK_INTERVAL_MS = 30_000;

/** What a test or a benchmark may set, and a user need not. */
export interface Tuning {
  readonly gateway?: Pick<GatewayOptions, "limits" | "pingIntervalMs" | "pingTimeoutMs">;
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
  readonly system: ActorSystem;
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
  });
  const gateway = createGateway({ displays: tree.displays, onProblem, ...tuning.gateway });
  const api = createHttpApi({
    ...tree,
    system,
    commands: database.ledger,
    readiness: () => board.readiness(),
    version: manifest.version,
    bootId: crypto.randomUUID().slice(0, 8),
    now: Date.now,
    onError: logFault,
  });
  for (const listener of await listenersOf(settings, api, gateway, onProblem)) {
    ports.set(listener.name, await listen(system, listener));
  }
  return {
    ports,
    firstToken: firstAdmin?.secret ?? null,
    system,
    async stop() {
      await gateway.shutDown(RECONNECT_AFTER_MS);
      api.close();
      const report = await closeAll();
      stopLogging();
      problems.close();
      return report;
    },
  };
}

/** A port to be opened, and how. */
interface Listener {
  readonly name: string;
  readonly port: number;
  open(port: number): Promise<OpenPort>;
}

async function listenersOf(
  settings: Settings,
  api: HttpApi,
  gateway: Gateway,
  onProblem: GatewayOptions["onProblem"],
): Promise<Listener[]> {
  const acceptors = await deviceAcceptors(settings, deviceRoutes(api));
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

async function deviceAcceptors(
  settings: Settings,
  onRequest: ReturnType<typeof deviceRoutes>,
): Promise<DeviceAcceptors> {
  const http = createDeviceHttp({ onRequest, onError: (error) => logFault(error, "device-port") });
  const plain: DeviceAcceptors = { http: http.accept, drain: http.drain };
  const { tlsCert, tlsKey } = settings;
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
  const err = (text: string) => writeAll(Deno.stderr, text);
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
      env,
      readTextFile: (path) => Deno.readTextFile(path),
      out: (text) => writeAll(Deno.stdout, text),
      err,
      terminal: Deno.stdout.isTerminal(),
      columns: Deno.stdout.isTerminal() ? Deno.consoleSize().columns : 100,
      locale,
      version: manifest.version,
    }),
  );
}
