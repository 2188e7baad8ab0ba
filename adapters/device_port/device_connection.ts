import { Buffer } from "node:buffer";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import type { Arrivals } from "../arrivals.ts";
import type { DeviceAcceptors } from "./acceptors.ts";
import type { Protocol } from "./decide_protocol.ts";
import { readOpening } from "./opening.ts";
import type { Opening } from "./opening.ts";
import type { Problem, ProblemKind } from "./problems.ts";

/** What a connection needs of its port. */
export interface ConnectionPlace {
  readonly acceptors: DeviceAcceptors;
  readonly openingTimeoutMs: number;
  /** TLS handshakes of the port, by address. */
  readonly handshakes: Pick<Arrivals, "enter">;
  readonly peerAddress: string;
  readonly report: (problem: Problem) => void;
}

/**
 * One connection from its first byte until somebody takes it over. The opening time covers everything
 * before: silence, a first line in drops, the TLS handshake and the first bytes inside.
 */
export class DeviceConnection {
  readonly #raw: Socket;
  readonly #place: ConnectionPlace;
  readonly #timer: ReturnType<typeof setTimeout>;
  #opening: Opening;
  // The socket to talk on: the raw one, or the decrypted one around it.
  #socket: Socket;
  #stage: "opening" | "http" | "text" = "opening";
  readonly #openedAt = performance.now();
  /** Set while the TLS handshake waits its turn. */
  #turn: ReturnType<typeof setTimeout> | undefined;
  #left = false;

  constructor(socket: Socket, place: ConnectionPlace) {
    this.#raw = socket;
    this.#socket = socket;
    this.#place = place;
    this.#timer = setTimeout(() => this.#tooSlow(), place.openingTimeoutMs);
    this.#opening = readOpening(socket, (protocol) => this.#decided(protocol));
  }

  /** The port closes: HTTP, and text that is drained, finish by themselves; everything else goes now. */
  leave(): void {
    this.#left = true;
    if (this.#stage === "opening") this.destroy();
    const ended = this.#stage === "text" && this.#place.acceptors.drainText === undefined;
    if (ended) this.#socket.end();
  }

  destroy(): void {
    this.#socket.destroy();
    this.#raw.destroy();
  }

  /** To be called when the raw socket has closed. */
  closed(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#turn);
    if (this.#socket !== this.#raw) this.#socket.destroy();
    if (!this.#silent || this.#left) return;
    const openMs = Math.round(performance.now() - this.#openedAt);
    this.#place.acceptors.silent?.(this.#place.peerAddress, openMs);
  }

  /** Not one byte has come, nor any of a TLS handshake. */
  get #silent(): boolean {
    const untouched = this.#stage === "opening" && this.#socket === this.#raw;
    return untouched && this.#opening.seenBytes === 0;
  }

  #decided(protocol: Protocol): void {
    if (protocol === "tls") return this.#decrypt();
    const { http, text } = this.#place.acceptors;
    if (protocol === "http" && http !== undefined) {
      return this.#handOver("http", () => http(this.#socket));
    }
    if (protocol !== "http" && text !== undefined) {
      return this.#handOver("text", () => {
        text(this.#socket, protocol);
        this.#socket.resume();
      });
    }
    this.#refuse("noAcceptor", `nothing on this port speaks ${protocol}`);
  }

  #decrypt(): void {
    const { tls } = this.#place.acceptors;
    if (this.#socket !== this.#raw) return this.#refuse("tlsFailed", "TLS inside TLS");
    if (tls === undefined) {
      return this.#refuse("noAcceptor", "TLS was asked for, and no certificate is configured");
    }
    const waitMs = this.#place.handshakes.enter(this.#place.peerAddress);
    if (waitMs === 0) return this.#shakeHands(tls);
    // Nothing is taken from it meanwhile, so no more gathers than a stream buffers.
    this.#turn = setTimeout(() => this.#decrypt(), waitMs);
  }

  #shakeHands({ secureContext }: NonNullable<DeviceAcceptors["tls"]>): void {
    if (this.#raw.destroyed) return;
    joinBuffered(this.#raw);
    // From here on the raw socket belongs to the wrapper; resuming it would steal the wrapper's bytes.
    this.#socket = new TLSSocket(this.#raw, { isServer: true, secureContext });
    this.#socket.on("error", (error: Error) => this.#decryptFailed(error));
    this.#socket.once("close", () => this.#raw.destroy());
    this.#opening = readOpening(this.#socket, (protocol) => this.#decided(protocol));
  }

  #decryptFailed(error: Error): void {
    // A reset in the middle of a conversation is no refusal.
    if (this.#stage === "opening") this.#refuse("tlsFailed", error.message);
    else this.destroy();
  }

  #handOver(stage: "http" | "text", accept: () => void): void {
    clearTimeout(this.#timer);
    this.#stage = stage;
    try {
      accept();
    } catch (error) {
      this.#refuse("acceptorFailed", error instanceof Error ? error.message : String(error));
    }
  }

  #tooSlow(): void {
    const { openingTimeoutMs } = this.#place;
    if (this.#silent) return this.#refuse("silent", `not one byte within ${openingTimeoutMs} ms`);
    this.#refuse("slowOpening", `not enough to tell the protocol within ${openingTimeoutMs} ms`);
  }

  #refuse(kind: ProblemKind, detail: string): void {
    this.#opening.cancel();
    this.#place.report({ kind, peerAddress: this.#place.peerAddress, detail });
    this.destroy();
  }
}

/**
 * Makes one piece of what a socket has buffered. The TLS wrapper takes piece after piece, also when the first was no TLS
 * and has ended it; the next one would then end the program.
 */
function joinBuffered(socket: Socket): void {
  const pieces: Uint8Array[] = [];
  for (let piece = socket.read(); piece !== null; piece = socket.read()) pieces.push(piece);
  if (pieces.length > 0) socket.unshift(Buffer.concat(pieces));
}
