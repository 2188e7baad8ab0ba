import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { listening } from "../listening.ts";
import { boundPipelining } from "../pipelining.ts";
import { Quarantine } from "../quarantine.ts";
import type { PortTraffic } from "../port_traffic.ts";
import { ConnectionGuard, type OnConnectionProblem } from "./door/connection_guard.ts";

/** A client that needs longer than this for its headers is broken, or holds connections on purpose. */
const HEADERS_TIMEOUT_MS = 10_000;

/** How often connections are held against these times; by default it is 30 s, three times the first of them. */
const CHECKING_INTERVAL_MS = 2_000;

/** A body of a megabyte over the slowest radio link of a site. */
const REQUEST_TIMEOUT_MS = 30_000;

/** Longer than the usual poll of a dashboard, so that it finds its connection again. */
const KEEP_ALIVE_TIMEOUT_MS = 15_000;

/** Bytes of all headers together: cookies and tokens are well under 1 kB. */
const MAX_HEADER_BYTES = 16 * 1024;

/** Connections at once: the largest fleet (5,000), each with a spare one, and people. */
const MAX_CONNECTIONS = 12_000;

/** Of one address: the displays of a site behind one, and its people. */
const MAX_CONNECTIONS_PER_ADDRESS = 2_500;

/** Connections that may wait to be accepted: a whole fleet comes back at once after a power cut. */
const BACKLOG = 4_096;

/** Where and what to serve. Port 0: any free one. */
export interface HttpServerOptions {
  readonly host: string;
  readonly port: number;
  /** Answers a request; the second argument holds node's `incoming` and `outgoing`. */
  readonly fetch: (request: Request, env?: unknown) => Response | Promise<Response>;
  /** Runs before the port is opened: whoever shares the port (Socket.IO) hooks into the server here. */
  readonly attach?: (server: Server) => void;
  /** Connections of one address at a time; default 2,500. */
  readonly maxConnectionsPerAddress?: number | undefined;
  /** Whose connections are refused; default: one of its own. */
  readonly quarantine?: Quarantine | undefined;
  readonly onProblem?: OnConnectionProblem | undefined;
  /** Counts what goes over the port. */
  readonly traffic?: PortTraffic | undefined;
}

/** A server that listens. */
export interface HttpServer {
  readonly server: Server;
  /** What was really bound. */
  readonly address: { readonly host: string; readonly port: number };
  /** Takes no new connections, lets running requests finish until the deadline, then drops what is left. */
  close(deadlineMs: number): Promise<void>;
  /** Resolves when the listener fails after it was up; never otherwise. */
  readonly failed: Promise<Error>;
}

/** Opens the port. Rejects with the system's error (`EADDRINUSE`, `EACCES`) when that is not possible. */
export async function openHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { maxConnectionsPerAddress = MAX_CONNECTIONS_PER_ADDRESS, onProblem } = options;
  const limits = { maxConnections: MAX_CONNECTIONS, maxConnectionsPerAddress };
  const guard = new ConnectionGuard(limits, options.quarantine ?? new Quarantine(), onProblem);
  const server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: CHECKING_INTERVAL_MS,
      keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
      maxHeaderSize: MAX_HEADER_BYTES,
    },
    boundPipelining(getRequestListener(options.fetch), (socket) => guard.pipelined(socket)),
  );
  guard.watch(server);
  options.traffic?.watch(server);
  options.attach?.(server);
  const address = await listening(server, options, BACKLOG);
  const failed = new Promise<Error>((resolve) => server.on("error", resolve));
  const close = (deadlineMs: number) => {
    const closed = closeServer(server, deadlineMs);
    guard.close();
    return closed;
  };
  return { server, address, close, failed };
}

function closeServer(server: Server, deadlineMs: number): Promise<void> {
  return new Promise((resolve) => {
    const dropAll = setTimeout(() => server.closeAllConnections(), deadlineMs);
    server.close(() => {
      clearTimeout(dropAll);
      resolve();
    });
    server.closeIdleConnections();
  });
}
