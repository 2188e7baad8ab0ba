import { createServer, type Server, type Socket } from "node:net";
import { SyncDecoder } from "../../protocols/syncguard/decoder.ts";
import { encodeStatusAnswer } from "../../protocols/syncguard/encoder.ts";

/** What a server does instead of its answer. */
export type GuideServerFault = "mute" | "half" | "garbage" | "hangUp";

/** A SyncGuard as the guide describes it: it listens, and answers `GET_STATUS`. */
export interface GuideServer {
  readonly port: number;
  /** What it answers: `Synced` or `Free`. */
  locked: boolean;
  /** How it misbehaves from now on; undefined when it does not. */
  fault: GuideServerFault | undefined;
  /** Connections since the beginning. */
  readonly connects: number;
  /** Questions heard since the beginning. */
  readonly questions: number;
  stop(): Promise<void>;
}

const HALF = new TextEncoder().encode("Syn");
const GARBAGE = new TextEncoder().encode("NVIDIA Quadro Sync II\r\n");

/**
 * Starts build G, the one that nobody has shipped and every program is written against. Source: SyncGuard guide,
 * "요청-응답 방식".
 *
 * @param port 0: any free one
 */
export async function startGuideServer(port = 0, address = "127.0.0.1"): Promise<GuideServer> {
  const player = new GuideServerPlayer();
  await player.listen(port, address);
  return player;
}

class GuideServerPlayer implements GuideServer {
  locked = false;
  fault: GuideServerFault | undefined;
  connects = 0;
  questions = 0;
  readonly #server: Server = createServer((socket) => this.#welcome(socket));
  readonly #sockets = new Set<Socket>();

  get port(): number {
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  listen(port: number, address: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, address, resolve);
    });
  }

  stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #welcome(socket: Socket): void {
    this.connects++;
    this.#sockets.add(socket);
    const decoder = new SyncDecoder();
    socket.on("error", () => {});
    socket.once("close", () => this.#sockets.delete(socket));
    socket.on("data", (chunk: Uint8Array) => {
      for (const { type } of decoder.decode(chunk)) {
        if (type === "statusRequested") this.#answer(socket);
      }
    });
  }

  #answer(socket: Socket): void {
    this.questions++;
    switch (this.fault) {
      case "mute":
        return;
      case "half":
        return void socket.write(HALF);
      case "garbage":
        return void socket.write(GARBAGE);
      case "hangUp":
        return void socket.end();
      default:
        socket.write(encodeStatusAnswer(this.locked));
    }
  }
}
