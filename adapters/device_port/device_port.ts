/**
 * One listening socket for everything that devices speak: a look at the first bytes tells HTTP, TLS and
 * text lines apart, for two kinds of fielded devices come to the same port by default.
 *
 * @module
 */
import { createServer } from "node:net";
import type { Socket } from "node:net";
import { normalizePeerAddress } from "../../protocols/addresses.ts";
import type { LoadState } from "../../actors/load.ts";
import { Admission } from "../admission.ts";
import { Arrivals } from "../arrivals.ts";
import { ConnectionCounts } from "../connection_counts.ts";
import type { Quarantine } from "../quarantine.ts";
import { RefusedSockets } from "../refused_sockets.ts";
import { listening } from "../listening.ts";
import type { PortTraffic } from "../port_traffic.ts";
import type { DeviceAcceptors } from "./acceptors.ts";
import { DeviceConnection } from "./device_connection.ts";
import { DEFAULT_LIMITS, OPENINGS } from "./limits.ts";
import type { DevicePortLimits } from "./limits.ts";
import type { Problem } from "./problems.ts";

/** What a device port needs. */
export interface DevicePortOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly acceptors: DeviceAcceptors;
  readonly limits?: Partial<DevicePortLimits>;
  /** Told of every refusal; whoever listens decides how often to speak of it. */
  readonly onProblem: (problem: Problem) => void;
  /** Counts what goes over the port. */
  readonly traffic?: PortTraffic | undefined;
  /** Whose connections are refused. */
  readonly quarantine?: Pick<Quarantine, "holds"> | undefined;
  /** How much there is to do: connections come in slower when it is too much. Default: never too much. */
  readonly load?: (() => LoadState) | undefined;
}

/** A port that is open. */
export interface DevicePort {
  readonly address: { readonly host: string; readonly port: number };
  /** Settles when the listening socket fails later on; never, when it does not. */
  readonly failed: Promise<Error>;
  /**
   * Accepts nothing more, closes what is undecided, ends text lines, lets HTTP finish what it answers, and
   * destroys what is left after the deadline. Settles when no connection is open.
   */
  close(options: { readonly deadlineMs: number }): Promise<void>;
}

/**
 * Opens the port. Rejects with the system's error (`code` `EADDRINUSE`, `EACCES`…) when it cannot be bound.
 *
 * @example
 * ```ts
 * const port = await openDevicePort({
 *   host: "127.0.0.1",
 *   port: 0,
 *   acceptors: { text: (socket) => socket.end("hello\n") },
 *   onProblem: (problem) => report(problem),
 * });
 * await port.close({ deadlineMs: 1_000 });
 * ```
 */
export async function openDevicePort(options: DevicePortOptions): Promise<DevicePort> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const guests = new Guests({ ...options, limits });
  // Half-open, because HTTP and status queries may send their last byte before they read the answer.
  const server = createServer({ allowHalfOpen: true, noDelay: true });
  options.traffic?.watch(server);
  server.on("connection", (socket) => guests.welcome(socket));
  const address = await listening(server, options);
  const failed = new Promise<Error>((resolve) => server.on("error", resolve));
  const close = async (deadlineMs: number) => {
    server.close();
    await guests.leave(deadlineMs);
  };
  let closing: Promise<void> | undefined;
  return {
    address,
    failed,
    close: ({ deadlineMs }) => closing ??= close(deadlineMs),
  };
}

type GuestRules = Pick<DevicePortOptions, "acceptors" | "onProblem" | "quarantine" | "load"> & {
  readonly limits: DevicePortLimits;
};

/** The open connections of one port. */
class Guests {
  readonly #acceptors: DeviceAcceptors;
  readonly #limits: DevicePortLimits;
  readonly #report: (problem: Problem) => void;
  readonly #counts: ConnectionCounts;
  readonly #quarantine: GuestRules["quarantine"];
  readonly #load: () => LoadState;
  /** Those that wait to be let in, while there is too much to do. */
  readonly #admission: Admission;
  readonly #waiting = new Set<Socket>();
  readonly #refused = new RefusedSockets();
  readonly #connections = new Set<DeviceConnection>();
  readonly #handshakes: Arrivals;
  #allGone: (() => void) | undefined;
  #leaving = false;

  constructor({ acceptors, limits, onProblem, quarantine, load = () => "normal" }: GuestRules) {
    this.#quarantine = quarantine;
    this.#acceptors = acceptors;
    this.#limits = limits;
    this.#report = onProblem;
    this.#counts = new ConnectionCounts(limits);
    this.#handshakes = new Arrivals(limits.handshakes);
    this.#load = load;
    this.#admission = new Admission(() => OPENINGS[load()]);
  }

  welcome(socket: Socket): void {
    // First of all: an error without a listener would end the process.
    socket.on("error", () => {});
    const peerAddress = normalizePeerAddress(socket.remoteAddress);
    const refusal = this.#quarantine?.holds(peerAddress)
      ? { kind: "quarantine", peerAddress, detail: "it has misused its connections" } as const
      : this.#counts.enter(peerAddress);
    if (refusal !== null) {
      this.#refused.take(socket);
      return this.#report(refusal);
    }
    socket.once("close", () => this.#left(peerAddress));
    // Accepted in the moment in which the port closed.
    if (this.#leaving) return void socket.destroy();
    if (this.#load() !== "overloaded") return this.#open(socket, peerAddress);
    this.#waiting.add(socket);
    this.#admission.enter(() => {
      this.#waiting.delete(socket);
      if (!socket.destroyed) this.#open(socket, peerAddress);
    });
  }

  #open(socket: Socket, peerAddress: string): void {
    const connection = new DeviceConnection(socket, {
      acceptors: this.#acceptors,
      openingTimeoutMs: this.#limits.openingTimeoutMs,
      handshakes: this.#handshakes,
      peerAddress,
      report: this.#report,
    });
    this.#connections.add(connection);
    socket.once("close", () => {
      connection.closed();
      this.#connections.delete(connection);
    });
  }

  async leave(deadlineMs: number): Promise<void> {
    this.#leaving = true;
    this.#acceptors.drain?.();
    this.#acceptors.drainText?.();
    this.#refused.close();
    for (const socket of this.#waiting) socket.destroy();
    for (const connection of this.#connections) connection.leave();
    if (this.#counts.total === 0) return;
    const gone = new Promise<void>((resolve) => this.#allGone = resolve);
    const timer = setTimeout(() => {
      for (const connection of this.#connections) connection.destroy();
    }, deadlineMs);
    await gone;
    clearTimeout(timer);
  }

  #left(peerAddress: string): void {
    this.#counts.leave(peerAddress);
    if (this.#counts.total === 0) this.#allGone?.();
  }
}
