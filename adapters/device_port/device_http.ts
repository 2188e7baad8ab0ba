import { createServer, STATUS_CODES } from "node:http";
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { normalizePeerAddress } from "../../protocols/addresses.ts";
import type { Quarantine } from "../quarantine.ts";
import { boundPipelining } from "../pipelining.ts";

/** Takes over a connection that asks for an upgrade (RFC 9110, section 7.8). */
export type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Uint8Array) => void;

/** What HTTP on the device port serves. */
export interface DeviceHttpOptions {
  /** Answers every request; one that throws is answered with 500. */
  readonly onRequest: RequestListener;
  /** Without it, an upgrade is answered with 404. */
  readonly onUpgrade?: UpgradeListener;
  /** Told of what `onRequest` or `onUpgrade` threw. */
  readonly onError: (error: unknown) => void;
  readonly limits?: Partial<DeviceHttpLimits>;
  /** Learns of who asks without waiting for answers. */
  readonly quarantine?: Pick<Quarantine, "offended"> | undefined;
}

/** What one HTTP peer may take. */
export interface DeviceHttpLimits {
  /** From the first byte of a request to the end of its header. */
  readonly headersTimeoutMs: number;
  /** From the first byte of a request to its last. */
  readonly requestTimeoutMs: number;
  /** Between two requests of one connection. */
  readonly keepAliveTimeoutMs: number;
  readonly maxHeaderBytes: number;
}

/**
 * - 10 s for a header, which fits in one packet; 30 s for a whole request, whose bodies are small.
 * - 65 s of keep-alive: longer than the 60 s of common proxies, so that they close first.
 * - 16 KiB of header: Node's own default, four times what a browser sends.
 */
export const DEFAULT_HTTP_LIMITS: DeviceHttpLimits = {
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 30_000,
  keepAliveTimeoutMs: 65_000,
  maxHeaderBytes: 16_384,
};

/** HTTP for sockets that somebody else has accepted. */
export interface DeviceHttp {
  /** Takes a socket over; for `DeviceAcceptors.http`. */
  accept(socket: Socket): void;
  /** Ends idle connections; those that are being answered end after their answer. */
  drain(): void;
}

/** Makes an HTTP server that never listens by itself. */
export function createDeviceHttp(options: DeviceHttpOptions): DeviceHttp {
  const server = createBoundedServer({ ...DEFAULT_HTTP_LIMITS, ...options.limits });
  let draining = false;
  pretendListening(server, () => !draining);
  const onRequest = boundPipelining((request, response) => {
    if (draining) response.setHeader("Connection", "close");
    response.once("close", () => draining && server.closeIdleConnections());
    serve(options, request, response);
  }, ({ remoteAddress }) => options.quarantine?.offended(normalizePeerAddress(remoteAddress)));
  server.on("request", onRequest);
  server.on("upgrade", (request, socket, head) => upgrade(options, request, socket, head));
  server.on("clientError", (error, socket) => answer(socket, statusOf(error)));
  return {
    accept: (socket) => takeOver(server, socket),
    drain() {
      draining = true;
      // Ends idle connections, and the watch over time-outs.
      server.close();
    },
  };
}

/**
 * Deno's node:http drops a connection after its first answer when its server does not listen
 * (denoland/deno#35609), and a server watches its time-outs from the moment in which it listens.
 */
function pretendListening(server: Server, isOpen: () => boolean): void {
  Object.defineProperty(server, "listening", { get: isOpen });
  server.emit("listening");
}

function takeOver(server: Server, socket: Socket): void {
  readTheStream(socket);
  server.emit("connection", socket);
  socket.resume();
}

/**
 * The server would read past the stream, from the handle itself: what was put back would come last of all, and what
 * comes behind an upgrade would reach a parser that has been given to another connection meanwhile.
 */
function readTheStream(
  socket: Socket & { readonly _handle?: { _consumed?: boolean } | null },
): void {
  if (socket._handle) socket._handle._consumed = true;
}

function serve(
  { onRequest, onError }: DeviceHttpOptions,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  try {
    onRequest(request, response);
  } catch (error) {
    onError(error);
    if (response.headersSent) response.destroy();
    else response.writeHead(500, { Connection: "close" }).end();
  }
}

function createBoundedServer(limits: DeviceHttpLimits): Server {
  return createServer({
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    maxHeaderSize: limits.maxHeaderBytes,
    // How often the two time-outs above are looked at; a fifth of the shorter, so that they are kept.
    connectionsCheckingInterval: Math.ceil(limits.headersTimeoutMs / 5),
  });
}

function upgrade(
  { onUpgrade, onError }: DeviceHttpOptions,
  request: IncomingMessage,
  socket: Duplex,
  head: Uint8Array,
): void {
  if (onUpgrade === undefined) return answer(socket, 404);
  try {
    onUpgrade(request, socket, head);
  } catch (error) {
    onError(error);
    answer(socket, 500);
  }
}

function answer(socket: Duplex, status: number): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`;
  // The peer may never read it, or go on sending: nothing more is wanted of it.
  socket.end(`${head}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}

function statusOf(error: Error): number {
  const code = "code" in error ? error.code : undefined;
  if (code === "HPE_HEADER_OVERFLOW") return 431;
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return 408;
  return 400;
}
