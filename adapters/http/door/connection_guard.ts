import type { Server } from "node:http";
import type { Socket } from "node:net";
import { normalizePeerAddress } from "../../../protocols/addresses.ts";
import { ConnectionCounts, type ConnectionLimits } from "../../connection_counts.ts";
import type { Quarantine } from "../../quarantine.ts";
import { RefusedSockets } from "../../refused_sockets.ts";
import { UnreadWatch } from "./unread_watch.ts";

/** Told of each connection that is refused or cut off; whoever listens decides how often to speak of it. */
export type OnConnectionProblem = (kind: string, peerAddress: string, detail: string) => void;

/** Bounds who may connect to a server, and cuts off who does not read or asks without waiting for answers. */
export class ConnectionGuard {
  readonly #counts: ConnectionCounts;
  readonly #quarantine: Quarantine;
  readonly #onProblem: OnConnectionProblem;
  readonly #refused = new RefusedSockets();
  /** Connections that speak HTTP, by address; those of displays have left it behind. */
  readonly #speaking = new Map<string, Set<Socket>>();

  constructor(
    limits: ConnectionLimits,
    quarantine: Quarantine,
    onProblem: OnConnectionProblem = () => {},
  ) {
    this.#quarantine = quarantine;
    this.#counts = new ConnectionCounts(limits);
    this.#onProblem = onProblem;
  }

  /** Follows a server until it is closed; to be called before it listens. */
  watch(server: Server): void {
    server.on("connection", (socket) => this.#arrived(socket));
    server.on("upgrade", ({ socket }) => this.#speaking.get(addressOf(socket))?.delete(socket));
    const unread = new UnreadWatch((socket, bytes) => {
      this.#onProblem("slowReader", addressOf(socket), `${bytes} bytes wait to be read`);
    });
    unread.watch(server);
  }

  /** The server is to close. */
  close(): void {
    this.#refused.close();
  }

  /** The connection asks without waiting for answers. */
  pipelined(socket: Socket): void {
    const address = addressOf(socket);
    this.#quarantine.offended(address);
    this.#onProblem("pipelining", address, "asks without waiting for answers");
    for (const speaking of this.#speaking.get(address) ?? []) speaking.destroy();
  }

  #arrived(socket: Socket): void {
    const address = addressOf(socket);
    if (this.#quarantine.holds(address)) {
      return this.#refuse(socket, "quarantine", address, "has misused its connections");
    }
    const refusal = this.#counts.enter(address);
    if (refusal !== null) return this.#refuse(socket, refusal.kind, address, refusal.detail);
    const speaking = this.#speaking.get(address) ?? new Set();
    this.#speaking.set(address, speaking.add(socket));
    socket.once("close", () => {
      this.#counts.leave(address);
      speaking.delete(socket);
      if (speaking.size === 0 && this.#speaking.get(address) === speaking) {
        this.#speaking.delete(address);
      }
    });
  }

  #refuse(socket: Socket, ...told: Parameters<OnConnectionProblem>): void {
    this.#refused.take(socket);
    this.#onProblem(...told);
  }
}

function addressOf(socket: Socket): string {
  return normalizePeerAddress(socket.remoteAddress);
}
