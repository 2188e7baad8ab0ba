import type { EventRing } from "./event_ring.ts";
import type { EventMessage } from "./event_text.ts";

/** Bytes queued for one reader before we wait for it; the rest stays in the ring, which all share. */
export const MAX_QUEUED_BYTES = 64 * 1024;

/** Whoever reads the feed, by whatever means. */
export interface FeedReader {
  /** Hands on what the ring has, as far as there is room. */
  wake(): void;
  /** Once per keep-alive interval. */
  tick(): void;
  /** Ends it; its `ended` is called once, however it ends. */
  cut(reason: CutReason): void;
}

/** Keep-alive ticks without a byte taken after which a reader counts as stuck. */
export const MAX_STUCK_TICKS = 2;

const KEEP_ALIVE = new TextEncoder().encode(": keep-alive\n\n");

/** Why a stream ended before its reader wanted it to. */
export type CutReason = "behind" | "stuck" | "refused" | "closing";

/**
 * One reader of the event stream. It takes from the ring at its own pace; a reader whose next event has left
 * the ring (`behind`), or that takes nothing for two keep-alive intervals (`stuck`), is cut off, and may come
 * back with its last event id.
 */
export class EventReader implements FeedReader {
  readonly stream: ReadableStream<Uint8Array>;
  readonly #ring: EventRing;
  readonly #drop: () => void;
  readonly #ended: (reader: FeedReader, reason: CutReason | "left") => void;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #next: number;
  #stuckTicks = 0;

  /**
   * `opening` is sent first, `next` is the sequence to go on with. `drop` drops the connection below the
   * stream, `ended` is called once.
   */
  constructor(
    ring: EventRing,
    opening: EventMessage,
    next: number,
    drop: () => void,
    ended: (reader: FeedReader, reason: CutReason | "left") => void,
  ) {
    this.#ring = ring;
    this.#next = next;
    this.#drop = drop;
    this.#ended = ended;
    this.stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller;
        controller.enqueue(opening.sse);
        this.wake();
      },
      pull: () => {
        this.#stuckTicks = 0;
        this.wake();
      },
      cancel: () => this.#end("left"),
    }, new ByteLengthQueuingStrategy({ highWaterMark: MAX_QUEUED_BYTES }));
  }

  /** Hands on what the ring has, as far as there is room. */
  wake(): void {
    while (this.#next <= this.#ring.last) {
      const event = this.#ring.at(this.#next);
      if (!event) return this.cut("behind");
      if (!this.#hasRoom()) return;
      // Before the bytes: enqueue may call pull, and with it this function, before it returns.
      this.#next++;
      this.#controller?.enqueue(event.message().sse);
    }
  }

  /** Once per keep-alive interval: a comment for the reader, and a look whether it still takes anything. */
  tick(): void {
    if (this.#hasRoom()) {
      this.#stuckTicks = 0;
      this.#controller?.enqueue(KEEP_ALIVE);
    } else if (++this.#stuckTicks >= MAX_STUCK_TICKS) {
      this.cut("stuck");
    }
  }

  /** Ends the stream. A slow reader would never come to its end, so its connection is dropped. */
  cut(reason: CutReason): void {
    const controller = this.#controller;
    if (!controller) return;
    this.#end(reason);
    controller.close();
    if (reason !== "closing") this.#drop();
  }

  #hasRoom(): boolean {
    return (this.#controller?.desiredSize ?? 0) > 0;
  }

  #end(reason: CutReason | "left"): void {
    if (!this.#controller) return;
    this.#controller = undefined;
    this.#ended(this, reason);
  }
}
