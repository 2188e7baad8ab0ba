import { Buffer } from "node:buffer";
import { connect, type Socket } from "node:net";

/** The most that a test looks at. */
const MAX_BYTES = 64 * 1_024 * 1_024;

/** Somebody who connects and reads, and knows nothing of video. */
export class BareViewer {
  /** How the link ended, from the other side. */
  readonly ended: Promise<"end" | "reset">;
  readonly #chunks: Uint8Array[] = [];
  readonly #waiting = new Set<() => void>();
  #received = 0;

  constructor(readonly socket: Socket) {
    this.ended = new Promise((resolve) => {
      socket.once("end", () => resolve("end"));
      socket.once("error", () => resolve("reset"));
      socket.once("close", (failed) => resolve(failed ? "reset" : "end"));
    });
    socket.on("data", (chunk: Uint8Array) => {
      this.#chunks.push(chunk);
      this.#received += chunk.length;
      if (this.#received > MAX_BYTES) socket.destroy();
      for (const look of [...this.#waiting]) look();
    });
  }

  get received(): number {
    return this.#received;
  }

  get bytes(): Uint8Array {
    return Buffer.concat(this.#chunks);
  }

  /** The bytes, one character each. */
  get text(): string {
    return Buffer.concat(this.#chunks).toString("latin1");
  }

  has(pattern: RegExp, timeoutMs: number): Promise<void> {
    return this.until(() => pattern.test(this.text), timeoutMs);
  }

  /** Looks after every chunk. Rejects after `timeoutMs`. */
  until(predicate: () => boolean, timeoutMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiting.delete(look);
      };
      const look = () => {
        if (!predicate()) return;
        done();
        resolve();
      };
      const timer = setTimeout(() => {
        done();
        reject(new Error(`not within ${timeoutMs} ms; ${this.#received} bytes came`));
      }, timeoutMs);
      this.#waiting.add(look);
      look();
    });
  }

  leave(): void {
    this.socket.destroy();
  }
}

/** Connects; rejects when nobody listens. */
export function watch(
  { address, port }: { readonly address: string; readonly port: number },
): Promise<BareViewer> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port });
    socket.once("error", reject);
    socket.once("connect", () => {
      socket.off("error", reject);
      socket.on("error", () => {});
      resolve(new BareViewer(socket));
    });
  });
}
