/** Readings that a client keeps for a connection that is away; the oldest go first when it is full. */
export const SAMPLE_QUEUE = 100;

/** Frames that wait to be sent, oldest first; as text, or with what their owner has to know of them. */
export class SampleQueue<Frame = string> {
  /** Frames that had to go, as there was no room. */
  dropped = 0;
  #frames: Frame[] = [];

  get length(): number {
    return this.#frames.length;
  }

  add(frame: Frame): void {
    this.#frames.push(frame);
    this.#shorten();
  }

  /** Puts frames ahead of all others: they were sent, and may not have arrived. */
  putBack(frames: readonly Frame[]): void {
    this.#frames.unshift(...frames);
    this.#shorten();
  }

  /** Takes the oldest out. */
  shift(): Frame | undefined {
    return this.#frames.shift();
  }

  #shorten(): void {
    const excess = this.#frames.length - SAMPLE_QUEUE;
    if (excess <= 0) return;
    this.#frames = this.#frames.slice(excess);
    this.dropped += excess;
  }
}
