/** Round trips that are remembered: the quickest of the last half minute tells the offset best. */
const MAX_SAMPLES = 15;

/** How far the control host's clock is ahead of ours, from questions and answers. */
export class ClockOffset {
  readonly #samples: { readonly roundTripMs: number; readonly offsetMs: number }[] = [];
  #asked: { readonly id: number; readonly at: number; readonly sentMs: number } | undefined;
  #lastId = 0;

  /** Null until the first answer. */
  get offsetMs(): number | null {
    const quickest = this.#samples.toSorted((a, b) => a.roundTripMs - b.roundTripMs)[0];
    return quickest?.offsetMs ?? null;
  }

  /** The number of a new question. @param at epoch ms @param sentMs monotonic ms */
  ask(at: number, sentMs: number): number {
    this.#asked = { id: ++this.#lastId, at, sentMs };
    return this.#lastId;
  }

  /** The answer: the other's clock in the middle between question and answer. */
  answered(id: number, theirs: number, receivedMs: number): void {
    if (this.#asked?.id !== id) return;
    const roundTripMs = receivedMs - this.#asked.sentMs;
    this.#samples.push({ roundTripMs, offsetMs: theirs - (this.#asked.at + roundTripMs / 2) });
    if (this.#samples.length > MAX_SAMPLES) this.#samples.shift();
  }
}
