import { Buffer } from "node:buffer";
import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";

/** What a text socket tells its owner. */
export interface TextSocketOwner {
  /** The upgrade was answered. */
  opened?(): void;
  heard(text: string): void;
  /** The other side, or the network, has ended it. */
  lost(): void;
}

/** RFC 6455, section 5.2: final frames, and the mask bit. */
const TEXT = 0x81, CLOSE = 0x88, MASKED = 0x80;
/** Lengths from which the header has two more bytes, and eight more. */
const MEDIUM = 126, LONG = 127;
const HEADERS_END = "\r\n\r\n";
const NOTHING: Buffer = Buffer.alloc(0);

/** A masked text frame. The mask is zero: the peer unmasks all the same, and we need not. */
export function textFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const { length } = payload;
  if (length >= 65_536) {
    throw new RangeError(`a frame here holds 65,535 bytes at most, not ${length}`);
  }
  const header = length < MEDIUM
    ? [TEXT, MASKED | length]
    : [TEXT, MASKED | MEDIUM, length >> 8, length & 255];
  return Buffer.concat([new Uint8Array([...header, 0, 0, 0, 0]), payload]);
}

/**
 * A WebSocket client of short text messages, as cheap as it can be. What is said while a piece of input is taken
 * in leaves in one write, so a server that answers many messages at once gets the next ones at once: this is
 * what pipelining looks like on a wire.
 */
export class TextSocket {
  readonly #socket: Socket;
  readonly #owner: TextSocketOwner;
  #upgraded = false;
  #closing = false;
  #taking = false;
  #output: Buffer[] = [];
  #rest: Buffer = NOTHING;

  /** @param from an address of this machine; default: whichever the system takes */
  constructor(url: string, owner: TextSocketOwner, from?: string) {
    const { hostname, port, pathname, search } = new URL(url);
    this.#owner = owner;
    const source = from === undefined ? {} : { localAddress: from };
    const target = { host: hostname, port: Number(port), noDelay: true, ...source };
    this.#socket = connect(target, () => {
      this.#socket.write(
        `GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\n` +
          `Connection: Upgrade\r\nSec-WebSocket-Key: ${randomBytes(16).toString("base64")}\r\n` +
          `Sec-WebSocket-Version: 13${HEADERS_END}`,
      );
    });
    this.#socket.on("data", (chunk: Buffer) => this.#take(chunk));
    this.#socket.on("error", () => {});
    this.#socket.on("close", () => {
      if (!this.#closing) owner.lost();
    });
  }

  /** Sends a frame made by {@link textFrame}. */
  write(frame: Buffer): void {
    if (this.#taking) this.#output.push(frame);
    else this.#socket.write(frame);
  }

  /** Lets go of it without a goodbye, as a program does that gives up. */
  drop(): void {
    this.#closing = true;
    this.#socket.destroy();
  }

  /** Ends the connection; resolves when it is closed. */
  close(): Promise<void> {
    this.#closing = true;
    if (this.#socket.closed) return Promise.resolve();
    return new Promise((resolve) => {
      this.#socket.once("close", () => resolve());
      this.#socket.end(new Uint8Array([CLOSE, MASKED, 0, 0, 0, 0]));
    });
  }

  #take(chunk: Buffer): void {
    const input = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#taking = true;
    this.#rest = input.subarray(this.#readFrames(input, this.#upgraded ? 0 : skipHeaders(input)));
    this.#taking = false;
    if (this.#output.length === 0) return;
    this.#socket.write(Buffer.concat(this.#output));
    this.#output = [];
  }

  /**
   * Hands on every whole frame; answers with where the rest begins. A server does not mask. Read as Latin-1,
   * which is cheaper: nobody looks at the Korean sentences.
   */
  #readFrames(input: Buffer, from: number): number {
    if (from < 0) return 0;
    if (!this.#upgraded) {
      this.#upgraded = true;
      this.#owner.opened?.();
    }
    let at = from;
    while (at + 4 <= input.length) {
      const short = (input[at + 1] ?? 0) & 127;
      if (short === LONG) throw new RangeError("the server sent more than a benchmark expects");
      const begin = at + (short === MEDIUM ? 4 : 2);
      const end = begin + (short === MEDIUM ? input.readUInt16BE(at + 2) : short);
      if (end > input.length) break;
      if (input[at] === TEXT) this.#owner.heard(input.toString("latin1", begin, end));
      at = end;
    }
    return at;
  }
}

/** Where the frames begin; -1 while the answer to the upgrade is not whole. */
function skipHeaders(input: Buffer): number {
  const at = input.indexOf(HEADERS_END);
  return at < 0 ? -1 : at + HEADERS_END.length;
}
