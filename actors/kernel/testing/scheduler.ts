import { loopTurn } from "../defaults.ts";
import type { Scheduler } from "../types.ts";

/** Most microtasks by which a seeded scheduler puts a wake off: enough to fall behind a promise or two. */
const MAX_HOPS = 3;
/** Separates the numbers of the schedule from those that actors draw, so that neither moves the other. */
const SCHEDULE_SALT = 0x5eed;

/** Numbers from 0 up to 1 that depend on the seed alone (the mulberry32 generator). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** An integer from 0 up to `count` at each call, from the seed alone. */
export function seededChoice(seed: number): (count: number) => number {
  const random = seededRandom(seed ^ SCHEDULE_SALT);
  return (count) => Math.floor(random() * count);
}

/** The ordinary scheduling of the host, which knows when nothing is left to run. */
export class CountingScheduler implements Scheduler {
  readonly #nextLoopTurn = loopTurn();
  #ran = 0;
  #pending = 0;

  soon(run: () => void): void {
    queueMicrotask(this.#counted(run));
  }

  later(run: () => void): void {
    this.#nextLoopTurn(this.#counted(run));
  }

  /** A turn of the event loop comes after all microtasks, so after one in which nothing ran all is quiet. */
  async settle(): Promise<void> {
    let before: number;
    do {
      before = this.#ran;
      await new Promise<void>((resolve) => this.#nextLoopTurn(resolve));
    } while (this.#ran !== before || this.#pending > 0);
  }

  #counted(run: () => void): () => void {
    this.#pending++;
    return () => {
      this.#pending--;
      this.#ran++;
      run();
    };
  }
}

/**
 * Scheduling by chance: which runnable actor comes next, after how many messages it makes room for another, when a
 * slice of turns is over, and how a wake falls among the promises that settle around it.
 */
export class SeededScheduler extends CountingScheduler {
  /** @param choose see {@link seededChoice} */
  constructor(readonly choose: (count: number) => number) {
    super();
  }

  override soon(run: () => void): void {
    let hops = this.choose(MAX_HOPS);
    const hop = () => void (hops-- > 0 ? queueMicrotask(hop) : run());
    super.soon(hop);
  }
}
