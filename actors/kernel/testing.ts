/**
 * The test kit: a system in virtual time, with a seeded source of chance, and actors that only listen. For tests;
 * nothing here sleeps.
 *
 * @module
 */
import { loopTurn } from "./defaults.ts";
import { createSystem } from "./system.ts";
import type {
  ActorDefinition,
  ActorRef,
  ActorSystem,
  Question,
  Scheduler,
  SystemOptions,
} from "./types.ts";
import { VirtualClock } from "./virtual_clock.ts";

export { VirtualClock } from "./virtual_clock.ts";

/** Messages that a probe keeps and has room for: more than any test should need. */
const PROBE_CAPACITY = 2 ** 16;

/** An actor of which a test sees every message. */
export interface Probe<M> {
  readonly ref: ActorRef<M>;
  /** All so far, in order. */
  readonly messages: M[];
  /** The oldest message that `next` has not given yet; waits for it when there is none. */
  next(): Promise<M>;
  /** From now on, what a question is answered with. Without it, questions stay open until their deadline. */
  answer(fn: (message: M) => unknown): void;
}

/** A system in virtual time. */
export interface TestSystem {
  readonly system: ActorSystem;
  readonly clock: VirtualClock;
  /** Lets virtual time pass: runs what falls due in order, and all that follows from it, after each. */
  advance(ms: number): Promise<void>;
  /** Resolves when no actor and no promise has anything left to do at this moment of virtual time. */
  settle(): Promise<void>;
  /** Starts a probe, `/probe-1` and so on unless a key is given. */
  probe<M>(key?: string): Probe<M>;
}

/** What a test may choose; the clock is always virtual. */
export interface TestSystemOptions extends Omit<SystemOptions, "clock" | "scheduler" | "random"> {
  /** Equal seeds give equal runs. Default 1. */
  readonly seed?: number;
}

/** Makes a system in virtual time. */
export function createTestSystem(options: TestSystemOptions = {}): TestSystem {
  const { seed = 1, ...rest } = options;
  const clock = new VirtualClock();
  const scheduler = new CountingScheduler();
  const system = createSystem({ ...rest, clock, scheduler, random: seededRandom(seed) });
  const settle = () => scheduler.settle();
  let probes = 0;
  return {
    system,
    clock,
    settle,
    advance: (ms) => clock.advance(ms, settle),
    probe: <M>(key = `probe-${++probes}`) => createProbe<M>(system, key),
  };
}

/** Numbers from 0 up to 1 that depend on the seed alone (the mulberry32 generator). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The ordinary scheduling of the host, which knows when nothing is left to run. */
class CountingScheduler implements Scheduler {
  readonly #nextLoopTurn = loopTurn();
  #ran = 0;
  #pending = 0;

  soon(run: () => void): void {
    queueMicrotask(this.#counted(run));
  }

  later(run: () => void): void {
    this.#nextLoopTurn(this.#counted(run));
  }

  /** A turn of the event loop comes after all microtasks, so after one in which nothing ran all is quiet. */
  async settle(): Promise<void> {
    let before: number;
    do {
      before = this.#ran;
      await new Promise<void>((resolve) => this.#nextLoopTurn(resolve));
    } while (this.#ran !== before || this.#pending > 0);
  }

  #counted(run: () => void): () => void {
    this.#pending++;
    return () => {
      this.#pending--;
      this.#ran++;
      run();
    };
  }
}

/** What a probe's actor and its test share. */
interface ProbeNotes<M> {
  readonly messages: M[];
  answer: ((message: M) => unknown) | undefined;
  heard(): void;
}

function probeDefinition<M>(): ActorDefinition<M, ProbeNotes<M>, ProbeNotes<M>> {
  return {
    kind: "probe",
    mailbox: { capacity: PROBE_CAPACITY, whenFull: "fail" },
    init: (_ctx, notes) => notes,
    handle(notes, message, ctx) {
      notes.messages.push(message);
      notes.heard();
      const question = message as Question<unknown>;
      if (notes.answer === undefined) ctx.defer(question);
      else ctx.reply(question, notes.answer(message));
    },
  };
}

function createProbe<M>(system: ActorSystem, key: string): Probe<M> {
  const messages: M[] = [];
  const waiting: ((message: M) => void)[] = [];
  let given = 0;
  const notes: ProbeNotes<M> = {
    messages,
    answer: undefined,
    heard() {
      const resolve = waiting.shift();
      const message = messages[given];
      if (resolve === undefined || message === undefined) return;
      given++;
      resolve(message);
    },
  };
  return {
    ref: system.spawn(probeDefinition<M>(), notes, { key }),
    messages,
    next() {
      const message = messages[given];
      if (message === undefined) return new Promise((resolve) => waiting.push(resolve));
      given++;
      return Promise.resolve(message);
    },
    answer: (fn) => void (notes.answer = fn),
  };
}
