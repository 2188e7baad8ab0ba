import type { RestartPolicy } from "../types.ts";

/**
 * The policy of a kind that names none. Five restarts in half a minute ride out a passing trouble (the backoff adds
 * up to about 3 s), and a steady one reaches the parent within seconds.
 */
export const DEFAULT_RESTART: RestartPolicy = {
  maxRestarts: 5,
  withinMs: 30_000,
  initialBackoffMs: 100,
  maxBackoffMs: 10_000,
  jitter: 0.2,
  healthyAfterMs: 60_000,
  whenExhausted: "escalate",
  cooldownMs: 60_000,
};

/** The restarts that one actor has had and may still have. Times are monotonic milliseconds. */
export class RestartBudget {
  /** The delay before the last restart. */
  waitedMs = 0;
  readonly #policy: RestartPolicy;
  /** Restarts within the window, oldest first; never longer than `maxRestarts`. */
  #spent: number[] = [];
  /** Crashes since the actor was last healthy. */
  #streak = 0;
  #runningSince = Infinity;

  constructor(policy: RestartPolicy) {
    this.#policy = policy;
  }

  /** Notes that the actor runs again. */
  running(now: number): void {
    this.#runningSince = now;
  }

  /** Spends one restart: the milliseconds to wait before it, or `undefined` when none is left. */
  spend(now: number, random: () => number): number | undefined {
    if (this.left(now) === 0) return undefined;
    if (now - this.#runningSince >= this.#policy.healthyAfterMs) this.#streak = 0;
    this.#spent.push(now);
    return backoffMs(this.#policy, this.#streak++, random());
  }

  /** Restarts still allowed in the current window. */
  left(now: number): number {
    const since = now - this.#policy.withinMs;
    this.#spent = this.#spent.filter((at) => at > since);
    return Math.max(0, this.#policy.maxRestarts - this.#spent.length);
  }

  /** A fresh budget, after a cooldown. */
  renew(): void {
    this.#spent = [];
    this.#streak = 0;
  }
}

/** Delay before the restart after `streak` earlier ones: doubling, capped, then shortened by up to the jitter. */
export function backoffMs(policy: RestartPolicy, streak: number, random: number): number {
  const full = Math.min(policy.maxBackoffMs, policy.initialBackoffMs * 2 ** streak);
  return full * (1 - policy.jitter * random);
}
