/** Readings that a client keeps for a connection that is away; the oldest go first when it is full. */
export const SAMPLE_QUEUE = 100;

/** Frames that wait to be sent, oldest first. */
export class SampleQueue {
  readonly #frames: string[] = [];

  get length(): number {
    return this.#frames.length;
  }

  add(frame: string): void {
    this.#frames.push(frame);
    if (this.#frames.length > SAMPLE_QUEUE) this.#frames.shift();
  }

  /** Takes the oldest out. */
  shift(): string | undefined {
    return this.#frames.shift();
  }
}
