/**
 * Relay ports: a camera's pictures for viewers that know nothing but a host and a port, such as fielded V1 to V3.
 *
 * @example
 * ```ts
 * const port = await openRelay({
 *   host: "0.0.0.0",
 *   port: 8900,
 *   camera: { id: 1, name: "Stage left" },
 *   join: (viewer) => void camera.tell({ type: "viewerJoined", viewer }),
 *   leave: (viewerId) => void camera.tell({ type: "viewerLeft", viewerId }),
 *   onProblem: (kind, peerAddress, detail) => problems.report(kind, peerAddress, detail),
 * });
 * await port.close(1_000);
 * ```
 * @module
 */
import { createServer } from "node:net";
import type { OpenPort } from "../../actors/listener.ts";
import { listening } from "../listening.ts";
import type { PortTraffic } from "../port_traffic.ts";
import { Audience, type AudienceOptions } from "./audience.ts";

/** Where a lost viewer is looked for while there is nothing to send. */
const KEEP_ALIVE_AFTER_MS = 30_000;

/** What a relay port needs. */
export interface RelayOptions extends AudienceOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Counts what goes over the port. */
  readonly traffic?: PortTraffic | undefined;
}

/**
 * Opens a relay port. Rejects with the system's error (`code` `EADDRINUSE`, `EACCES`…) when it cannot be bound. The
 * port only frames what its camera hands to each viewer, so that the camera alone decides who is too slow.
 */
export async function openRelay(options: RelayOptions): Promise<OpenPort> {
  const server = createServer({
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_AFTER_MS,
  });
  const audience = new Audience(options);
  options.traffic?.watch(server);
  server.on("connection", (socket) => audience.welcome(socket));
  const bound = await listening(server, options);
  const failed = new Promise<Error>((resolve) => server.on("error", resolve));
  let closing: Promise<void> | undefined;
  const close = (deadlineMs: number) => {
    server.close();
    return audience.leave(deadlineMs);
  };
  return {
    host: options.host,
    port: bound.port,
    failed,
    close: (deadlineMs) => closing ??= close(deadlineMs),
  };
}
