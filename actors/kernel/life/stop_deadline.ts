import type { CoarseTime } from "../turns/coarse_time.ts";
import type { TimerEntry } from "../timers/timer_heap.ts";

/** Milliseconds that an actor stopped by its parent, or by itself, has to end: long enough to close a connection. */
export const DEFAULT_STOP_MS = 5000;

/** What one stop has done so far, over all the actors it reaches. */
export interface StopTally {
  stopped: number;
  /** Paths of actors that were not waited for any longer. */
  readonly abandoned: string[];
}

/** Until when an actor has to have ended. */
export class StopDeadline {
  readonly #time: CoarseTime;

  constructor(
    time: CoarseTime,
    /** Monotonic milliseconds. */
    readonly atMs: number,
    readonly tally: StopTally = { stopped: 0, abandoned: [] },
  ) {
    this.#time = time;
  }

  /** Milliseconds left. */
  get leftMs(): number {
    return Math.max(0, this.atMs - this.#time.read());
  }

  /**
   * Half of what is left, for those who end first: however many of them hang, the others, and at last the actor
   * itself, still have time to end in good order.
   */
  share(): StopDeadline {
    return new StopDeadline(this.#time, this.atMs - this.leftMs / 2, this.tally);
  }
}

/** An actor's order to stop. */
export interface StopRequest {
  readonly reason: string;
  /** Replaced when a later order leaves less time. */
  deadline: StopDeadline;
  /** Resolves when the actor has ended. */
  readonly done: Promise<void>;
  readonly settle: () => void;
  /** Fires when a turn in progress has been waited for long enough. */
  readonly patience: TimerEntry;
  /** Fires when the hook, or the last save, has been waited for long enough; set meanwhile. */
  wait: TimerEntry | undefined;
}
