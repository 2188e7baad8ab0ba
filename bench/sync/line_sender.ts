import { Buffer } from "node:buffer";
import { connect, type Socket } from "node:net";
import { encodeReport } from "../../protocols/syncguard/encoder.ts";

/** A sync host that costs next to nothing: one socket, and lines that were made beforehand. */
export class LineSender {
  readonly claimedAddress: string;
  readonly connected: Promise<void>;
  #socket: Socket;
  #lines: readonly Uint8Array[];
  #digit = 2;

  constructor(port: number, index: number) {
    this.claimedAddress = `10.20.${index >> 8}.${index & 255}`;
    this.#lines = [0, 1, 2].map((digit) => encodeReport(this.claimedAddress, digit));
    this.#socket = connect({ host: "127.0.0.1", port, noDelay: true });
    this.#socket.on("error", () => {});
    this.connected = new Promise((resolve) => this.#socket.once("connect", () => resolve()));
  }

  get #line(): Uint8Array {
    return this.#lines[this.#digit] ?? new Uint8Array();
  }

  /** False while what was written before has not left yet. */
  get ready(): boolean {
    return !this.#socket.writableNeedDrain;
  }

  say(): void {
    this.#socket.write(this.#line);
  }

  /** Several lines that leave together. */
  sayMany(count: number): void {
    this.#socket.write(Buffer.concat(Array<Uint8Array>(count).fill(this.#line)));
  }

  /** Says another state than before. */
  change(): void {
    this.#digit = this.#digit === 2 ? 1 : 2;
    this.say();
  }

  close(): Promise<void> {
    if (this.#socket.closed) return Promise.resolve();
    return new Promise((resolve) => {
      this.#socket.once("close", () => resolve());
      this.#socket.end();
      this.#socket.resume();
    });
  }
}
