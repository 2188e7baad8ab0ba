/**
 * The public shapes of the actor runtime: what an actor is made of, what a reference can do,
 * and what each operation promises. `mod.ts` is the only door to this folder.
 */
import type {
  ActorReport,
  DeadLetter,
  LifecycleEvent,
  StopReport,
  SystemMetrics,
} from "./reports/reports.ts";
import type { SnapshotPart, SnapshotStore } from "./snapshots/snapshot_port.ts";
import type { RestartPolicy, Supervision } from "./supervision/supervision_policy.ts";

export type * from "./reports/reports.ts";
export type * from "./snapshots/snapshot_port.ts";
export type * from "./supervision/supervision_policy.ts";

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
  /** Never throws. FIFO per sender and receiver, in each lane (see `urgentMessage`). */
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
  | { readonly type: "watchedStopped"; readonly actor: ActorRef<never>; readonly reason: string }
  | {
    /** The watched incarnation has failed; the next one begins after `delayMs`, and is watched in its place. */
    readonly type: "watchedFailed";
    readonly actor: ActorRef<never>;
    /** Number of the incarnation that ended; the first is 1. */
    readonly incarnation: number;
    readonly cause: unknown;
    readonly delayMs: number;
  };

/** What happens when a bounded mailbox is full. `wait` is for adapters that can stop reading a socket. */
export interface MailboxPolicy {
  /** Messages; 1 to 2^20. Rounded up to a power of two. */
  readonly capacity: number;
  readonly whenFull: "fail" | "dropNewest" | "dropOldest" | "wait";
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
  /** How it looks after its children. */
  readonly supervision?: Supervision;
  /** Messages that `ctx.stash` may put aside; 0 to 2^20. Default: as many as the mailbox takes. */
  readonly stashCapacity?: number;
  /**
   * After so many milliseconds without a message the incarnation ends, children first, and the actor is passive: it
   * keeps its ref, args, registry entry and watchers, costs no state, and the next message starts it again. Messages
   * that arrive meanwhile wait. Its own timers do not keep it awake (they end with it); a deferred ask, piped work in
   * progress and stashed messages do.
   */
  readonly passivateAfterMs?: number;
  /** Needs `SystemOptions.snapshots`, and an actor that is registered. */
  readonly snapshot?: SnapshotPart<S>;
  /**
   * Has its turns before others that wait. For the few actors that people wait for; every seventeenth turn goes
   * to the others all the same. Order of messages is not changed.
   */
  readonly urgent?: boolean;
  /**
   * Messages for which this is true go ahead of the others in this actor's mailbox, whoever sends them and however
   * (tell, ask, timer). Asked once for each message, as it arrives; must be quick and depend on the message alone.
   * Order holds per sender and lane. Both lanes share the mailbox's bound and policy, and after eight urgent messages
   * in a row an ordinary one has its turn. When it throws, the message counts as ordinary and the actor crashes.
   */
  urgentMessage?(message: M): boolean;
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
  /**
   * Unique among the living siblings; 1 to 256 characters, no slash, no `$` at the beginning. Left out, the actor is
   * anonymous: its key is `$` and a number, it is not in the registry, and it costs the least to start.
   */
  readonly key?: string;
  readonly restart?: Partial<RestartPolicy>;
  /** Listed in the registry under kind and key. Default true, if it has a key. */
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
  /** 1 for the first, one more with each restart and each awakening. */
  readonly incarnation: number;
  /** Correlation id of the message in hand, if it has one. */
  readonly correlationId: string | undefined;
  /** Milliseconds of the injected clock's wall time (for people and storage); read once per burst of turns. */
  now(): number;
  /** Milliseconds of the injected monotonic clock (for intervals); read once per burst of turns. */
  monotonicMs(): number;
  /** 0 <= x < 1, from the injected source. */
  random(): number;
  spawn<N, T, B>(
    definition: ActorDefinition<N, T, B>,
    args: B,
    options?: SpawnOptions,
  ): ActorRef<N>;
  stopChild(child: ActorRef<never>, reason?: string): void;
  children(): readonly ActorRef<never>[];
  /**
   * Until the actor ends or this incarnation does: brings `watchedFailed` when the watched incarnation failed, once for
   * each, and one `watchedStopped` when the actor has ended; at once, when it has ended before. Watching it again
   * changes nothing. A child brings its `childStopped` first. Watching oneself does nothing, and an ancestor is never
   * heard of, for it ends after its descendants. Does nothing without a `signal` function.
   */
  watch(actor: ActorRef<never>): void;
  /** Takes a watch back; what it has brought and was not handled yet is not handled. */
  unwatch(actor: ActorRef<never>): void;
  find<N>(kind: ActorKind<N>, key: string): ActorRef<N> | undefined;
  /** Answers the question in hand; its type is checked against the question. */
  reply<Q extends Question<unknown>>(question: Q, value: AnswerOf<Q>): void;
  /** Takes the question in hand along, to be answered in a later turn. */
  defer<Q extends Question<unknown>>(question: Q): Reply<AnswerOf<Q>>;
  /**
   * Puts the message in hand aside, to be handled again after `unstashAll`; doing so twice in a turn changes nothing.
   * False when the stash is full: then the message is a dead letter, and its ask settles as refused. Throws when there
   * is no message in hand. A turn that fails takes its own message out of the stash again.
   */
  stash(): boolean;
  /**
   * Puts what was stashed back at the head of the mailbox, in the order it arrived. The end of an incarnation does so
   * too, for the next one to handle.
   */
  unstashAll(): void;
  /**
   * Sends `message` to itself when no message has come for `ms`, and again after each further such time. Its own
   * timers do not count; a turn in progress holds it back. Replaces the one before; ends with the incarnation.
   */
  receiveTimeout(ms: number, message: M): void;
  cancelReceiveTimeout(): void;
  /** Removes what was saved of this actor; this incarnation saves nothing more. */
  forgetSnapshot(): void;
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
  /**
   * An integer from 0 up to `count`, for tests that try many orders: which of so many runnable actors comes next, and
   * after how many messages it makes room. Left out, actors run in the order they got something to do.
   */
  choose?(count: number): number;
}

export interface SystemOptions {
  readonly clock?: Clock;
  readonly scheduler?: Scheduler;
  readonly random?: () => number;
  /** Dead letters kept. Default 256. */
  readonly deadLetterCapacity?: number;
  /** How the actors without a parent of their own are looked after. */
  readonly supervision?: Supervision;
  /** Where actors with a `snapshot` part keep it. */
  readonly snapshots?: SnapshotStore;
  /** Waits until the runtime has really polled its sockets; used while the loop is saturated. */
  readonly yieldToIo?: () => Promise<void>;
}

/** A running tree of actors in one isolate. */
export interface ActorSystem {
  spawn<M, S, A>(
    definition: ActorDefinition<M, S, A>,
    args: A,
    options?: SpawnOptions,
  ): ActorRef<M>;
  find<M>(kind: ActorKind<M>, key: string): ActorRef<M> | undefined;
  publish<E>(topic: Topic<E>, event: E): void;
  /** Returns the way to unsubscribe. A throwing listener is reported, and stays subscribed. */
  subscribe<E>(topic: Topic<E>, listener: (event: E) => void): () => void;
  readonly lifecycle: Topic<LifecycleEvent>;
  report(): ActorReport;
  /** Counts per kind of actor; its cost depends on the number of kinds alone. */
  metrics(): SystemMetrics;
  /** Messages that wait now, by kind of actor; a look at each actor, some 0.1 ms for a thousand. */
  mailboxDepths(): ReadonlyMap<string, number>;
  deadLetters(): { readonly total: number; readonly recent: readonly DeadLetter[] };
  /** Children before parents, in reverse start order, within `deadlineMs` overall. */
  stop(deadlineMs: number): Promise<StopReport>;
}
