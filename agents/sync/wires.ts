import { connect, type Socket } from "node:net";
import type { SyncTarget } from "./scripted_sync_host.ts";

/** What becomes of one connect: exactly one of these is called. */
export interface WireEvents {
  connected(socket: Socket): void;
  failed?(): void;
}

/** The sockets of one host, so that a stop leaves none behind. */
export class Wires {
  /** Connects that are under way. */
  dialling = 0;
  readonly #open = new Set<Socket>();

  constructor(private readonly target: SyncTarget) {}

  dial(events: WireEvents): void {
    const { address, port } = this.target;
    const socket: Socket = connect({ host: address, port, noDelay: true });
    let made = false;
    this.#open.add(socket);
    this.dialling++;
    socket.on("error", () => {});
    socket.once("connect", () => {
      if (!this.#open.has(socket)) return;
      made = true;
      this.dialling--;
      events.connected(socket);
    });
    socket.once("close", () => {
      // Those that were cut by `cutAll` are not missed.
      if (!this.#open.delete(socket)) return;
      if (made) return;
      this.dialling--;
      events.failed?.();
    });
    // Fielded builds never read; what comes is let go here, so that an end is seen.
    socket.resume();
  }

  cutAll(): void {
    const sockets = [...this.#open];
    this.#open.clear();
    this.dialling = 0;
    for (const socket of sockets) socket.destroy();
  }
}
