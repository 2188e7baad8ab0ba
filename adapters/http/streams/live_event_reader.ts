import { LIVE_CLOSE } from "../../../protocols/api/live_events.ts";
import {
  type CutReason,
  type FeedReader,
  MAX_QUEUED_BYTES,
  MAX_STUCK_TICKS,
} from "./event_reader.ts";
import type { EventRing } from "./event_ring.ts";
import type { EventMessage } from "./event_text.ts";
import type { LiveSocket } from "../video/live_viewer.ts";

/** A WebSocket, as far as a reader of events speaks over it. */
export interface EventSocket extends LiveSocket {
  ping(): void;
}

const TEXT = { binary: false, fin: true } as const;

/**
 * One reader of the events over a WebSocket, under the rules of the SSE stream: it takes from the ring at its own
 * pace, and is cut off when its next event has left the ring (`behind`), or when neither an event nor a ping gets
 * through to it for two keep-alive intervals (`stuck`).
 */
export class LiveEventReader implements FeedReader {
  readonly #ring: EventRing;
  readonly #socket: EventSocket;
  readonly #ended: (reader: FeedReader, reason: CutReason | "left") => void;
  #next: number;
  #silentTicks = 0;
  #over = false;

  /** `next` is the sequence to begin with; `ended` is called once. */
  constructor(
    ring: EventRing,
    next: number,
    socket: EventSocket,
    ended: (reader: FeedReader, reason: CutReason | "left") => void,
  ) {
    this.#ring = ring;
    this.#next = next;
    this.#socket = socket;
    this.#ended = ended;
  }

  /** Says the first word, and what the ring has behind it. */
  open(opening: EventMessage): void {
    this.#send(opening);
    this.wake();
  }

  wake(): void {
    while (!this.#over && this.#next <= this.#ring.last) {
      const event = this.#ring.at(this.#next);
      if (!event) return this.cut("behind");
      if (this.#socket.bufferedAmount >= MAX_QUEUED_BYTES) return;
      this.#next++;
      this.#send(event.message());
    }
  }

  /** The other end has answered a ping. */
  ponged(): void {
    this.#silentTicks = 0;
  }

  tick(): void {
    if (++this.#silentTicks > MAX_STUCK_TICKS) return this.cut("stuck");
    this.#socket.ping();
  }

  cut(reason: CutReason): void {
    if (!this.#end(reason)) return;
    if (reason === "closing") this.#socket.close(LIVE_CLOSE.goingAway, "The control host stops.");
    else if (reason === "refused") this.#socket.close(LIVE_CLOSE.refused, "Sign in again.");
    // It does not take what is queued, so it would not take a last word behind it.
    else this.#socket.terminate();
  }

  /** The connection is gone. */
  closed(): void {
    this.#end("left");
  }

  #send(message: EventMessage): void {
    this.#socket.send(message.live, TEXT, (error) => {
      if (!error) this.wake();
    });
  }

  #end(reason: CutReason | "left"): boolean {
    if (this.#over) return false;
    this.#over = true;
    this.#ended(this, reason);
    return true;
  }
}
