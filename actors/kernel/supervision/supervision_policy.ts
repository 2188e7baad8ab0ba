/** How often and how fast a failed actor is started again. */
export interface RestartPolicy {
  /** Restarts allowed within the sliding window. */
  readonly maxRestarts: number;
  readonly withinMs: number;
  readonly initialBackoffMs: number;
  readonly maxBackoffMs: number;
  /** 0 to 1: the share of a delay that is random. */
  readonly jitter: number;
  /** Backoff starts over after this long without a crash. */
  readonly healthyAfterMs: number;
  /**
   * When the budget is used up: `escalate` fails the parent with the cause chain; `stop` ends the actor;
   * `coolDown` refuses messages for `cooldownMs`, then starts it again with a fresh budget, so that one
   * misbehaving member never disturbs its neighbours.
   */
  readonly whenExhausted: "escalate" | "stop" | "coolDown";
  readonly cooldownMs: number;
}

/**
 * Whom a crash reaches among the children of one parent.
 *
 * - `oneForOne` (default): the child alone. Its own restart policy counts.
 * - `pool`: like `oneForOne`, for many peers that must not disturb each other: a child whose budget is used up never
 *   fails its parent, it cools down where its policy says `escalate`.
 * - `restForOne`: the child and those started after it. They end in reverse start order and start again in start order.
 * - `oneForAll`: all children, in the same way.
 *
 * With the last two, the budget is the group's (`Supervision.restart`), and the children's own policies do not count.
 * A child that ends by `stop` or by order has not crashed, and takes nobody with it.
 */
export type SupervisionStrategy = "oneForOne" | "pool" | "restForOne" | "oneForAll";

/**
 * When crashes of different children are taken as one trouble that they share, and how restarts are spread then: each
 * waits for its turn, so that the neighbours keep the processor. One child that crashes for ever is no storm.
 */
export interface StormPolicy {
  /** Different children that crash within `withinMs` make a storm. 2 to 10,000. Default 20. */
  readonly children: number;
  /** Milliseconds of the sliding window. The storm ends when fewer have crashed within it. Default 5,000. */
  readonly withinMs: number;
  /** Least milliseconds between two restarts during a storm. Default 20: a thousand members are back in 20 s. */
  readonly paceMs: number;
}

/** How a parent looks after its children. */
export interface Supervision {
  readonly strategy?: SupervisionStrategy;
  /** The budget and backoff of group restarts (`restForOne`, `oneForAll`). */
  readonly restart?: Partial<RestartPolicy>;
  /** For `oneForOne` and `pool`; a group restarts as one anyway. */
  readonly storm?: Partial<StormPolicy>;
}
