import type { KindMetrics } from "../types.ts";

/** Running totals of one kind of actor. Plain numbers, so that counting is one addition. */
export class KindCounters {
  spawned = 0;
  living = 0;
  handled = 0;
  crashed = 0;
  restarts = 0;
  dropped = 0;
  refused = 0;
  dead = 0;
  expired = 0;
  mailboxHighWater = 0;
  asksPending = 0;
  asksTimedOut = 0;

  constructor(readonly kind: string) {}

  /** Notes how many messages wait for one actor. */
  noteDepth(depth: number): void {
    if (depth > this.mailboxHighWater) this.mailboxHighWater = depth;
  }

  /** The totals of this moment. */
  read(): KindMetrics {
    return { ...this, deadLetters: this.dropped + this.refused + this.dead };
  }
}
