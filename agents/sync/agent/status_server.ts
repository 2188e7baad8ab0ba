import { createServer, type Server, type Socket } from "node:net";
import { SyncDecoder } from "../../../protocols/syncguard/decoder.ts";
import { encodeStatusAnswer } from "../../../protocols/syncguard/encoder.ts";
import type { AgentLog } from "../../agent_log.ts";
import { boundPort, listenAt } from "../../listening.ts";

/** How questions are answered. */
export interface StatusServerOptions {
  readonly address: string;
  /** 0: any free one. */
  readonly port: number;
  /** Whether the card is locked, now. */
  readonly locked: () => boolean;
  readonly log: AgentLog;
  /** Default: {@link IDLE_MS}. */
  readonly idleMs?: number;
}

/** Several programs of every machine in a hall. */
const MAX_PEERS = 128;
/** The guide's programs ask every 5 to 10 s; one that is silent for so long is gone without a word. */
const IDLE_MS = 300_000;
/** Many answers: whoever takes none of them is not waiting for any. */
const MAX_UNSENT_BYTES = 4_096;

/**
 * Answers `GET_STATUS` with `Synced` or `Free`, as often as somebody asks over one connection. Source: SyncGuard
 * guide, "요청-응답 방식" and "연결 방법".
 */
export class StatusServer {
  /** Questions answered, since the beginning. */
  answers = 0;
  readonly #options: StatusServerOptions;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;

  constructor(options: StatusServerOptions) {
    this.#options = options;
    this.#server = createServer({ noDelay: true }, (socket) => this.#welcome(socket));
  }

  /** The bound one. */
  get port(): number {
    return boundPort(this.#server);
  }

  /** Rejects, with the system's `code`, when the port cannot be had. */
  async listen(): Promise<void> {
    const { address, port, log } = this.#options;
    await listenAt(this.#server, address, port);
    this.#server.on("error", (cause) => log("warn", `nobody could be accepted: ${cause.message}`));
  }

  async close(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #welcome(socket: Socket): void {
    socket.on("error", () => {});
    if (this.#sockets.size >= MAX_PEERS) return void socket.destroy();
    this.#sockets.add(socket);
    const decoder = new SyncDecoder();
    socket.setTimeout(this.#options.idleMs ?? IDLE_MS, () => socket.destroy());
    socket.once("close", () => this.#sockets.delete(socket));
    socket.on("data", (chunk: Uint8Array) => {
      for (const { type } of decoder.decode(chunk)) {
        if (type === "statusRequested") this.#answer(socket);
      }
    });
  }

  #answer(socket: Socket): void {
    if (socket.writableLength > MAX_UNSENT_BYTES) return void socket.destroy();
    socket.write(encodeStatusAnswer(this.#options.locked()));
    this.answers++;
  }
}
