import { ActorProfile, type AnyDefinition } from "./life/actor_profile.ts";
import type { Ask } from "./asking/ask.ts";
import { AskDeadlines } from "./asking/ask_deadlines.ts";
import type { Cell } from "./cell.ts";
import { CoarseTime } from "./turns/coarse_time.ts";
import { DeadLetters } from "./reports/dead_letters.ts";
import { SYSTEM_CLOCK } from "./clock.ts";
import { createScheduler } from "./defaults.ts";
import { errorText } from "./errors.ts";
import { EventBus, topic } from "./reports/event_bus.ts";
import { IoGuard } from "./turns/io_guard.ts";
import { KindCounters } from "./reports/kind_counters.ts";
import { type Origin, Trace } from "./origin.ts";
import { Registry } from "./registry.ts";
import { RunQueue } from "./turns/scheduling.ts";
import { SnapshotDesk } from "./snapshots/snapshot_desk.ts";
import { TimerHeap } from "./timers/timer_heap.ts";
import type {
  Clock,
  LifecycleEvent,
  RestartPolicy,
  Scheduler,
  SpawnOptions,
  SystemOptions,
} from "./types.ts";

/** Where the runtime tells what it did to actors. */
export const LIFECYCLE = topic<LifecycleEvent>("kernel.lifecycle");

/** What contexts need of the modules above them. */
export interface Operations {
  spawn(parent: Cell, definition: AnyDefinition, args: unknown, options?: SpawnOptions): Cell;
  stop(cell: Cell, reason: string): void;
}

/** Batches of turns after which a new {@link Hand} is made: often enough for it to be young, too rarely to cost. */
const BATCHES_PER_HAND = 8;

/**
 * What a turn has in hand. Renewed from time to time: storing new messages in an old object would have the garbage
 * collector note each of them, at the price of a tenth of a turn.
 */
class Hand {
  message: unknown = undefined;
  origin: Origin | undefined = undefined;
}

/** What the actors of one system share, and the turn in hand. */
export class Runtime {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly random: () => number;
  readonly time: CoarseTime;
  readonly timers: TimerHeap;
  readonly asks: AskDeadlines;
  readonly io: IoGuard;
  readonly queue: RunQueue;
  readonly bus: EventBus;
  readonly registry = new Registry();
  readonly deadLetters: DeadLetters;
  readonly snapshots: SnapshotDesk | undefined;
  /** The actor whose handler is on the stack; what it sends comes from it. */
  current: Cell | undefined = undefined;
  /** Where a turn keeps its message and origin; held by {@link runTurns} during one actor's turns. */
  hand = new Hand();
  #batches = 0;
  #numbered = 0;
  #trace: Trace | undefined = undefined;
  /** By kind. Kinds are names in the program, so their number is small. */
  readonly counters = new Map<string, KindCounters>();
  readonly #beginAsks = (): void => this.asks.begin();
  readonly #afterBatch = (): void => {
    this.leaveTurn();
    if (++this.#batches % BATCHES_PER_HAND === 0) this.hand = new Hand();
    this.asks.begin();
  };
  /** Actors of one kind are mostly started in a row. */
  #lastProfile: ActorProfile | undefined = undefined;
  readonly #profiles = new WeakMap<AnyDefinition, ActorProfile>();

  constructor(options: SystemOptions, readonly operations: Operations) {
    this.clock = options.clock ?? SYSTEM_CLOCK;
    this.scheduler = options.scheduler ?? createScheduler();
    this.random = options.random ?? Math.random;
    this.time = new CoarseTime(this.clock, this.scheduler);
    this.timers = new TimerHeap(this.clock);
    this.asks = new AskDeadlines(this.time, this.timers);
    this.io = new IoGuard(this.timers, (cause) => this.#ioPollFailed(cause), options.yieldToIo);
    this.queue = new RunQueue(this.scheduler, this.time, this.io, this.#afterBatch);
    this.bus = new EventBus((name, cause) => this.#listenerFailed(name, cause));
    this.deadLetters = new DeadLetters(options.deadLetterCapacity);
    this.snapshots = options.snapshots && new SnapshotDesk(options.snapshots);
    this.io.test(this.clock.monotonicMs());
  }

  /** The message of the turn in hand. */
  get message(): unknown {
    return this.hand.message;
  }

  set message(message: unknown) {
    this.hand.message = message;
  }

  /** The origin of that message. */
  get origin(): Origin | undefined {
    return this.hand.origin;
  }

  set origin(origin: Origin | undefined) {
    this.hand.origin = origin;
  }

  /** The shared part of a definition's actors; a restart policy of its own makes it its own. */
  profile(definition: AnyDefinition, restart?: Partial<RestartPolicy>): ActorProfile {
    if (restart !== undefined) return new ActorProfile(this, definition, restart);
    const last = this.#lastProfile;
    if (last?.definition === definition) return last;
    let profile = this.#profiles.get(definition);
    if (profile === undefined) {
      this.#profiles.set(definition, profile = new ActorProfile(this, definition));
    }
    return this.#lastProfile = profile;
  }

  /** The totals of a kind, made when it is first named. */
  countersOf(kind: string): KindCounters {
    let counters = this.counters.get(kind);
    if (counters === undefined) this.counters.set(kind, counters = new KindCounters(kind));
    return counters;
  }

  /** A number that names one actor of this system. */
  nextNumber(): number {
    return ++this.#numbered;
  }

  /** The deadline of a new ask begins to run when this batch of turns has ended. */
  noteAsk(ask: Ask): void {
    if (this.asks.add(ask) && !this.queue.armed) this.scheduler.soon(this.#beginAsks);
  }

  /** The origin of a message sent now: the sender, with the correlation id of the message in hand. */
  inheritedOrigin(): Origin | undefined {
    const { current, origin } = this;
    const id = origin === undefined ? undefined : origin.correlationId;
    if (id === undefined) return current;
    const trace = this.#trace;
    if (trace?.correlationId === id && trace.sender === current) return trace;
    return this.#trace = new Trace(current, id);
  }

  /** Runs something as part of an actor's turn, inside another turn or none; correlation goes on. */
  inTurnOf<T>(cell: Cell, run: () => T): T {
    const outer = this.current;
    this.current = cell;
    try {
      return run();
    } finally {
      this.current = outer;
    }
  }

  /** No turn is in hand any more. */
  leaveTurn(): void {
    this.current =
      this.#trace =
      this.message =
      this.origin =
        undefined;
  }

  /** Publishes on the lifecycle topic. */
  announce(
    cell: Cell,
    type: LifecycleEvent["type"],
    more: Pick<LifecycleEvent, "error" | "causes" | "delayMs"> = {},
  ): void {
    // Thousands of actors may end at once; nobody listening should cost nothing.
    if (!this.bus.has(LIFECYCLE)) return;
    const { path, kind, key } = cell;
    this.bus.publish(LIFECYCLE, { type, path, kind, key, at: this.clock.now(), ...more });
  }

  #ioPollFailed(cause: unknown): void {
    const [path, at, error] = ["yieldToIo", this.clock.now(), errorText(cause)];
    const event = { type: "ioPollFailed", path, kind: "scheduler", key: path, at, error } as const;
    this.bus.publish(LIFECYCLE, event);
  }

  #listenerFailed(name: string, cause: unknown): void {
    const at = this.clock.now();
    const reason = `listener failed: ${errorText(cause)}`;
    this.deadLetters.add({ at, to: `topic ${name}`, from: "bus", reason, message: name });
    // A listener of the lifecycle itself that fails would be told of its own failure for ever.
    if (name === LIFECYCLE.name) return;
    const path = `topic ${name}`;
    const error = errorText(cause);
    this.bus.publish(LIFECYCLE, { type: "crashed", path, kind: "listener", key: name, at, error });
  }
}
