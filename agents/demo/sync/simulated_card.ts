import type { RunningStateSource, StateFeed, StateSource } from "../../sync/agent/state_source.ts";
import type { SyncDigit } from "../../sync/agent/sync_state.ts";
import { type DeviceClock, realClock, Waits } from "../../waits.ts";

/** As often as NVIDIA's class is asked. */
const READ_MS = 1_000;

/** A sync card that exists in words only. */
export class SimulatedCard implements StateSource {
  readonly name = "simulated sync card";
  readonly #clock: DeviceClock;
  readonly #feeds = new Set<StateFeed>();
  #digit: SyncDigit;

  constructor(digit: SyncDigit, clock: DeviceClock = realClock) {
    this.#digit = digit;
    this.#clock = clock;
  }

  get digit(): SyncDigit {
    return this.#digit;
  }

  /** What it says from now on, told at once. */
  become(digit: SyncDigit): void {
    this.#digit = digit;
    for (const feed of this.#feeds) feed.read(digit);
  }

  start(feed: StateFeed): RunningStateSource {
    const waits = new Waits(this.#clock, 1);
    this.#feeds.add(feed);
    waits.every(READ_MS, () => feed.read(this.#digit), 0);
    return {
      stop: () => {
        this.#feeds.delete(feed);
        waits.cancelAll();
        return Promise.resolve();
      },
    };
  }
}
