/** A message that reached nobody. */
export interface DeadLetter {
  readonly at: number;
  readonly to: string;
  readonly from: string;
  readonly reason: string;
  /** The message's `type` where it has one, else its JavaScript type; never its content. */
  readonly message: string;
}

/** A failure as people read it. */
export interface ErrorReport {
  readonly message: string;
  /** Messages of its `cause`, of that one's cause and so on, down to the first failure; at most 16. */
  readonly causes?: readonly string[];
  /** Wall time in milliseconds. */
  readonly at: number;
}

/** One actor as seen from outside, at one moment. */
export interface ActorReport {
  readonly path: string;
  readonly kind: string;
  readonly key: string;
  readonly state:
    | "starting"
    | "running"
    | "restarting"
    | "passive"
    | "coolingDown"
    | "stopping"
    | "stopped";
  readonly incarnation: number;
  readonly mailboxDepth: number;
  readonly mailboxCapacity: number;
  readonly handled: number;
  readonly crashed: number;
  readonly dropped: number;
  readonly restarts: number;
  /** Restarts still allowed in the current window. */
  readonly restartsLeft: number;
  readonly lastError: ErrorReport | undefined;
  /** Messages put aside by `ctx.stash`. */
  readonly stashed: number;
  /** Of a parent that has seen one. */
  readonly storms?: { readonly count: number; readonly active: boolean };
  readonly children: readonly ActorReport[];
}

/**
 * What the actors of one kind have done since the system was made. Each message that was sent to them is in exactly
 * one of `handled`, `dropped`, `refused`, `dead` and `expired`, or still waits. `handled` and `mailboxHighWater` are
 * brought up to date when an actor's run of turns ends.
 */
export interface KindMetrics {
  readonly kind: string;
  /** Spawned and not yet ended. */
  readonly living: number;
  readonly spawned: number;
  /** Messages whose handling has begun, those that crashed it included. */
  readonly handled: number;
  readonly crashed: number;
  readonly restarts: number;
  /** Messages given up by a full mailbox (`dropNewest`, `dropOldest`). */
  readonly dropped: number;
  /** Messages that a full mailbox or a cooling actor refused. */
  readonly refused: number;
  /** Messages that came after the actor's end, or waited when it ended. */
  readonly dead: number;
  /** Messages skipped because nobody wanted them any more: expired asks, cancelled timers, outcomes of old pipes. */
  readonly expired: number;
  /** `dropped`, `refused` and `dead` together. */
  readonly deadLetters: number;
  /** Most messages that waited at once in the mailbox of one actor. */
  readonly mailboxHighWater: number;
  /** Asks of actors of this kind that are open now. */
  readonly asksPending: number;
  readonly asksTimedOut: number;
}

/**
 * Whether `yieldToIo` serves: `none` was given; `testing` until it has settled once; `proven`; `failed` when it
 * rejected at the start, or did not settle within a second. Without a proven one, the host's own scheduling serves.
 */
export type IoPollState = "none" | "testing" | "proven" | "failed";

/** Counts that cost next to nothing to keep and to read. */
export interface SystemMetrics {
  /** In the order in which the kinds were first spawned. */
  readonly kinds: readonly KindMetrics[];
  readonly ioPoll: IoPollState;
}

/** How a stop went. `abandoned` are actors whose handler did not settle in time. */
export interface StopReport {
  readonly stopped: number;
  readonly abandoned: readonly string[];
  readonly tookMs: number;
}

/** Something the runtime did that people want to hear of; published on `lifecycle`. */
export interface LifecycleEvent {
  readonly type:
    | "crashed"
    | "restarted"
    | "coolingDown"
    | "stopped"
    | "escalated"
    | "abandoned"
    | "passivated"
    | "activated"
    | "stormBegan"
    | "stormEnded"
    | "snapshotFailed"
    | "ioPollFailed";
  readonly path: string;
  readonly kind: string;
  readonly key: string;
  readonly at: number;
  readonly error?: string;
  /** See {@link ErrorReport}. */
  readonly causes?: readonly string[];
  readonly delayMs?: number;
}
