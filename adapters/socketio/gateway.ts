import type { Server as HttpServer } from "node:http";
import { Server, type Socket } from "socket.io";
import { normalizePeerAddress } from "../../protocols/addresses.ts";
import { encodeSwitchboard } from "../../protocols/switchboard/encoder.ts";
import type { LoadState } from "../../actors/load.ts";
import { pacePackets, type PacketSource } from "./packet_pace.ts";
import { AddressPaces } from "../address_paces.ts";
import type { ConnectionLimits } from "../connection_counts.ts";
import { Pace } from "../pace.ts";
import { readInSmallBites } from "../small_bites.ts";
import type { Quarantine } from "../quarantine.ts";
import { DEFAULT_SESSION_LIMITS, DisplaySession, type SessionHost } from "./display_session.ts";
import { Door, type EngineConnectionEvents } from "./door.ts";
import { isoNow } from "./iso_now.ts";
import {
  dropTransport,
  endWithoutGoodbye,
  type EngineConnection,
  queuedPackets,
} from "./raw_transport.ts";

/** How the Socket.IO side is set up. Intervals in milliseconds. */
export interface GatewayOptions extends Pick<SessionHost, "displays" | "onProblem"> {
  readonly limits?: Partial<GatewayLimits>;
  /** A ping this often proves life between heartbeats; default 10 s. */
  readonly pingIntervalMs?: number;
  /** A device that does not answer a ping in this time is gone; default 20 s. */
  readonly pingTimeoutMs?: number;
  /** Called for each event of a device. */
  readonly onMessage?: (() => void) | undefined;
  /** Learns of addresses that flood. */
  readonly quarantine?: Pick<Quarantine, "offended"> | undefined;
  /** How much there is to do; default: never too much. */
  readonly load?: (() => LoadState) | undefined;
}

/** What one address, one connection, and all together, may take. */
export type GatewayLimits = SessionHost["limits"] & ConnectionLimits;

/**
 * Room for the largest fleet, below what the HTTP server takes, so that people still get in when devices
 * flood; a site behind one address has some hundreds.
 */
const DEFAULT_LIMITS: GatewayLimits = {
  ...DEFAULT_SESSION_LIMITS,
  maxConnections: 11_000,
  maxConnectionsPerAddress: 2_000,
};

/** Packets for each event that may come: room for pongs and confirmations. */
const PACKETS_PER_EVENT = 2;
/** Connections of one address that may send at their full rate: 2,000 displays send a tenth of that. */
const CONNECTIONS_AT_FULL_RATE = 5;
/** Packets may be as far ahead of their rate. */
const BURST_SECONDS = 4;

/** One message. The deployed server had the same, so nothing that works today breaks. */
const MAX_MESSAGE_BYTES = 1_000_000;
/** A peer that opened a transport has this long to join the namespace. */
const JOIN_TIMEOUT_MS = 30_000;
/** Time for the farewell to reach the network before the connections are cut. */
const FAREWELL_MS = 1_000;

/** The Socket.IO side of the control host. */
export interface Gateway {
  /** Serves `/socket.io/` on an HTTP server; may be called again when the listener was opened anew. */
  attach(server: HttpServer): void;
  /** Devices connected now. */
  connections(): number;
  /** Announces the shutdown, and then cuts every connection without a protocol goodbye. */
  shutDown(reconnectAfterMs: number): Promise<void>;
}

/** Opens the Socket.IO side: EIO 4 and 3, WebSocket at once or polling first. */
export function createGateway(options: GatewayOptions): Gateway {
  const limits: GatewayLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const packetsPerSecond = PACKETS_PER_EVENT * limits.eventsPerSecond;
  const paceOf = (connections: number) =>
    new Pace(connections * packetsPerSecond, BURST_SECONDS * connections * packetsPerSecond);
  const ofAddresses = new AddressPaces(() => paceOf(CONNECTIONS_AT_FULL_RATE));
  const load = options.load ?? (() => "normal");
  const refused = (peerAddress: string, reason: string) =>
    options.onProblem("connectionRefused", peerAddress, reason);
  const door = new Door(limits, refused, load);
  const io = new Server({
    serveClient: false,
    allowEIO3: true,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    pingInterval: options.pingIntervalMs ?? 10_000,
    pingTimeout: options.pingTimeoutMs ?? 20_000,
    connectTimeout: JOIN_TIMEOUT_MS,
    perMessageDeflate: false,
    httpCompression: false,
    allowRequest: (request, decide) => door.knock(request, decide),
  });
  const host: SessionHost = { ...options, limits, load };
  io.on("connection", (socket) => {
    door.joined(socket.request);
    welcome(socket, host, options.onMessage);
  });
  return {
    attach(server) {
      server.on("upgrade", (_request, socket) => readInSmallBites(socket));
      io.attach(server);
      io.engine.on("connection", (conn: EngineConnectionEvents & PacketSource) => {
        if (!door.opened(conn)) return dropTransport(conn, "too many connections");
        endWithoutGoodbye(conn);
        const address = normalizePeerAddress(conn.remoteAddress);
        pacePackets(conn, {
          own: paceOf(1),
          ofAddress: ofAddresses.enter(address, conn),
          load,
          onHeld: () => options.onProblem("held", address, "sends more packets than are read"),
          onAbuse() {
            options.quarantine?.offended(address);
            options.onProblem("flooding", address, "its connections send far too much together");
            dropTransport(conn, "flooding");
          },
        });
      });
    },
    connections: () => io.sockets.sockets.size,
    shutDown(reconnectAfterMs) {
      door.close();
      return shutDown(io, reconnectAfterMs);
    },
  };
}

function welcome(
  socket: Socket,
  host: SessionHost,
  onMessage: GatewayOptions["onMessage"] = () => {},
): void {
  const peerAddress = normalizePeerAddress(socket.handshake.address);
  const session = new DisplaySession(socket, peerAddress, host);
  socket.onAny((event: string, ...args: unknown[]) => {
    onMessage();
    session.receive(event, args);
  });
  socket.conn.on("heartbeat", () => session.alive());
  socket.on("error", () => {});
  socket.on("disconnect", (reason) => session.closed(reason));
}

async function shutDown(io: Server, reconnectAfterMs: number): Promise<void> {
  const { event, payload } = encodeSwitchboard(
    { type: "announceShutdown", reconnectAfterMs },
    isoNow(),
  );
  const sockets = [...io.sockets.sockets.values()];
  for (const socket of sockets) socket.emit(event, payload);
  const farewell = new AbortController();
  const timer = setTimeout(() => farewell.abort(), FAREWELL_MS);
  await Promise.all(sockets.map((socket) => flushed(socket, farewell.signal)));
  clearTimeout(timer);
  for (const conn of connectionsOf(io)) dropTransport(conn, "the control host stops");
}

/** All that are open: those that joined, also over a listener that is gone, and those that have not. */
function connectionsOf(io: Server): ReadonlySet<EngineConnection> {
  const engine = io.engine as unknown as { clients: Record<string, EngineConnection> } | undefined;
  const joined = [...io.sockets.sockets.values()].map((socket) => socket.conn);
  return new Set<EngineConnection>([...joined, ...Object.values(engine?.clients ?? {})]);
}

/** Resolves when nothing waits to be written, the connection is gone, or the time is up. */
function flushed(socket: Socket, signal: AbortSignal): Promise<void> {
  const { conn } = socket;
  return new Promise((resolve) => {
    if (queuedPackets(socket) === 0 || conn.readyState !== "open") return resolve();
    conn.once("drain", () => resolve());
    conn.once("close", () => resolve());
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
