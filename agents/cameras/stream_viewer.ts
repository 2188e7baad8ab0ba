import type { Socket } from "node:net";
import { KEEP_ALIVE_BYTES } from "../../protocols/video/length_prefixed.ts";

/** Bytes that leave together, the same for every viewer. */
export interface StreamUnit {
  readonly bytes: Uint8Array;
  /** What starts with these bytes; null: more of the picture before. A JPEG is a keyframe. */
  readonly begins: "keyframe" | "frame" | null;
}

/**
 * How a viewer that is slow misses pictures. `toKeyframe`: what depends on each other waits in line up to a cap, and
 * beyond it everything is left out to the next keyframe. `latest`: nothing waits but the newest picture.
 */
export type SkipRule = "toKeyframe" | "latest";

/** Two seconds of 8 Mb/s: a viewer that is further behind is better off with the next keyframe. */
export const MAX_QUEUED_BYTES = 2 * 1_024 * 1_024;
/** Whoever does not close after us in this time is closed. */
const FAREWELL_MS = 2_000;

/** Somebody who is connected: gets pictures from a keyframe on, and is never waited for. */
export class StreamViewer {
  /** Pictures handed over, and those left out since the first one. */
  sent = 0;
  dropped = 0;
  /** Monotonic milliseconds. */
  lastWriteAt: number;
  /** When the system has last taken something, or there was nothing for it to take. */
  movedAt: number;
  #missing = true;
  #latest: StreamUnit | undefined;

  constructor(
    readonly peer: string,
    readonly since: number,
    private readonly socket: Socket,
    private readonly rule: SkipRule,
    private readonly now: () => number,
  ) {
    this.lastWriteAt = this.movedAt = since;
    socket.on("drain", () => this.#drained());
  }

  /** Bytes that are written and not yet with the system. */
  get queuedBytes(): number {
    return this.socket.writableLength;
  }

  show(unit: StreamUnit): void {
    if (this.rule === "latest") this.#showLatest(unit);
    else this.#showInOrder(unit);
  }

  awaitKeyframe(): void {
    this.#missing = true;
  }

  /** Only between two pictures, and only when nothing waits. */
  keepAlive(): void {
    if (this.queuedBytes === 0) this.#write(KEEP_ALIVE_BYTES);
  }

  end(): void {
    // Half a picture that it never took is no use to anybody.
    if (this.queuedBytes > 0) return this.destroy();
    if (this.socket.writableEnded) return;
    this.socket.end();
    this.socket.setTimeout(FAREWELL_MS, () => this.destroy());
  }

  destroy(): void {
    this.socket.destroy();
  }

  #showInOrder(unit: StreamUnit): void {
    if (unit.begins !== null) {
      const full = this.queuedBytes > MAX_QUEUED_BYTES;
      if (full) this.#missing = true;
      else if (unit.begins === "keyframe") this.#missing = false;
      this.#count(!this.#missing);
    }
    if (!this.#missing) this.#write(unit.bytes);
  }

  #showLatest(unit: StreamUnit): void {
    if (this.queuedBytes === 0) return this.#send(unit);
    if (this.#latest !== undefined) this.#count(false);
    this.#latest = unit;
  }

  #drained(): void {
    const latest = this.#latest;
    this.#latest = undefined;
    if (latest !== undefined) this.#send(latest);
  }

  #send({ bytes }: StreamUnit): void {
    this.#count(true);
    this.#write(bytes);
  }

  #count(shown: boolean): void {
    if (shown) this.sent++;
    else if (this.sent > 0) this.dropped++;
  }

  #write(bytes: Uint8Array): void {
    this.lastWriteAt = this.now();
    if (this.queuedBytes === 0) this.movedAt = this.lastWriteAt;
    this.socket.write(bytes, () => this.movedAt = this.now());
  }
}
