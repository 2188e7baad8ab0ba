/** How the readings of one client process followed each other. */
export interface SequenceCounts {
  /** Numbered readings, repeats included. */
  readonly received: number;
  /** Numbers that never came, as far as we know. */
  readonly missing: number;
  readonly repeats: number;
  /** Readings that came after a later one: the client had queued them. */
  readonly late: number;
  /** Times that the client's process began anew. */
  readonly restarts: number;
}

/** What a number tells of its reading. */
export type SequenceVerdict = "next" | "gap" | "late" | "repeat" | "restart";

/**
 * How far back repeats are told from late ones. Clients queue 100 readings at most; ten times that is room for
 * several outages in a row.
 */
const WINDOW = 1_024;
/** Number 1 this far behind is in no queue any more. */
const QUEUE = 128;

/**
 * Accounts for the sequence of a client: it starts at 1 with each process, goes on across reconnects, and may
 * repeat or come late from the client's queue. Source: fielded builds M11.
 */
export class SequenceTrack {
  #highest = 0;
  /** Client's time of the highest number. */
  #newestAt = 0;
  /** Client's time of number 1, where it came. */
  #firstAt: number | undefined;
  /** One bit for each of the last {@link WINDOW} numbers. */
  readonly #seen = new Uint32Array(WINDOW / 32);
  #received = 0;
  #missing = 0;
  #repeats = 0;
  #late = 0;
  #restarts = 0;

  /** Takes in the number of a reading, and the client's time of it. */
  note(sequence: number, at: number): SequenceVerdict {
    this.#received++;
    if (this.#highest === 0) return this.#begin(sequence, at, "next");
    if (sequence > this.#highest) return this.#advance(sequence, at);
    if (this.#isRestart(sequence, at)) {
      this.#restarts++;
      return this.#begin(sequence, at, "restart");
    }
    if (this.#has(sequence)) {
      this.#repeats++;
      return "repeat";
    }
    this.#mark(sequence);
    if (sequence === 1) this.#firstAt = at;
    this.#late++;
    if (this.#missing > 0) this.#missing--;
    return "late";
  }

  counts(): SequenceCounts {
    return {
      received: this.#received,
      missing: this.#missing,
      repeats: this.#repeats,
      late: this.#late,
      restarts: this.#restarts,
    };
  }

  /**
   * A process counts up with time: a lower number of a later moment is another process's. A machine may come back
   * with its clock behind; then it is known by a number 1 that is not the one we had.
   */
  #isRestart(sequence: number, at: number): boolean {
    if (at > this.#newestAt || sequence <= this.#highest - WINDOW) return true;
    if (sequence !== 1) return false;
    return this.#firstAt === undefined ? this.#highest > QUEUE : at !== this.#firstAt;
  }

  #begin(sequence: number, at: number, verdict: SequenceVerdict): SequenceVerdict {
    this.#seen.fill(0);
    this.#highest = sequence;
    this.#newestAt = at;
    this.#firstAt = sequence === 1 ? at : undefined;
    this.#mark(sequence);
    return verdict;
  }

  #advance(sequence: number, at: number): SequenceVerdict {
    const skipped = sequence - this.#highest - 1;
    if (skipped >= WINDOW) this.#seen.fill(0);
    else for (let each = this.#highest + 1; each < sequence; each++) this.#clear(each);
    this.#missing += skipped;
    this.#highest = sequence;
    // Not the latest of all: a clock that was ahead for a moment would count for ever.
    this.#newestAt = at;
    this.#mark(sequence);
    return skipped === 0 ? "next" : "gap";
  }

  #has(sequence: number): boolean {
    const bit = sequence % WINDOW;
    return ((this.#seen[bit >>> 5] ?? 0) & (1 << (bit & 31))) !== 0;
  }

  #mark(sequence: number): void {
    const bit = sequence % WINDOW;
    this.#seen[bit >>> 5] = (this.#seen[bit >>> 5] ?? 0) | (1 << (bit & 31));
  }

  #clear(sequence: number): void {
    const bit = sequence % WINDOW;
    this.#seen[bit >>> 5] = (this.#seen[bit >>> 5] ?? 0) & ~(1 << (bit & 31));
  }
}
