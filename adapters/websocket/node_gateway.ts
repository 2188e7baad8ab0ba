/**
 * The WebSocket side of the node hosts: on any path, plain or inside TLS, without compression or subprotocol,
 * because fielded clients give up a handshake that offers either.
 *
 * @module
 */
import type { Buffer } from "node:buffer";
import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
// @ts-types="@types/ws"
import { type WebSocket, WebSocketServer } from "ws";
import { SYSTEM_CLOCK } from "../../actors/kernel/mod.ts";
import type { ActorRef, Clock } from "../../actors/kernel/mod.ts";
import type { LoadState } from "../../actors/load.ts";
import type { RegisterNode } from "../../actors/nodes/messages.ts";
import { isForeignOrigin, normalizePeerAddress } from "../../protocols/addresses.ts";
import { MAX_FRAME_BYTES } from "../../protocols/mserver/decoder.ts";
import { readToken } from "../../protocols/mserver/device_token.ts";
import { AddressPaces } from "../address_paces.ts";
import { Pace } from "../pace.ts";
import { readInSmallBites } from "../small_bites.ts";
import type { NodeAdmission, NodeAuthenticator, NodeClaim } from "./authenticator.ts";
import { CLOSE } from "./close_codes.ts";
import { DEFAULT_LIMITS, type NodeGatewayLimits, SWEEP_MS } from "./limits.ts";
import { NodeSession, type SessionHost } from "./node_session.ts";
import { UnfinishedFrames } from "./unfinished_frames.ts";

/** How the node side is set up. */
export interface NodeGatewayOptions {
  readonly nodes: ActorRef<RegisterNode>;
  readonly authenticator: NodeAuthenticator;
  readonly onProblem: SessionHost["onProblem"];
  readonly limits?: Partial<NodeGatewayLimits> | undefined;
  /** Default: the host's. */
  readonly clock?: Clock;
  /** How much there is to do; default: never too much. */
  readonly load?: (() => LoadState) | undefined;
  /** Called for each frame of a client. */
  readonly onMessage?: (() => void) | undefined;
}

/** The node side of the control host. */
export interface NodeGateway {
  /** Takes over an HTTP connection that asks for an upgrade. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Uint8Array): void;
  /** Clients connected now. */
  connections(): number;
  /** Takes nobody in any more, and says goodbye (1001) to everybody; cuts who does not answer in time. */
  shutDown(): Promise<void>;
}

/** Connections of one address that may send at their full rate; some hundred hosts send a fifth of that. */
const CONNECTIONS_AT_FULL_RATE = 10;
/** Time for the farewell to be answered; a client in the middle of a command does not answer. */
const FAREWELL_MS = 1_000;
/** How long a client may take to answer our close; its own library waits as long for ours. */
const CLOSE_TIMEOUT_MS = 5_000;

/** A constant of its own, because the library's types do not know `closeTimeout`. */
const SOCKET_OPTIONS = {
  noServer: true,
  clientTracking: false,
  perMessageDeflate: false,
  handleProtocols: (): false => false,
  maxPayload: MAX_FRAME_BYTES,
  closeTimeout: CLOSE_TIMEOUT_MS,
};

/** Opens the WebSocket side; sockets are handed to it through `upgrade`. */
export function createNodeGateway(options: NodeGatewayOptions): NodeGateway {
  return new Gateway(options);
}

class Gateway implements NodeGateway {
  readonly #host: SessionHost;
  readonly #authenticator: NodeAuthenticator;
  readonly #onMessage: () => void;
  readonly #sessions = new Map<NodeSession, WebSocket>();
  readonly #paces: AddressPaces;
  readonly #unfinished = new UnfinishedFrames();
  readonly #server = new WebSocketServer(SOCKET_OPTIONS);
  #sweep: unknown;
  #stopping = false;
  #allGone: (() => void) | undefined;

  constructor({ authenticator, limits, clock, onMessage, ...host }: NodeGatewayOptions) {
    this.#authenticator = authenticator;
    this.#onMessage = onMessage ?? (() => {});
    this.#host = {
      nodes: host.nodes,
      onProblem: host.onProblem,
      clock: clock ?? SYSTEM_CLOCK,
      limits: { ...DEFAULT_LIMITS, ...limits },
      load: host.load ?? (() => "normal"),
    };
    const { framesPerSecond, frameBurst } = this.#host.limits;
    this.#paces = new AddressPaces(() =>
      new Pace(CONNECTIONS_AT_FULL_RATE * framesPerSecond, CONNECTIONS_AT_FULL_RATE * frameBurst)
    );
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Uint8Array): void {
    // An upgrade has left the HTTP server behind, which would have listened.
    socket.on("error", () => {});
    readInSmallBites(socket);
    void this.#admit(request).then((admission) => {
      if (!admission.admitted) {
        const { status, reason } = admission;
        this.#host.onProblem("connectionRefused", addressOf(request), reason);
        return refuse(socket, status);
      }
      this.#server.handleUpgrade(request, socket, head as Buffer, (opened) => {
        this.#welcome(opened, request, socket, admission.account);
      });
    });
  }

  connections(): number {
    return this.#sessions.size;
  }

  async shutDown(): Promise<void> {
    this.#stopping = true;
    if (this.#sessions.size === 0) return;
    const gone = new Promise<void>((resolve) => this.#allGone = resolve);
    for (const session of this.#sessions.keys()) {
      session.close(CLOSE.goingAway, "the control host stops");
    }
    const timer = this.#host.clock.setTimer(FAREWELL_MS, () => {
      for (const socket of this.#sessions.values()) socket.terminate();
    });
    await gone;
    this.#host.clock.clearTimer(timer);
  }

  async #admit(request: IncomingMessage): Promise<NodeAdmission> {
    const { origin, host } = request.headers;
    if (this.#stopping) return { admitted: false, status: 503, reason: "the control host stops" };
    if (isForeignOrigin(origin, host)) {
      return { admitted: false, status: 403, reason: "a web page of another origin" };
    }
    return await this.#authenticator.admit(claimOf(request)).catch((error: unknown) => {
      const told = error instanceof Error ? error.message : String(error);
      return { admitted: false, status: 503, reason: `its token cannot be checked: ${told}` };
    });
  }

  #welcome(
    socket: WebSocket,
    request: IncomingMessage,
    wire: Duplex,
    account: string | null,
  ): void {
    const claim = claimOf(request);
    const { peerAddress } = claim;
    const secure = "encrypted" in request.socket && request.socket.encrypted === true;
    const bind = (serverId: string) => this.#authenticator.bind(claim, serverId);
    const pace = this.#paces.enter(peerAddress, wire);
    const peer = { wire, peerAddress, secure, pace, account, bind };
    const session = new NodeSession(socket, peer, this.#host);
    this.#sessions.set(session, socket);
    this.#sweep ??= this.#sweepLater();
    const whole = this.#unfinished.follow(wire, (bytes) => {
      const detail = `${bytes} bytes of a frame, and too many of others`;
      this.#host.onProblem("tooMuchUnfinished", peerAddress, detail);
      socket.terminate();
    });
    socket.on("message", (data: Buffer) => {
      whole();
      this.#onMessage();
      session.receive({ data });
    });
    socket.on("ping", () => session.alive());
    socket.on("pong", () => session.alive());
    // A frame that breaks the WebSocket protocol: the library closes with the code that it deserves.
    socket.on("error", (error) => this.#host.onProblem("badFrame", peerAddress, error.message));
    socket.on("close", (code) => this.#gone(session, code));
  }

  #gone(session: NodeSession, code: number): void {
    session.closed(code);
    this.#sessions.delete(session);
    if (this.#sessions.size > 0) return;
    this.#host.clock.clearTimer(this.#sweep);
    this.#sweep = undefined;
    this.#allGone?.();
  }

  #sweepLater(): unknown {
    return this.#host.clock.setTimer(SWEEP_MS, () => {
      const now = this.#host.clock.monotonicMs();
      for (const session of this.#sessions.keys()) session.lookForSilence(now);
      this.#sweep = this.#sessions.size > 0 ? this.#sweepLater() : undefined;
    });
  }
}

function claimOf(request: IncomingMessage): NodeClaim {
  const token = readToken(request.headers.authorization);
  return { token, peerAddress: addressOf(request) };
}

function addressOf({ socket }: IncomingMessage): string {
  return normalizePeerAddress(socket.remoteAddress);
}

function refuse(socket: Duplex, status: number): void {
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`;
  socket.end(`${head}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}
