import { Buffer } from "node:buffer";
import { once } from "node:events";
import { connect, type Socket } from "node:net";

/**
 * A viewer that reads as fielded V1 to V3 do: it connects, says nothing, reads a length of four bytes, big endian, and
 * then so many bytes; zero is skipped.
 */
export class FieldedViewer {
  /** Resolves when the connection is gone, however. */
  readonly ended: Promise<void>;
  readonly #socket: Socket;
  readonly #frames: Uint8Array[] = [];
  readonly #watchers = new Set<() => void>();
  #rest: Buffer = Buffer.alloc(0);
  #keepAlives = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.ended = new Promise((resolve) => socket.once("close", () => resolve()));
    socket.on("data", (chunk: Buffer) => this.#receive(chunk));
  }

  static async dial(port: number, localAddress = "127.0.0.1"): Promise<FieldedViewer> {
    const socket = connect({ port, host: "127.0.0.1", localAddress });
    await once(socket, "connect");
    socket.on("error", () => {});
    return new FieldedViewer(socket);
  }

  /** All frames so far, once there are so many. */
  async frames(count: number): Promise<readonly Uint8Array[]> {
    await this.#until(() => this.#frames.length >= count);
    return this.#frames;
  }

  keepAlives(count: number): Promise<void> {
    return this.#until(() => this.#keepAlives >= count);
  }

  /** Reads nothing more. */
  pause(): void {
    this.#socket.pause();
  }

  say(bytes: Uint8Array): void {
    this.#socket.write(bytes);
  }

  leave(): void {
    this.#socket.destroy();
  }

  reset(): void {
    this.#socket.resetAndDestroy();
  }

  #receive(chunk: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    while (this.#rest.length >= 4) {
      const length = this.#rest.readUInt32BE(0);
      if (this.#rest.length < 4 + length) break;
      if (length === 0) this.#keepAlives++;
      else this.#frames.push(Uint8Array.from(this.#rest.subarray(4, 4 + length)));
      this.#rest = this.#rest.subarray(4 + length);
    }
    for (const watch of this.#watchers) watch();
  }

  #until(come: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const watch = () => {
        if (!come()) return;
        this.#watchers.delete(watch);
        resolve();
      };
      this.#watchers.add(watch);
      watch();
    });
  }
}
