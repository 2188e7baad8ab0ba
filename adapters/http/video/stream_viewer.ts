import { Buffer } from "node:buffer";
import type { Viewer, ViewerUnit } from "../../../actors/cameras/link.ts";
import type { Packing } from "./packings.ts";

/** The connection below an answer. */
export interface NodeConnection {
  readonly writableLength: number;
  write(bytes: Uint8Array): boolean;
  end(): unknown;
}

/** Node's answer to a request, as far as a stream begins it and looks after it. */
export interface NodeAnswer {
  readonly destroyed: boolean;
  /** Null once the peer has gone. */
  readonly socket: NodeConnection | null;
  removeHeader(name: string): void;
  writeHead(status: number, headers: Readonly<Record<string, string>>): unknown;
  flushHeaders(): void;
  destroy(): unknown;
  once(event: "close", listener: () => void): unknown;
}

/** A second of the fastest camera. */
const FAR_BEHIND_BYTES = 1024 * 1024;

/** The stream was over before it began, and why. */
export class NothingToSee extends Error {
  override readonly name = "NothingToSee";
}

/**
 * A viewer at the other end of an HTTP answer. Video is written straight to the connection: a web stream in between
 * would cost more than the video itself, and hide how much the peer has not taken; node's answer would hold each
 * piece back for a turn. The answer begins with the first
 * unit, so that until then a problem can be told instead.
 */
export class StreamViewer implements Viewer {
  readonly id = crypto.randomUUID();
  readonly letsGo = true;
  readonly peerAddress: string;
  readonly #packing: Packing;
  readonly #answer: NodeAnswer;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #begun = Promise.withResolvers<void>();
  #state: "waiting" | "running" | "over" = "waiting";
  /** Set once the answer has begun. */
  #connection: NodeConnection | undefined;

  constructor(
    packing: Packing,
    answer: NodeAnswer,
    peerAddress: string,
    headers: Readonly<Record<string, string>>,
  ) {
    this.#packing = packing;
    this.#answer = answer;
    this.peerAddress = peerAddress;
    this.#headers = headers;
    // Whoever asked may have gone before it waits for the first unit.
    this.#begun.promise.catch(() => {});
  }

  get kind() {
    return this.#packing.kind;
  }

  get takes() {
    return this.#packing.takes;
  }

  get codecs() {
    return this.#packing.codecs;
  }

  get isOver(): boolean {
    return this.#state === "over";
  }

  get queuedBytes(): number {
    return this.#connection?.writableLength ?? 0;
  }

  /** Resolves with the first unit; rejects with {@link NothingToSee} when none comes within `timeoutMs`. */
  async begun(timeoutMs: number): Promise<void> {
    const timer = setTimeout(() => this.end("No picture came in time."), timeoutMs);
    await this.#begun.promise.finally(() => clearTimeout(timer));
  }

  show(unit: ViewerUnit): void {
    if (this.#state === "over") return;
    const parts = this.#packing.pack(unit);
    if (parts === null) return this.end("The camera's pictures have changed.");
    if (this.#state === "waiting" && parts.length > 0) this.#begin();
    for (const part of parts) this.#connection?.write(bufferOf(part));
  }

  keepAlive(): void {}

  end(reason: string): void {
    if (this.#state === "waiting") this.#begun.reject(new NothingToSee(reason));
    if (this.#state === "running") this.#finish();
    this.#state = "over";
  }

  /** Cuts the connection without waiting for it to take what is queued. */
  drop(reason: string): void {
    this.end(reason);
    this.#answer.destroy();
  }

  /** Who is far behind would never come to the end. */
  #finish(): void {
    if (this.queuedBytes > FAR_BEHIND_BYTES) this.#answer.destroy();
    else this.#connection?.end();
  }

  #begin(): void {
    this.#state = "running";
    // Without a length or chunks the end of the stream is the end of the connection (RFC 9112, section 6.3): three
    // writes fewer for each piece of video.
    this.#answer.removeHeader("Transfer-Encoding");
    this.#answer.writeHead(200, { ...this.#headers, Connection: "close" });
    this.#answer.flushHeaders();
    this.#connection = this.#answer.socket ?? undefined;
    this.#begun.resolve();
  }
}

let lastBytes: Uint8Array = new Uint8Array(0);
let lastBuffer: Buffer = Buffer.alloc(0);

/** The bytes as node writes them. The same go to one viewer after the other, and a view costs as much as a queue. */
function bufferOf(bytes: Uint8Array): Buffer {
  if (bytes !== lastBytes) {
    lastBytes = bytes;
    lastBuffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  return lastBuffer;
}
