import type { ActorSystem } from "../../../actors/kernel/mod.ts";
import { credentialsEnded } from "../../../actors/access/messages.ts";
import type { Load } from "../../../actors/load.ts";
import { type CutReason, EventReader, type FeedReader } from "./event_reader.ts";
import { EventRing } from "./event_ring.ts";
import { type EventMessage, eventMessage, subscribeAll } from "./event_text.ts";
import { type EventSocket, LiveEventReader } from "./live_event_reader.ts";
import type { WorkView } from "../requests/under_maintenance.ts";

/** Readers at once: every browser tab on a site, with a tenfold reserve. */
export const MAX_READERS = 256;

/** Of one token: a dozen people who share it, with a few pages each. */
const MAX_READERS_PER_OWNER = 64;

/** Well under the 30 s after which proxies and clients give up on a silent connection. */
export const KEEP_ALIVE_MS = 15_000;

/** What a feed is made from; the numbers are for tests. */
export interface EventFeedOptions extends WorkView {
  readonly system: Pick<ActorSystem, "subscribe">;
  readonly bootId: string;
  /** How much there is to do; telemetry is left out while it is much. Default: never too much. */
  load?(): Pick<Load, "state">;
  readonly ringCapacity?: number;
  readonly maxReaders?: number;
}

/** What the feed asks of whoever opened a stream. */
export interface ReaderCallbacks {
  /** The id of the token that it was opened with. */
  readonly owner: string;
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
  readonly #readers = new Map<FeedReader, ReaderCallbacks>();
  readonly #unsubscribe: readonly (() => void)[];
  #ticking: ReturnType<typeof setInterval> | undefined;
  #cutOff = 0;

  constructor(options: EventFeedOptions) {
    this.#options = options;
    this.#ring = new EventRing(options.bootId, options.ringCapacity);
    this.#unsubscribe = [
      ...subscribeAll(options.system, options, (encode) => {
        this.#ring.push(encode);
        for (const reader of this.#readers.keys()) reader.wake();
      }),
      options.system.subscribe(credentialsEnded, () => this.#endRevoked()),
    ];
  }

  /**
   * Opens a stream: after `lastEventId` where that is known, else from now on. It begins with a `ready` event,
   * or with `reset` when it could not be resumed. Undefined when there are too many readers.
   */
  open(
    lastEventId: string | undefined,
    reader: ReaderCallbacks,
  ): ReadableStream<Uint8Array> | undefined {
    if (this.isFullFor(reader.owner)) return undefined;
    const { opening, next } = this.#begin(lastEventId);
    const opened = new EventReader(
      this.#ring,
      opening,
      next,
      () => reader.drop(),
      (ended, reason) => this.#ended(ended, reason),
    );
    this.#add(opened, reader);
    return opened.stream;
  }

  /** True while there are as many readers as there may be, in all or of this owner. */
  isFullFor(owner: string): boolean {
    if (this.#readers.size >= (this.#options.maxReaders ?? MAX_READERS)) return true;
    const own = [...this.#readers.values()].filter((reader) => reader.owner === owner);
    return own.length >= MAX_READERS_PER_OWNER;
  }

  /** The same for a WebSocket that is open, which it closes; to be asked before whether there is room. */
  join(
    lastEventId: string | undefined,
    socket: EventSocket,
    reader: Omit<ReaderCallbacks, "drop">,
  ): LiveEventReader {
    const { opening, next } = this.#begin(lastEventId);
    const joined = new LiveEventReader(
      this.#ring,
      next,
      socket,
      (ended, reason) => this.#ended(ended, reason),
    );
    this.#add(joined, { ...reader, drop: () => {} });
    joined.open(opening);
    return joined;
  }

  /** One keep-alive interval: also ends the streams of tokens that were revoked meanwhile. */
  tick(): void {
    for (const reader of [...this.#readers.keys()]) reader.tick();
    this.#endRevoked();
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

  #begin(lastEventId: string | undefined): { opening: EventMessage; next: number } {
    const resumed = lastEventId === undefined ? undefined : this.#ring.resumeAt(lastEventId);
    const next = resumed ?? this.#ring.last + 1;
    const type = lastEventId === undefined || resumed !== undefined ? "ready" : "reset";
    return {
      opening: eventMessage(this.#ring.idOf(next - 1), type, this.#options.now(), {}),
      next,
    };
  }

  #add(reader: FeedReader, callbacks: ReaderCallbacks): void {
    this.#readers.set(reader, callbacks);
    this.#ticking ??= setInterval(() => this.tick(), KEEP_ALIVE_MS);
  }

  #endRevoked(): void {
    for (const [reader, { stillAllowed }] of [...this.#readers]) {
      // An actor that does not answer is no reason to cut anybody off.
      stillAllowed().then((allowed) => allowed || reader.cut("refused"), () => {});
    }
  }

  #ended(reader: FeedReader, reason: CutReason | "left"): void {
    this.#readers.delete(reader);
    if (reason === "behind" || reason === "stuck") this.#cutOff++;
    if (this.#readers.size > 0) return;
    clearInterval(this.#ticking);
    this.#ticking = undefined;
  }
}
