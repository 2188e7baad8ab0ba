/** Time as an agent or a scripted device needs it; injected, so that a test may run it at any speed. */
export interface DeviceClock {
  /** Epoch milliseconds. */
  now(): number;
  setTimer(delayMs: number, run: () => void): unknown;
  clearTimer(handle: unknown): void;
}

/** The machine's own clock. */
export const realClock: DeviceClock = {
  now: () => Date.now(),
  setTimer: (delayMs, run) => setTimeout(run, delayMs),
  clearTimer: (handle) => clearTimeout(handle as number),
};

/** Undoes a wait; harmless when it is over. */
export type CancelWait = () => void;

/** The pending waits of one device: all sped up by one factor, all gone with one call. */
export class Waits {
  readonly #pending = new Set<CancelWait>();

  /** @param timeScale every wait is divided by it; 1 is real time, 100 turns 5 s into 50 ms */
  constructor(readonly clock: DeviceClock, readonly timeScale: number) {}

  after(delayMs: number, run: () => void): CancelWait {
    const cancel = () => {
      this.#pending.delete(cancel);
      this.clock.clearTimer(handle);
    };
    const handle = this.clock.setTimer(delayMs / this.timeScale, () => {
      this.#pending.delete(cancel);
      run();
    });
    this.#pending.add(cancel);
    return cancel;
  }

  /** First after `firstMs`, then every `intervalMs`, until cancelled. */
  every(intervalMs: number, run: () => void, firstMs = intervalMs): CancelWait {
    let cancel = this.after(firstMs, tick.bind(this));
    function tick(this: Waits): void {
      cancel = this.after(intervalMs, tick.bind(this));
      run();
    }
    return () => cancel();
  }

  cancelAll(): void {
    for (const cancel of [...this.#pending]) cancel();
  }
}
