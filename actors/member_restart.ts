import type { RestartPolicy } from "./kernel/mod.ts";

/**
 * How the actor of one fleet member is started again: five times a minute at most, soon at first and then more
 * slowly. One that fails more often rests, and never disturbs its neighbours.
 */
export const MEMBER_RESTART: RestartPolicy = {
  maxRestarts: 5,
  withinMs: 60_000,
  initialBackoffMs: 100,
  maxBackoffMs: 5_000,
  jitter: 0.5,
  healthyAfterMs: 60_000,
  whenExhausted: "coolDown",
  cooldownMs: 30_000,
};
