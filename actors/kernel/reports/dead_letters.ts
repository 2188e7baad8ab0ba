import type { DeadLetter } from "../types.ts";

/** Dead letters kept unless the system is made with another number: a screenful of recent trouble. */
export const DEFAULT_DEAD_LETTERS = 256;

/** The last messages that reached nobody, and how many there were in all. */
export class DeadLetters {
  readonly #capacity: number;
  readonly #ring: DeadLetter[] = [];
  #total = 0;

  constructor(capacity: number = DEFAULT_DEAD_LETTERS) {
    if (!Number.isInteger(capacity) || capacity < 1) {
      throw new RangeError(`deadLetterCapacity must be an integer of at least 1, got ${capacity}`);
    }
    this.#capacity = capacity;
  }

  /** Keeps a letter in place of the oldest. */
  add(letter: DeadLetter): void {
    this.#ring[this.#total++ % this.#capacity] = letter;
  }

  /** The total, and the letters kept, oldest first. */
  read(): { readonly total: number; readonly recent: readonly DeadLetter[] } {
    const split = this.#total % this.#capacity;
    const recent = this.#total > this.#capacity
      ? [...this.#ring.slice(split), ...this.#ring.slice(0, split)]
      : [...this.#ring];
    return { total: this.#total, recent };
  }
}
