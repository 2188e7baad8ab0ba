import type { Clock, Scheduler } from "../types.ts";

/**
 * The time, read once per burst of work: on some machines one look at the clock costs as much as ten messages. A
 * value is good until the running batch of turns ends, or until the next microtask.
 */
export class CoarseTime {
  readonly #clock: Clock;
  readonly #scheduler: Scheduler;
  #value = 0;
  #fresh = false;
  #wall = 0;
  #wallFresh = false;

  constructor(clock: Clock, scheduler: Scheduler) {
    this.#clock = clock;
    this.#scheduler = scheduler;
  }

  /** Monotonic milliseconds, at most one burst of work old. */
  read(): number {
    if (this.#fresh) return this.#value;
    this.#scheduler.soon(this.#expire);
    return this.refresh();
  }

  /** Wall milliseconds, as old as {@link read} at most. */
  wall(): number {
    if (this.#fresh && this.#wallFresh) return this.#wall;
    this.read();
    this.#wallFresh = true;
    return this.#wall = this.#clock.now();
  }

  /** Looks at the clock. The caller sees to it that {@link expire} follows. */
  refresh(): number {
    this.#fresh = true;
    this.#wallFresh = false;
    return this.#value = this.#clock.monotonicMs();
  }

  /** The next reader looks at the clock again. */
  expire(): void {
    this.#fresh = false;
  }

  readonly #expire = (): void => this.expire();
}
