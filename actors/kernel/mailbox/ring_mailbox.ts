import type { Origin } from "../origin.ts";

/** Messages a new mailbox has room for: most actors rarely hold more at once. */
const FIRST_SIZE = 2;
/**
 * A mailbox that has run empty so often without growing starts afresh with a small array: it gives back the memory
 * of a burst, and messages, which are young, are stored in a young array again. Storing them in an old one costs the
 * garbage collector a note for each (one part in nine of a ping-pong).
 */
const CALM_EMPTIES = 1024;

const FIRST_SLOTS: readonly unknown[] = new Array<unknown>(FIRST_SIZE * 2).fill(undefined);

/** Slots for so many messages. Pushed one by one: `new Array` of more than 100,000 is a slow dictionary in V8. */
function emptySlots(size: number): unknown[] {
  if (size === FIRST_SIZE) return [...FIRST_SLOTS];
  const slots: unknown[] = [];
  for (let i = 0; i < size * 2; i++) slots.push(undefined);
  return slots;
}

/**
 * A FIFO queue of messages and their origins in one array of alternating slots (`[message, origin, …]`), whose
 * length is a power of two, so that wrapping is a mask. It grows by doubling; the bound is kept by its owner.
 */
export class RingMailbox {
  /** Messages waiting. */
  count = 0;
  #slots: unknown[] = emptySlots(FIRST_SIZE);
  #mask = FIRST_SIZE * 2 - 1;
  #head = 0;
  #emptied = 0;

  /** Messages there is memory for. */
  get size(): number {
    return this.#slots.length / 2;
  }

  /** Appends a message. */
  push(message: unknown, origin: Origin | undefined): void {
    if (this.count * 2 > this.#mask) this.#grow();
    const at = (this.#head + this.count * 2) & this.#mask;
    this.#slots[at] = message;
    this.#slots[at + 1] = origin;
    this.count++;
  }

  /** Puts a message before the oldest. */
  unshift(message: unknown, origin: Origin | undefined): void {
    if (this.count * 2 > this.#mask) this.#grow();
    this.#head = (this.#head - 2) & this.#mask;
    this.#slots[this.#head] = message;
    this.#slots[this.#head + 1] = origin;
    this.count++;
  }

  /** The oldest message; only meaningful while `count` is above 0. */
  get message(): unknown {
    return this.#slots[this.#head];
  }

  /** Origin of the oldest message. */
  get origin(): Origin | undefined {
    return this.#slots[this.#head + 1] as Origin | undefined;
  }

  /** Removes the oldest message. */
  shift(): void {
    this.#slots[this.#head] = undefined;
    this.#slots[this.#head + 1] = undefined;
    this.#head = (this.#head + 2) & this.#mask;
    if (--this.count === 0 && ++this.#emptied >= CALM_EMPTIES) this.#reset(FIRST_SIZE);
  }

  #grow(): void {
    const { count } = this;
    const old = this.#slots;
    const start = this.#head;
    const mask = this.#mask;
    this.#reset(count * 2);
    for (let i = 0; i < count * 2; i++) this.#slots[i] = old[(start + i) & mask];
  }

  #reset(size: number): void {
    this.#slots = emptySlots(size);
    this.#mask = size * 2 - 1;
    this.#head = this.#emptied = 0;
  }
}
