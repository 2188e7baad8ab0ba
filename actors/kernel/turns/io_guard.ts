import { TimerEntry, type TimerHeap } from "../timers/timer_heap.ts";
import type { IoPollState } from "../types.ts";

/** Milliseconds after which a wait for the sockets is taken for one that never ends; a real one takes about one. */
const PATIENCE_MS = 1000;

/**
 * Waits for the sockets on behalf of the scheduler, by a function that is not trusted: it is used only once it has
 * settled, and no longer when one of its waits does not end in time. The actors then go on without it, until that wait
 * does end after all: a process that was held up for a second is no reason to serve sockets slowly for ever.
 */
export class IoGuard {
  state: IoPollState = "none";
  readonly #poll: (() => Promise<void>) | undefined;
  readonly #timers: TimerHeap;
  readonly #gaveUp: (cause: unknown) => void;
  readonly #patience = new TimerEntry(() => this.#lookAfter());
  /** What goes on after the wait in progress. */
  #after: ((settled: boolean) => void) | undefined = undefined;
  #waits = 0;
  #told = false;
  #since = 0;

  /** `gaveUp` is called the first time, if ever. */
  constructor(
    timers: TimerHeap,
    gaveUp: (cause: unknown) => void,
    poll?: () => Promise<void>,
  ) {
    this.#timers = timers;
    this.#gaveUp = gaveUp;
    this.#poll = poll;
  }

  /** Begins to find out whether it serves. */
  test(now: number): void {
    if (this.#poll === undefined) return;
    this.state = "testing";
    this.#begin(this.#poll, now, (settled, cause) => {
      this.rest();
      if (settled) this.state = "proven";
      else this.#giveUp(cause);
    });
  }

  /** Goes on when the sockets were served, with false when that failed. Returns false when it cannot be used. */
  wait(now: number, after: (settled: boolean) => void): boolean {
    if (this.state !== "proven" || this.#poll === undefined) return false;
    this.#begin(this.#poll, now, after);
    return true;
  }

  /** Nothing is left to run: no timer needs to stay. */
  rest(): void {
    if (this.#patience.index >= 0 && this.#after === undefined) this.#timers.cancel(this.#patience);
  }

  #begin(
    poll: () => Promise<void>,
    now: number,
    after: (settled: boolean, cause?: unknown) => void,
  ): void {
    const wait = ++this.#waits;
    this.#after = after;
    this.#since = now;
    // One timer looks after many waits: setting it for each would cost more than the waits.
    if (this.#patience.index < 0) this.#timers.set(this.#patience, now + PATIENCE_MS);
    const settle = (settled: boolean, cause?: unknown): void => {
      if (wait !== this.#waits) return;
      if (this.#after === undefined) {
        if (settled && this.state === "failed") this.state = "proven";
        return;
      }
      this.#after = undefined;
      after(settled, cause);
    };
    polled(poll).then(() => settle(true), (cause) => settle(false, cause));
  }

  #lookAfter(): void {
    const after = this.#after;
    if (after === undefined) return;
    const due = this.#since + PATIENCE_MS;
    if (this.#patience.due < due) return this.#timers.set(this.#patience, due);
    this.#after = undefined;
    if (this.state === "proven") this.#giveUp(tooLong());
    after(false);
  }

  #giveUp(cause: unknown = tooLong()): void {
    this.state = "failed";
    if (this.#told) return;
    this.#told = true;
    this.#gaveUp(cause);
  }
}

async function polled(poll: () => Promise<void>): Promise<void> {
  await poll();
}

function tooLong(): Error {
  return new Error(`yieldToIo did not settle within ${PATIENCE_MS} ms`);
}
