import type { Cell } from "../cell.ts";
import type { StormPolicy } from "./supervision_policy.ts";
import { TimerEntry } from "../timers/timer_heap.ts";

/**
 * The policy of a parent that names none. Twenty members that crash within five seconds have one cause, not twenty;
 * and fifty restarts a second leave most of the processor to the others.
 */
export const DEFAULT_STORM: StormPolicy = { children: 20, withinMs: 5000, paceMs: 20 };

/** Sees when many children of one parent crash, and spreads their restarts until it is over. */
export class StormWatch {
  /** Storms so far. */
  count = 0;
  active = false;
  readonly #supervisor: Cell;
  readonly #policy: StormPolicy;
  /** The last children that crashed, with the time of their last crash, oldest first; never more than make a storm. */
  readonly #crashed = new Map<Cell, number>();
  readonly #over = new TimerEntry(() => this.#look());
  /** When the next restart may be. */
  #nextAt = 0;

  constructor(supervisor: Cell, policy: Partial<StormPolicy> = {}) {
    this.#supervisor = supervisor;
    this.#policy = { ...DEFAULT_STORM, ...policy };
  }

  /** A child has crashed. */
  note(child: Cell): void {
    const now = this.#now();
    this.#crashed.delete(child);
    this.#crashed.set(child, now);
    this.#forget(now);
    if (this.active || this.#crashed.size < this.#policy.children) return;
    this.active = true;
    this.count++;
    this.#supervisor.profile.runtime.announce(this.#supervisor, "stormBegan");
    this.#lookLater();
  }

  /** Milliseconds that a restart that is due has still to wait; the turn is then reserved. */
  claimTurn(): number {
    const now = this.#now();
    // Turns that were given out in a storm are kept after it, or all who wait would start at once.
    if (!this.active && this.#nextAt <= now) return 0;
    const at = Math.max(now, this.#nextAt);
    this.#nextAt = at + this.#policy.paceMs;
    return at - now;
  }

  /** The children have ended with their parent's incarnation. */
  close(): void {
    this.#supervisor.profile.runtime.timers.cancel(this.#over);
    this.#crashed.clear();
    this.#nextAt = 0;
    this.#end();
  }

  #look(): void {
    this.#forget(this.#now());
    if (this.#crashed.size < this.#policy.children) this.#end();
    else this.#lookLater();
  }

  #lookLater(): void {
    for (const oldest of this.#crashed.values()) {
      return this.#supervisor.profile.runtime.timers.set(
        this.#over,
        oldest + this.#policy.withinMs,
      );
    }
  }

  #end(): void {
    if (!this.active) return;
    this.active = false;
    this.#supervisor.profile.runtime.announce(this.#supervisor, "stormEnded");
  }

  #forget(now: number): void {
    const since = now - this.#policy.withinMs;
    for (const [child, at] of this.#crashed) {
      if (at > since && this.#crashed.size <= this.#policy.children) break;
      this.#crashed.delete(child);
    }
  }

  #now(): number {
    return this.#supervisor.profile.runtime.clock.monotonicMs();
  }
}
