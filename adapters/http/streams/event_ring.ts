import type { EventMessage } from "./event_text.ts";

/** Events kept for readers that come back: some minutes of a busy site, or a night of a quiet one. */
export const RING_CAPACITY = 4_000;

/** One event of the stream. */
export interface RingEvent {
  /** From 1, without gaps, within one run of the process. */
  readonly sequence: number;
  /** Made when first needed, for nobody may be listening. */
  message(): EventMessage;
}

/** The newest events, by sequence. Ids are `<bootId>-<sequence>`. */
export class EventRing {
  readonly #bootId: string;
  readonly #capacity: number;
  readonly #events: RingEvent[] = [];
  #last = 0;

  constructor(bootId: string, capacity: number = RING_CAPACITY) {
    this.#bootId = bootId;
    this.#capacity = capacity;
  }

  /** Sequence of the newest event; 0 before the first. */
  get last(): number {
    return this.#last;
  }

  /** Adds an event; `encode` is called at most once, with the event's id. */
  push(encode: (id: string) => EventMessage): void {
    const sequence = ++this.#last;
    let message: EventMessage | undefined;
    const event = { sequence, message: () => message ??= encode(this.idOf(sequence)) };
    this.#events[sequence % this.#capacity] = event;
  }

  /** The event of a sequence; undefined when it is too old, or yet to come. */
  at(sequence: number): RingEvent | undefined {
    const event = this.#events[sequence % this.#capacity];
    return event?.sequence === sequence ? event : undefined;
  }

  idOf(sequence: number): string {
    return `${this.#bootId}-${sequence}`;
  }

  /**
   * Where a reader goes on that has seen `lastEventId`: the next sequence. Undefined when that id is of another
   * run, or when something after it has been forgotten.
   */
  resumeAt(lastEventId: string): number | undefined {
    const dash = lastEventId.lastIndexOf("-");
    const digits = lastEventId.slice(dash + 1);
    if (lastEventId.slice(0, dash) !== this.#bootId || !/^\d{1,15}$/.test(digits)) return undefined;
    const next = Number(digits) + 1;
    if (next === this.#last + 1) return next;
    return this.at(next) ? next : undefined;
  }
}
