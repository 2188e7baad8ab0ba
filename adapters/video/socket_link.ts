import type { Socket } from "node:net";
import type { CameraFeed, CameraLink } from "../../actors/cameras/link.ts";
import type { VideoEvent } from "../../protocols/video/events.ts";
import { wordFailure } from "./failure.ts";
import type { ReadMemory } from "./read_memory.ts";

/** Turns a camera's bytes into events; one per connection, as it keeps what is not whole yet. */
export interface VideoReader {
  /** What these bytes have brought, in order. After a violation nothing more is handed to it. */
  push(bytes: Uint8Array): readonly VideoEvent[];
  /** Bytes at the end of what was pushed of which later events may be views. */
  readonly keptBytes: number;
  /** The camera has ended the connection in peace: what is whole, or can only be, comes out. */
  end(): readonly VideoEvent[];
}

/** What a link is made of. */
export interface SocketCameraLinkArgs {
  /** Connected and paused. What it reads goes to {@link SocketCameraLink.receive}. */
  readonly socket: Socket;
  /** Host and port, for messages. */
  readonly where: string;
  /** What the socket reads into. */
  readonly memory: ReadMemory;
  readonly reader: VideoReader;
}

/** A connection to a camera. Its socket is read only as fast as the feed takes it. */
export class SocketCameraLink implements CameraLink {
  readonly id = `camera-link-${crypto.randomUUID()}`;
  readonly memory: ReadMemory;
  readonly #socket: Socket;
  readonly #where: string;
  readonly #reader: VideoReader;
  #feed: CameraFeed | undefined;
  /** Why it was closed; undefined while it is open. */
  #reason: string | undefined;

  constructor(args: SocketCameraLinkArgs, feed: (link: CameraLink) => CameraFeed) {
    const { socket, where } = args;
    this.#socket = socket;
    this.#where = where;
    this.#reader = args.reader;
    this.memory = args.memory;
    this.#feed = feed(this);
    // Nobody wants it any more.
    if (this.#reason !== undefined) {
      this.#feed.closed(this.#reason);
      return;
    }
    socket.on("error", (error) => this.close(wordFailure(error, where)));
    socket.on("end", () => this.#finish());
    socket.on("close", () => this.close(`${where} ended the connection`));
    socket.resume();
  }

  close(reason: string): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    this.#socket.destroy();
    this.#feed?.closed(reason);
  }

  #finish(): void {
    if (this.#reason !== undefined) return;
    const events = this.#reader.end();
    if (events.length > 0) void this.#feed?.received(events);
    this.close(`${this.#where} ended the connection`);
  }

  /** Takes in what has been read. */
  receive(chunk: Uint8Array): void {
    if (this.#reason !== undefined) return;
    const events = this.#reader.push(chunk);
    const ready = this.#feed?.received(events, this.memory.end - this.#reader.keptBytes);
    const last = events.at(-1);
    if (last?.type === "streamViolated") {
      return this.close(`${this.#where} does not send what we can read: ${last.detail}`);
    }
    if (ready !== undefined) void this.#waitFor(ready);
  }

  async #waitFor(ready: Promise<void>): Promise<void> {
    this.#socket.pause();
    try {
      await ready;
      if (this.#reason === undefined) this.#socket.resume();
    } catch {
      this.close(`nobody takes what ${this.#where} sends any more`);
    }
  }
}
