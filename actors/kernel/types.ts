/**
 * The public shapes of the actor runtime: what an actor is made of, what a reference can do,
 * and what each operation promises. `mod.ts` is the only door to this folder.
 */

declare const answer: unique symbol;

/** A message that wants an answer of type `R`. Plain data: the way back travels beside it, not in it. */
export interface Question<R> {
  readonly [answer]?: R;
}

/** The answer type of a question. */
export type AnswerOf<Q> = Q extends Question<infer R> ? R : never;

/**
 * What became of a `tell`.
 *
 * - `accepted`: queued.
 * - `wait`: queued, but the mailbox is over its capacity; stop reading the source until `writable()`.
 * - `dropped`: the mailbox was full and this message was given up (policy `dropNewest`).
 * - `full`: the mailbox was full and refused it (policy `fail`, or `wait` past its hard limit).
 * - `stopped`: nobody lives there any more, or the actor is cooling down.
 *
 * Everything but `accepted` and `wait` is counted and kept in the dead-letter ring.
 */
export type TellStatus = "accepted" | "wait" | "dropped" | "full" | "stopped";

/** How long to wait for an answer, and how to give up sooner. */
export interface AskOptions {
  /** Milliseconds until the ask settles as timed out. Must be positive and finite. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** Names the piece of work this belongs to; inherited from the turn in hand when left out. */
  readonly correlationId?: string;
}

/** A typed address of an actor. Stays valid across restarts; comparable with `===`. */
export interface ActorRef<in M> {
  /** Kind of the actor, for example `display`. */
  readonly kind: string;
  /** Name among its siblings. */
  readonly key: string;
  /** `/displays/7`: keys from the root down. */
  readonly path: string;
  /** Never throws. FIFO per sender and receiver. */
  tell(message: M, correlationId?: string): TellStatus;
  /** Settles exactly once: the answer, or an {@link AskError}. An expired ask is skipped, not handled. */
  ask<Q extends M & Question<unknown>>(question: Q, options: AskOptions): Promise<AnswerOf<Q>>;
  /** Resolves when the mailbox has room again (at most half of its capacity), or the actor is gone. */
  writable(): Promise<void>;
}

/** Why an ask did not get its answer. */
export type AskFailure = "failed" | "stopped" | "refused" | "aborted" | "timedOut" | "cycle";

/** What an actor returns from its handler: nothing (same state), a new state, or `stop(reason)`. */
export type Next<S> = S | Stop | void;

/** Made by `stop()`. */
export interface Stop {
  readonly stop: true;
  readonly reason: string;
}

/** Facts about other actors, delivered in the system lane, between turns. */
export type Signal =
  | { readonly type: "childStopped"; readonly child: ActorRef<never>; readonly reason: string }
  | {
    readonly type: "childCoolingDown";
    readonly child: ActorRef<never>;
    readonly cause: unknown;
    readonly cooldownMs: number;
  }
  | { readonly type: "watchedStopped"; readonly actor: ActorRef<never>; readonly reason: string };

/** What happens when a bounded mailbox is full. `wait` is for adapters that can stop reading a socket. */
export interface MailboxPolicy {
  /** Messages; 1 to 2^20. Rounded up to a power of two. */
  readonly capacity: number;
  readonly whenFull: "fail" | "dropNewest" | "dropOldest" | "wait";
}

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

/** Names a kind of actor, and carries its message type, so that look-ups are typed. */
export interface ActorKind<M> {
  readonly kind: string;
  /** Never set; only its type counts. */
  readonly messageType?: M;
}

/**
 * One kind of actor. `init` runs at every start and restart with the same `args`; what must outlive a crash
 * belongs in `args` or a store.
 */
export interface ActorDefinition<M, S, A = void> extends ActorKind<M> {
  readonly mailbox: MailboxPolicy;
  readonly restart?: Partial<RestartPolicy>;
  /**
   * Has its turns before others that wait. For the few actors that people wait for; every seventeenth turn goes
   * to the others all the same. Order of messages is not changed.
   */
  readonly urgent?: boolean;
  init(ctx: Context<M>, args: A): S | Promise<S>;
  handle(state: S, message: M, ctx: Context<M>): Next<S> | Promise<Next<S>>;
  signal?(state: S, signal: Signal, ctx: Context<M>): Next<S> | Promise<Next<S>>;
  /** Runs once when an incarnation ends, for a stop or before a restart. */
  stopped?(state: S, reason: string, ctx: Context<M>): void | Promise<void>;
}

/** A deferred answer: settles the ask it was taken from, once; later calls do nothing. */
export interface Reply<R> {
  ok(value: R): void;
  fail(cause: unknown): void;
  /** True while somebody still waits. */
  readonly open: boolean;
}

/** A typed channel on the system's event bus. Made by `topic()`. */
export interface Topic<E> {
  readonly name: string;
  readonly event?: E;
}

export interface SpawnOptions {
  /** Unique among the living siblings. */
  readonly key: string;
  readonly restart?: Partial<RestartPolicy>;
  /** Listed in the registry under kind and key. Default true. */
  readonly registered?: boolean;
}

/** Keyed timers; they die with the incarnation. Setting a key again replaces it. */
export interface Timers<M> {
  once(key: string, delayMs: number, message: M): void;
  every(key: string, intervalMs: number, message: M): void;
  cancel(key: string): void;
}

/** What an actor can do while it handles a message. */
export interface Context<M> {
  readonly self: ActorRef<M>;
  readonly timers: Timers<M>;
  /** Correlation id of the message in hand, if it has one. */
  readonly correlationId: string | undefined;
  /** Milliseconds of the injected clock's wall time (for people and storage); read once per burst of turns. */
  now(): number;
  /** Milliseconds of the injected monotonic clock (for intervals); read once per burst of turns. */
  monotonicMs(): number;
  /** 0 <= x < 1, from the injected source. */
  random(): number;
  spawn<N, T, B>(definition: ActorDefinition<N, T, B>, args: B, options: SpawnOptions): ActorRef<N>;
  stopChild(child: ActorRef<never>, reason?: string): void;
  children(): readonly ActorRef<never>[];
  watch(actor: ActorRef<never>): void;
  unwatch(actor: ActorRef<never>): void;
  find<N>(kind: ActorKind<N>, key: string): ActorRef<N> | undefined;
  /** Answers the question in hand; its type is checked against the question. */
  reply<Q extends Question<unknown>>(question: Q, value: AnswerOf<Q>): void;
  /** Takes the question in hand along, to be answered in a later turn. */
  defer<Q extends Question<unknown>>(question: Q): Reply<AnswerOf<Q>>;
  /** An ask that is part of this actor's own turn; a cycle of such asks fails at once. */
  ask<N, Q extends N & Question<unknown>>(
    ref: ActorRef<N>,
    question: Q,
    options: AskOptions,
  ): Promise<AnswerOf<Q>>;
  /** Brings a promise's outcome back as a message to itself. Dropped when the incarnation has ended. */
  pipe<T>(promise: Promise<T>, ok: (value: T) => M, failed: (cause: unknown) => M): void;
  publish<E>(topic: Topic<E>, event: E): void;
  /** Until this incarnation ends. */
  subscribe<E>(topic: Topic<E>, toMessage: (event: E) => M): void;
}

/** Time, chance and scheduling, injected so that tests run in virtual time with a seed. */
export interface Clock {
  now(): number;
  monotonicMs(): number;
  setTimer(delayMs: number, run: () => void): unknown;
  clearTimer(handle: unknown): void;
}
export interface Scheduler {
  /** Runs soon, in the same turn of the event loop where possible. */
  soon(run: () => void): void;
  /** Runs after pending I/O had its chance. */
  later(run: () => void): void;
}

/** A message that reached nobody. */
export interface DeadLetter {
  readonly at: number;
  readonly to: string;
  readonly from: string;
  readonly reason: string;
  /** The message's `type` where it has one, else its JavaScript type; never its content. */
  readonly message: string;
}

/** One actor as seen from outside, at one moment. */
export interface ActorReport {
  readonly path: string;
  readonly kind: string;
  readonly key: string;
  readonly state: "starting" | "running" | "restarting" | "coolingDown" | "stopping" | "stopped";
  readonly mailboxDepth: number;
  readonly mailboxCapacity: number;
  readonly handled: number;
  readonly crashed: number;
  readonly dropped: number;
  readonly restarts: number;
  /** Restarts still allowed in the current window. */
  readonly restartsLeft: number;
  readonly lastError: { readonly message: string; readonly at: number } | undefined;
  readonly children: readonly ActorReport[];
}

/** How a stop went. `abandoned` are actors whose handler did not settle in time. */
export interface StopReport {
  readonly stopped: number;
  readonly abandoned: readonly string[];
  readonly tookMs: number;
}

/** Something the runtime did that people want to hear of; published on `lifecycle`. */
export interface LifecycleEvent {
  readonly type: "crashed" | "restarted" | "coolingDown" | "stopped" | "escalated" | "abandoned";
  readonly path: string;
  readonly kind: string;
  readonly key: string;
  readonly at: number;
  readonly error?: string;
  readonly delayMs?: number;
}

export interface SystemOptions {
  readonly clock?: Clock;
  readonly scheduler?: Scheduler;
  readonly random?: () => number;
  /** Dead letters kept. Default 256. */
  readonly deadLetterCapacity?: number;
  /** Waits until the runtime has really polled its sockets; used while the loop is saturated. */
  readonly yieldToIo?: () => Promise<void>;
}

/** A running tree of actors in one isolate. */
export interface ActorSystem {
  spawn<M, S, A>(definition: ActorDefinition<M, S, A>, args: A, options: SpawnOptions): ActorRef<M>;
  find<M>(kind: ActorKind<M>, key: string): ActorRef<M> | undefined;
  publish<E>(topic: Topic<E>, event: E): void;
  /** Returns the way to unsubscribe. A throwing listener is reported, and stays subscribed. */
  subscribe<E>(topic: Topic<E>, listener: (event: E) => void): () => void;
  readonly lifecycle: Topic<LifecycleEvent>;
  report(): ActorReport;
  deadLetters(): { readonly total: number; readonly recent: readonly DeadLetter[] };
  /** Children before parents, in reverse start order, within `deadlineMs` overall. */
  stop(deadlineMs: number): Promise<StopReport>;
}
