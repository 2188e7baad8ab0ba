import type { Socket } from "node:net";
import type { CameraFeed, CameraLink } from "../../actors/cameras/link.ts";
import type { VideoEvent } from "../../protocols/video/events.ts";
import { wordFailure } from "./failure.ts";

/** Turns a camera's bytes into events; one per connection, as it keeps what is not whole yet. */
export interface VideoReader {
  /** What these bytes have brought, in order. After a violation nothing more is handed to it. */
  push(bytes: Uint8Array): readonly VideoEvent[];
  /** The camera has ended the connection in peace: what is whole, or can only be, comes out. */
  end(): readonly VideoEvent[];
}

/** A connection to a camera. Its socket is read only as fast as the feed takes it. */
export class SocketCameraLink implements CameraLink {
  readonly id = `camera-link-${crypto.randomUUID()}`;
  #feed: CameraFeed | undefined;
  /** Why it was closed; undefined while it is open. */
  #reason: string | undefined;

  /** @param socket connected and paused @param where host and port, for messages */
  constructor(
    private readonly socket: Socket,
    private readonly where: string,
    private readonly reader: VideoReader,
    feed: (link: CameraLink) => CameraFeed,
  ) {
    this.#feed = feed(this);
    // Nobody wants it any more.
    if (this.#reason !== undefined) {
      this.#feed.closed(this.#reason);
      return;
    }
    socket.on("error", (error) => this.close(wordFailure(error, where)));
    socket.on("data", (chunk: Uint8Array) => this.#receive(chunk));
    socket.on("end", () => this.#finish());
    socket.on("close", () => this.close(`${where} ended the connection`));
    socket.resume();
  }

  close(reason: string): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    this.socket.destroy();
    this.#feed?.closed(reason);
  }

  #finish(): void {
    if (this.#reason !== undefined) return;
    const events = this.reader.end();
    if (events.length > 0) void this.#feed?.received(events);
    this.close(`${this.where} ended the connection`);
  }

  #receive(chunk: Uint8Array): void {
    if (this.#reason !== undefined) return;
    const events = this.reader.push(chunk);
    const ready = this.#feed?.received(events);
    const last = events.at(-1);
    if (last?.type === "streamViolated") {
      return this.close(`${this.where} does not send what we can read: ${last.detail}`);
    }
    if (ready !== undefined) void this.#waitFor(ready);
  }

  async #waitFor(ready: Promise<void>): Promise<void> {
    this.socket.pause();
    try {
      await ready;
      if (this.#reason === undefined) this.socket.resume();
    } catch {
      this.close(`nobody takes what ${this.where} sends any more`);
    }
  }
}
