import type { Server, Socket } from "node:net";

/** Bytes on their way to one peer after which it has to read them; video and events keep less waiting. */
const MAX_UNREAD_BYTES = 4 * 1_048_576;
/** Between two looks: who has taken nothing in between is cut off. */
const LOOK_MS = 15_000;

/**
 * Cuts off peers that do not read. Answers wait in memory until they are taken, and a peer may ask for as many as it
 * likes on one connection.
 */
export class UnreadWatch {
  /** With the bytes that had left for it at the last look. */
  readonly #left = new Map<Socket, number>();
  readonly #cut: (peer: Socket, unreadBytes: number) => void;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** @param cut told of each that is cut off */
  constructor(cut: (peer: Socket, unreadBytes: number) => void) {
    this.#cut = cut;
  }

  /** Follows a server until it is closed; to be called before it listens. */
  watch(server: Server): void {
    server.on("connection", (socket) => {
      this.#left.set(socket, 0);
      socket.once("close", () => this.#left.delete(socket));
    });
    this.#timer = setInterval(() => this.look(), LOOK_MS);
    server.once("close", () => clearInterval(this.#timer));
  }

  /** One look at all connections; some microseconds for each. */
  look(): void {
    for (const [socket, leftBefore] of this.#left) {
      const unread = socket.writableLength;
      const left = socket.bytesWritten - unread;
      this.#left.set(socket, left);
      if (unread <= MAX_UNREAD_BYTES || left !== leftBefore) continue;
      this.#cut(socket, unread);
      socket.destroy();
    }
  }
}
