import type { Socket } from "node:net";
import type { Waits } from "../waits.ts";

/** How long the network may keep the second piece of a line. */
const SECOND_PIECE_MS = 20;

/** Writes lines to one socket, whole or in two pieces, in order. */
export class LineWriter {
  #rest: Uint8Array | undefined;

  /** @param whole called when the last byte of a line has been written */
  constructor(
    private readonly socket: Socket,
    private readonly waits: Waits,
    private readonly whole: () => void,
  ) {}

  /** @param cutAt bytes that leave now; all of them when left out */
  write(line: Uint8Array, cutAt = line.length): void {
    this.#flush();
    this.socket.write(line.subarray(0, cutAt));
    if (cutAt >= line.length) return this.whole();
    this.#rest = line.subarray(cutAt);
    this.waits.after(SECOND_PIECE_MS, () => this.#flush());
  }

  /** Writes what is left, and ends the connection. */
  end(): void {
    this.#flush();
    this.socket.end();
  }

  #flush(): void {
    if (this.#rest === undefined) return;
    this.socket.write(this.#rest);
    this.#rest = undefined;
    this.whole();
  }
}
