import { ActorProfile, type AnyDefinition } from "./actor_profile.ts";
import { AskDeadlines } from "./ask_deadlines.ts";
import type { Cell } from "./cell.ts";
import { CoarseTime } from "./coarse_time.ts";
import { DeadLetters } from "./dead_letters.ts";
import { createScheduler, SYSTEM_CLOCK } from "./defaults.ts";
import { errorText } from "./errors.ts";
import { EventBus, topic } from "./event_bus.ts";
import { type Origin, Trace } from "./origin.ts";
import { Registry } from "./registry.ts";
import { RunQueue } from "./scheduling.ts";
import { TimerHeap } from "./timer_heap.ts";
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
  spawn(parent: Cell, definition: AnyDefinition, args: unknown, options: SpawnOptions): Cell;
  stop(cell: Cell, reason: string): void;
}

/** What the actors of one system share, and the turn in hand. */
export class Runtime {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly random: () => number;
  readonly time: CoarseTime;
  readonly timers: TimerHeap;
  readonly asks: AskDeadlines;
  readonly queue: RunQueue;
  readonly bus: EventBus;
  readonly registry = new Registry();
  readonly deadLetters: DeadLetters;
  /** The actor whose handler is on the stack; what it sends comes from it. */
  current: Cell | undefined = undefined;
  /** The message of that turn. */
  message: unknown = undefined;
  /** The origin of that message. */
  origin: Origin | undefined = undefined;
  #trace: Trace | undefined = undefined;
  readonly #profiles = new WeakMap<AnyDefinition, ActorProfile>();

  constructor(options: SystemOptions, readonly operations: Operations) {
    this.clock = options.clock ?? SYSTEM_CLOCK;
    this.scheduler = options.scheduler ?? createScheduler();
    this.random = options.random ?? Math.random;
    this.time = new CoarseTime(this.clock, this.scheduler);
    this.timers = new TimerHeap(this.clock);
    this.asks = new AskDeadlines(this.time, this.timers);
    this.queue = new RunQueue(this.scheduler, this.time, options.yieldToIo);
    this.bus = new EventBus((name, cause) => this.#listenerFailed(name, cause));
    this.deadLetters = new DeadLetters(options.deadLetterCapacity);
  }

  /** The shared part of a definition's actors; a restart policy of its own makes it its own. */
  profile(definition: AnyDefinition, restart?: Partial<RestartPolicy>): ActorProfile {
    if (restart !== undefined) return new ActorProfile(this, definition, restart);
    let profile = this.#profiles.get(definition);
    if (profile === undefined) {
      this.#profiles.set(definition, profile = new ActorProfile(this, definition));
    }
    return profile;
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
      this.message =
      this.origin =
      this.#trace =
        undefined;
  }

  /** Publishes on the lifecycle topic. */
  announce(
    cell: Cell,
    type: LifecycleEvent["type"],
    more: Pick<LifecycleEvent, "error" | "delayMs"> = {},
  ): void {
    // Thousands of actors may end at once; nobody listening should cost nothing.
    if (!this.bus.has(LIFECYCLE)) return;
    const { path, kind, key } = cell;
    this.bus.publish(LIFECYCLE, { type, path, kind, key, at: this.clock.now(), ...more });
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
