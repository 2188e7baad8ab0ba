import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { isForeignOrigin, normalizePeerAddress } from "../../protocols/addresses.ts";
import type { LoadState } from "../../actors/load.ts";
import { Admission } from "../admission.ts";
import { ConnectionCounts, type ConnectionLimits } from "../connection_counts.ts";

/** An Engine.IO connection, which need not have joined a namespace. */
export interface EngineConnectionEvents {
  readonly remoteAddress: string;
  readonly request: IncomingMessage;
  once(event: "close", listener: () => void): void;
}

/** Handshakes at once: enough to keep the processor busy, few enough that each is over in a moment. */
const HANDSHAKES: Readonly<Record<LoadState, number>> = { normal: 128, busy: 128, overloaded: 8 };

const CLOSED = "the control host stops";

type Decide = (refusal: string | null, allowed: boolean) => void;

/**
 * Decides who may connect, and when. Clients wait five seconds for a connection to open, but only one for their
 * namespace afterwards, and start over when it comes late; so when a whole fleet arrives at once, the waiting has to
 * happen before the door, not behind it.
 */
export class Door {
  readonly #admission: Admission;
  readonly #counts: ConnectionCounts;
  /** What frees the place of a handshake, by the request it began with. */
  readonly #places = new WeakMap<IncomingMessage, () => void>();
  /** Sockets whose errors are heard. */
  readonly #heard = new WeakSet<Socket>();
  #closed = false;

  constructor(
    limits: ConnectionLimits,
    private readonly onRefusal: (peerAddress: string, reason: string) => void,
    load: () => LoadState,
  ) {
    this.#counts = new ConnectionCounts(limits);
    this.#admission = new Admission(() => HANDSHAKES[load()]);
  }

  /** A request for Socket.IO. One of a known session goes through; a new one waits for its turn. */
  knock(request: IncomingMessage, decide: Decide): void {
    // Python's WebSocket library sends the server's own address as Origin, so only others are refused.
    if (isForeignOrigin(request.headers.origin, request.headers.host)) {
      return this.#refuse(request, "a web page of another origin", decide);
    }
    if (/[?&]sid=/.test(request.url ?? "")) return decide(null, true);
    if (this.#closed) return decide(CLOSED, false);
    // Kept, as the request may have none any more when its turn comes.
    const { socket } = request;
    this.#listenToErrors(socket);
    this.#admission.enter((done) => {
      if (this.#closed) {
        done();
        return decide(CLOSED, false);
      }
      const refusal = this.#counts.refusalOf(addressOf(request));
      if (refusal !== null || socket.destroyed) {
        done();
        return this.#refuse(request, refusal?.detail ?? "gone before it was let in", decide);
      }
      this.#places.set(request, done);
      decide(null, true);
    });
  }

  /** An upgrade has left the HTTP server behind, which would have listened. Polls may come over one socket for hours. */
  #listenToErrors(socket: Socket): void {
    if (this.#heard.has(socket)) return;
    this.#heard.add(socket);
    socket.on("error", () => {});
  }

  /**
   * Nobody is let in any more, nor those who wait: a fleet that is sent away comes back within a second, and whoever is
   * let in then is sent away again.
   */
  close(): void {
    this.#closed = true;
  }

  /** A transport has opened. False: it must go, for those who were let in beside it have taken the last places. */
  opened(conn: EngineConnectionEvents): boolean {
    const address = normalizePeerAddress(conn.remoteAddress);
    conn.once("close", () => this.joined(conn.request));
    const refusal = this.#counts.enter(address);
    if (refusal !== null) {
      this.onRefusal(address, refusal.detail);
      return false;
    }
    conn.once("close", () => this.#counts.leave(address));
    return true;
  }

  /** A connection has joined its namespace, or has gone: the next may come in. */
  joined(request: IncomingMessage): void {
    this.#places.get(request)?.();
    this.#places.delete(request);
  }

  #refuse(request: IncomingMessage, reason: string, decide: Decide): void {
    this.onRefusal(addressOf(request), reason);
    decide(reason, false);
  }
}

function addressOf(request: IncomingMessage): string {
  return normalizePeerAddress(request.socket.remoteAddress);
}
