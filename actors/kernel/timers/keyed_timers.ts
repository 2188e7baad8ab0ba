import type { Cell } from "../cell.ts";
import type { ActorContext } from "../context.ts";
import type { Origin } from "../origin.ts";
import { TimerEntry } from "./timer_heap.ts";
import type { Timers } from "../types.ts";

/** A timer of one incarnation, and the origin of the message it sends. */
export class KeyedTimer extends TimerEntry implements Origin {
  /** True once cancelled, replaced, or left behind by a restart: a message under way is then skipped. */
  lapsed = false;
  #queued = false;

  constructor(
    readonly cell: Cell,
    readonly key: string,
    readonly message: unknown,
    readonly correlationId: string | undefined,
    readonly intervalMs?: number,
  ) {
    super();
  }

  get path(): string {
    return this.cell.path;
  }

  override run(): void {
    const { timers, clock } = this.cell.profile.runtime;
    if (this.intervalMs !== undefined) {
      // A tick that comes late is not made up for by a burst.
      timers.set(this, Math.max(this.due + this.intervalMs, clock.monotonicMs()));
    }
    // A slow actor finds one tick waiting, not all that it missed.
    if (this.#queued) return;
    this.#queued = true;
    this.cell.deliverOwn(this.message, this);
  }

  take(): boolean {
    this.#queued = false;
    if (this.lapsed) return false;
    if (this.intervalMs === undefined) this.cell.rare?.timers?.delete(this.key);
    return true;
  }

  /** It will not fire, and a message it has sent already is skipped. */
  cancel(): void {
    this.lapsed = true;
    this.cell.profile.runtime.timers.cancel(this);
  }
}

/** The timers of an actor as its handler sees them. */
export class ActorTimers implements Timers<unknown> {
  readonly #context: ActorContext;

  constructor(context: ActorContext) {
    this.#context = context;
  }

  once(key: string, delayMs: number, message: unknown): void {
    check("delayMs", delayMs, 0);
    const { correlationId } = this.#context;
    this.#set(new KeyedTimer(this.#context.cell, key, message, correlationId), delayMs);
  }

  every(key: string, intervalMs: number, message: unknown): void {
    check("intervalMs", intervalMs, Number.MIN_VALUE);
    // A tick belongs to no piece of work: it goes on when the work that started it is long done.
    const timer = new KeyedTimer(this.#context.cell, key, message, undefined, intervalMs);
    this.#set(timer, intervalMs);
  }

  cancel(key: string): void {
    if (!this.#context.active) return;
    const timers = this.#context.cell.rare?.timers;
    timers?.get(key)?.cancel();
    timers?.delete(key);
  }

  #set(timer: KeyedTimer, delayMs: number): void {
    if (!this.#context.active) return;
    this.cancel(timer.key);
    const { cell } = this.#context;
    (cell.extras().timers ??= new Map()).set(timer.key, timer);
    cell.profile.runtime.timers.after(timer, delayMs);
  }
}

function check(name: string, value: number, least: number): void {
  if (value >= least && value < Infinity) return;
  const range = least === 0 ? "0 or more" : "above 0";
  throw new RangeError(`timer ${name} must be finite and ${range}, got ${value}`);
}
