import type { ActorSystem } from "../../actors/kernel/mod.ts";
import { type CutReason, EventReader } from "./event_reader.ts";
import { EventRing } from "./event_ring.ts";
import { eventBytes, subscribeAll } from "./event_text.ts";

/** Readers at once: every browser tab on a site, with a tenfold reserve. */
export const MAX_READERS = 256;

/** Well under the 30 s after which proxies and clients give up on a silent connection. */
export const KEEP_ALIVE_MS = 15_000;

/** What a feed is made from; the numbers are for tests. */
export interface EventFeedOptions {
  readonly system: Pick<ActorSystem, "subscribe">;
  readonly bootId: string;
  now(): number;
  readonly ringCapacity?: number;
  readonly maxReaders?: number;
}

/** What the feed asks of whoever opened a stream. */
export interface ReaderCallbacks {
  /** False once the credential that opened the stream is not valid any more. */
  stillAllowed(): Promise<boolean>;
  /** Drops the connection, without waiting for it to take what is queued. */
  drop(): void;
}

/** How the stream does. `cutOff` counts readers that were too slow. */
export interface EventFeedReport {
  readonly readers: number;
  readonly cutOff: number;
}

/** Everything that happens, for any number of readers. Made once per process, and closed before it ends. */
export class EventFeed {
  readonly #options: EventFeedOptions;
  readonly #ring: EventRing;
  readonly #readers = new Map<EventReader, ReaderCallbacks>();
  readonly #unsubscribe: readonly (() => void)[];
  #ticking: ReturnType<typeof setInterval> | undefined;
  #cutOff = 0;

  constructor(options: EventFeedOptions) {
    this.#options = options;
    this.#ring = new EventRing(options.bootId, options.ringCapacity);
    this.#unsubscribe = subscribeAll(options.system, () => options.now(), (encode) => {
      this.#ring.push(encode);
      for (const reader of this.#readers.keys()) reader.wake();
    });
  }

  /**
   * Opens a stream: after `lastEventId` where that is known, else from now on. It begins with a `ready` event,
   * or with `reset` when it could not be resumed. Undefined when there are too many readers.
   */
  open(
    lastEventId: string | undefined,
    reader: ReaderCallbacks,
  ): ReadableStream<Uint8Array> | undefined {
    if (this.#readers.size >= (this.#options.maxReaders ?? MAX_READERS)) return undefined;
    const resumed = lastEventId === undefined ? undefined : this.#ring.resumeAt(lastEventId);
    const next = resumed ?? this.#ring.last + 1;
    const type = lastEventId === undefined || resumed !== undefined ? "ready" : "reset";
    const opening = eventBytes(this.#ring.idOf(next - 1), type, this.#options.now(), {});
    const opened = new EventReader(
      this.#ring,
      opening,
      next,
      () => reader.drop(),
      (ended, reason) => this.#ended(ended, reason),
    );
    this.#readers.set(opened, reader);
    this.#ticking ??= setInterval(() => this.tick(), KEEP_ALIVE_MS);
    return opened.stream;
  }

  /** One keep-alive interval: also ends the streams of tokens that were revoked meanwhile. */
  tick(): void {
    for (const [reader, callbacks] of [...this.#readers]) {
      reader.tick();
      // An actor that does not answer is no reason to cut anybody off.
      callbacks.stillAllowed().then((allowed) => allowed || reader.cut("refused"), () => {});
    }
  }

  report(): EventFeedReport {
    return { readers: this.#readers.size, cutOff: this.#cutOff };
  }

  /** Ends every stream, and listens no more. */
  close(): void {
    this.#unsubscribe.forEach((unsubscribe) => unsubscribe());
    for (const reader of [...this.#readers.keys()]) reader.cut("closing");
    clearInterval(this.#ticking);
  }

  #ended(reader: EventReader, reason: CutReason | "left"): void {
    this.#readers.delete(reader);
    if (reason === "behind" || reason === "stuck") this.#cutOff++;
    if (this.#readers.size > 0) return;
    clearInterval(this.#ticking);
    this.#ticking = undefined;
  }
}
