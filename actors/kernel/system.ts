import { type AnyDefinition } from "./life/actor_profile.ts";
import { BUSY, Cell, CLOSING, RUNNING, STOPPED, STOPPING } from "./cell.ts";
import { childrenOf } from "./life/children.ts";
import { addDepths, reportOf } from "./reports/report.ts";
import { LIFECYCLE, Runtime } from "./runtime.ts";
import { spawn } from "./life/spawning.ts";
import { StopDeadline } from "./life/stop_deadline.ts";
import { endChildren, stopActor } from "./life/stopping.ts";
import { runTurns } from "./turns/turn.ts";
import type {
  ActorDefinition,
  ActorKind,
  ActorRef,
  ActorReport,
  ActorSystem,
  SpawnOptions,
  StopReport,
  SystemMetrics,
  SystemOptions,
  Topic,
} from "./types.ts";

/** The actor above all: it handles nothing, and does not fail when a child of its own gives up. */
const ROOT: AnyDefinition = {
  kind: "system",
  mailbox: { capacity: 1, whenFull: "fail" },
  init: () => undefined,
  handle: () => undefined,
};

/** Makes an empty tree of actors. Every option has a default that suits a program in real time. */
export function createSystem(options: SystemOptions = {}): ActorSystem {
  return new System(options);
}

class System implements ActorSystem {
  readonly lifecycle = LIFECYCLE;
  readonly #runtime: Runtime;
  readonly #root: Cell;
  #stopping: Promise<StopReport> | undefined;

  constructor(options: SystemOptions) {
    this.#runtime = new Runtime(options, {
      spawn,
      stop: (cell, reason) => void stopActor(cell, reason),
    });
    this.#runtime.queue.run = runTurns;
    const { supervision } = options;
    const root = supervision === undefined ? ROOT : { ...ROOT, supervision };
    this.#root = new Cell(this.#runtime.profile(root), "", undefined, undefined);
    this.#root.status = RUNNING;
    this.#root.flags = BUSY | CLOSING;
  }

  spawn<M, S, A>(
    definition: ActorDefinition<M, S, A>,
    args: A,
    options?: SpawnOptions,
  ): ActorRef<M> {
    return spawn(this.#root, definition as AnyDefinition, args, options);
  }

  find<M>(kind: ActorKind<M>, key: string): ActorRef<M> | undefined {
    return this.#runtime.registry.find(kind.kind, key);
  }

  publish<E>(topic: Topic<E>, event: E): void {
    this.#runtime.bus.publish(topic, event);
  }

  subscribe<E>(topic: Topic<E>, listener: (event: E) => void): () => void {
    return this.#runtime.bus.subscribe(topic, listener);
  }

  report(): ActorReport {
    return reportOf(this.#root);
  }

  metrics(): SystemMetrics {
    const { counters, io } = this.#runtime;
    // The root is no actor that anybody spawned.
    const kinds = [...counters.values()].filter(({ spawned }) => spawned > 0);
    return { kinds: kinds.map((kind) => kind.read()), ioPoll: io.state };
  }

  mailboxDepths(): ReadonlyMap<string, number> {
    const depths = new Map<string, number>();
    for (const child of childrenOf(this.#root)) addDepths(child, depths);
    return depths;
  }

  deadLetters(): ReturnType<ActorSystem["deadLetters"]> {
    return this.#runtime.deadLetters.read();
  }

  stop(deadlineMs: number): Promise<StopReport> {
    if (!(deadlineMs >= 0 && deadlineMs < Infinity)) {
      return Promise.reject(
        new RangeError(`stop deadlineMs must be finite and 0 or more, got ${deadlineMs}`),
      );
    }
    return this.#stopping ??= this.#stop(deadlineMs);
  }

  async #stop(deadlineMs: number): Promise<StopReport> {
    const { clock, time, timers } = this.#runtime;
    const began = clock.monotonicMs();
    const deadline = new StopDeadline(time, began + deadlineMs);
    this.#root.status = STOPPING;
    await endChildren(this.#root, "system stops", () => deadline);
    this.#root.status = STOPPED;
    timers.clear();
    const { stopped, abandoned } = deadline.tally;
    return { stopped, abandoned, tookMs: clock.monotonicMs() - began };
  }
}
