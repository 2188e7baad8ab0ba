import type { ActorSystem, Clock } from "../../actors/kernel/mod.ts";
import {
  judgeLoad,
  type Load,
  loadChanged,
  type LoadLimits,
  type LoadReading,
  type LoadState,
  UNLOADED,
} from "../../actors/load.ts";
import { watchLateness } from "../lateness.ts";

/** What is looked at. */
export interface LoadWatchParts {
  readonly system: Pick<ActorSystem, "mailboxDepths" | "publish">;
  readonly clock: Clock;
  readonly limits: LoadLimits;
  /** Writes that are not on the disk yet. */
  readonly waitingWrites: () => number;
  /** Bytes that the process has of the machine's memory. */
  readonly residentBytes: () => number;
}

/** Twenty looks a second: the median of a second says whether the loop is late, and not whether it was once. */
const LOOK_MS = 50;
/** Between two judgements; counting mailboxes takes a millisecond with the largest fleet. */
const JUDGE_MS = 1_000;

/** Watches how much there is to do, until it is closed, and publishes each change of the state. */
export class LoadWatch {
  readonly #parts: LoadWatchParts;
  #judged = UNLOADED;
  #since: number;
  /** Of this second; some twenty. */
  #delays: number[] = [];
  #judgeAt: number;
  readonly #stopLooking: () => void;

  /** Begins at once. */
  constructor(parts: LoadWatchParts) {
    this.#parts = parts;
    this.#since = parts.clock.now();
    this.#judgeAt = parts.clock.monotonicMs() + JUDGE_MS;
    this.#stopLooking = watchLateness(parts.clock, LOOK_MS, (lateMs, now) => {
      this.#delays.push(lateMs);
      if (now >= this.#judgeAt) this.#judge(now);
    });
  }

  /** The state of this moment: asked at each message of every peer. */
  get state(): LoadState {
    return this.#judged.state;
  }

  /** The load of this moment. */
  get current(): Load {
    const { state, causes } = this.#judged;
    return { state, causes, since: this.#since };
  }

  close(): void {
    this.#stopLooking();
  }

  #judge(now: number): void {
    const before = this.#judged.state;
    this.#judged = judgeLoad(this.#judged, this.#read(), this.#parts.limits, now);
    this.#delays = [];
    this.#judgeAt = now + JUDGE_MS;
    if (this.#judged.state === before) return;
    this.#since = this.#parts.clock.now();
    this.#parts.system.publish(loadChanged, this.current);
  }

  #read(): LoadReading {
    const { system, waitingWrites, residentBytes } = this.#parts;
    const sorted = this.#delays.toSorted((one, other) => one - other);
    let mailboxes = 0;
    for (const depth of system.mailboxDepths().values()) mailboxes += depth;
    return {
      eventLoop: sorted[sorted.length >> 1] ?? 0,
      mailboxes,
      database: waitingWrites(),
      memory: residentBytes(),
    };
  }
}
