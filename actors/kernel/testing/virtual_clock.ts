import type { Clock } from "../types.ts";

/** Wall time at which virtual clocks begin: a round moment, so that times in failures are easy to read. */
const EPOCH_MS = Date.UTC(2030, 0, 1);

interface VirtualTimer {
  readonly due: number;
  readonly run: () => void;
}

/** A clock that stands still until a test moves it. */
export class VirtualClock implements Clock {
  #elapsedMs = 0;
  #stepMs = 0;
  /** In the order they were set, so that of two due at once the first set is found first. */
  readonly #timers = new Set<VirtualTimer>();
  readonly #choose: (count: number) => number;

  /** @param choose picks one of so many timers that are due at once; the first set when left out */
  constructor(choose: (count: number) => number = () => 0) {
    this.#choose = choose;
  }

  /** Timers waiting. */
  get pending(): number {
    return this.#timers.size;
  }

  now(): number {
    return EPOCH_MS + this.#elapsedMs + this.#stepMs;
  }

  /** Sets the wall clock by so much, back when negative, as a time server does: timers do not notice. */
  step(byMs: number): void {
    this.#stepMs += byMs;
  }

  monotonicMs(): number {
    return this.#elapsedMs;
  }

  setTimer(delayMs: number, run: () => void): VirtualTimer {
    const timer = { due: this.#elapsedMs + delayMs, run };
    this.#timers.add(timer);
    return timer;
  }

  clearTimer(handle: unknown): void {
    this.#timers.delete(handle as VirtualTimer);
  }

  /** Moves on by `ms`, stopping at each timer that falls due; `settle` lets its effects happen first. */
  async advance(ms: number, settle: () => Promise<void>): Promise<void> {
    if (!(ms >= 0 && ms < Infinity)) {
      throw new RangeError(`advance ms must be 0 or more, got ${ms}`);
    }
    const until = this.#elapsedMs + ms;
    await settle();
    for (let timer = this.#next(until); timer !== undefined; timer = this.#next(until)) {
      this.#timers.delete(timer);
      this.#elapsedMs = Math.max(this.#elapsedMs, timer.due);
      timer.run();
      await settle();
    }
    this.#elapsedMs = until;
    await settle();
  }

  #next(until: number): VirtualTimer | undefined {
    let due = until;
    let first: VirtualTimer[] = [];
    for (const timer of this.#timers) {
      if (timer.due > due) continue;
      if (timer.due < due) first = [];
      due = timer.due;
      first.push(timer);
    }
    return first.length > 1 ? first[this.#choose(first.length)] : first[0];
  }
}
