import type { Socket } from "node:net";

/** How long a refused connection is left lying. */
const HELD_MS = 1_000;
/** Refused connections that lie about, some kB each; more are cut at once. */
const MAX_HELD = 1_000;

/**
 * Connections that are refused. They are left unread for a second before they are cut: whoever dials again as soon as
 * he is cut would otherwise keep us busy with nothing but accepting him.
 */
export class RefusedSockets {
  readonly #held = new Map<Socket, ReturnType<typeof setTimeout>>();

  /** Takes a connection that nobody else has read of. */
  take(socket: Socket): void {
    // An error without a listener would end the process.
    socket.on("error", () => {});
    if (this.#held.size >= MAX_HELD) return void socket.destroy();
    socket.pause();
    this.#held.set(socket, setTimeout(() => socket.destroy(), HELD_MS));
    socket.once("close", () => {
      clearTimeout(this.#held.get(socket));
      this.#held.delete(socket);
    });
  }

  /** Cuts those that are left, which would keep the port from closing. */
  close(): void {
    for (const socket of [...this.#held.keys()]) socket.destroy();
  }
}
