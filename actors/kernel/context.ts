import { Ask } from "./asking/ask.ts";
import { type AnyDefinition } from "./life/actor_profile.ts";
import { BUSY, Cell, CLOSING } from "./cell.ts";
import { childrenOf } from "./life/children.ts";
import { cancelReceiveTimeout, setReceiveTimeout } from "./timers/idle_times.ts";
import { ActorTimers } from "./timers/keyed_timers.ts";
import { incarnationOf } from "./life/life_notes.ts";
import { pipe } from "./asking/pipe.ts";
import type { InHand } from "./rare_state.ts";
import { createReply } from "./asking/reply.ts";
import { returnStash, stash } from "./mailbox/stash.ts";
import type {
  ActorDefinition,
  ActorKind,
  ActorRef,
  AnswerOf,
  AskOptions,
  Context,
  Question,
  Reply,
  SpawnOptions,
  Timers,
  Topic,
} from "./types.ts";
import { unwatch, watch } from "./life/watching.ts";

/**
 * What one incarnation of an actor can do. Once the incarnation has ended, what would start something new does
 * nothing, so that a promise left over from before a crash cannot disturb the actor's next life.
 */
export class ActorContext implements Context<unknown> {
  /** True once `init` has brought a state. */
  started = false;

  constructor(readonly cell: Cell) {}

  /** True while the incarnation lives and is not ending. */
  get active(): boolean {
    return this.cell.context === this && (this.cell.flags & CLOSING) === 0;
  }

  get self(): ActorRef<unknown> {
    return this.cell;
  }

  get timers(): Timers<unknown> {
    return new ActorTimers(this);
  }

  get incarnation(): number {
    return incarnationOf(this.cell);
  }

  get correlationId(): string | undefined {
    return this.#hand()?.origin?.correlationId;
  }

  now(): number {
    return this.cell.profile.runtime.time.wall();
  }

  monotonicMs(): number {
    return this.cell.profile.runtime.time.read();
  }

  random(): number {
    return this.cell.profile.runtime.random();
  }

  spawn<N, T, B>(
    definition: ActorDefinition<N, T, B>,
    args: B,
    options?: SpawnOptions,
  ): ActorRef<N> {
    const { cell } = this;
    if (!this.active) {
      throw new Error(`${cell.path} is ending and cannot spawn a ${definition.kind}`);
    }
    const { operations } = cell.profile.runtime;
    return operations.spawn(cell, definition as AnyDefinition, args, options);
  }

  stopChild(child: ActorRef<never>, reason = "stopped by parent"): void {
    if (!(child instanceof Cell) || child.parent !== this.cell) {
      throw new Error(`${this.cell.path} can stop its own children only, got ${child.path}`);
    }
    if (this.active) this.cell.profile.runtime.operations.stop(child, reason);
  }

  children(): readonly ActorRef<never>[] {
    return childrenOf(this.cell);
  }

  watch(actor: ActorRef<never>): void {
    if (this.active) watch(this.cell, actor);
  }

  unwatch(actor: ActorRef<never>): void {
    if (this.active) unwatch(this.cell, actor);
  }

  find<N>(kind: ActorKind<N>, key: string): ActorRef<N> | undefined {
    return this.cell.profile.runtime.registry.find(kind.kind, key);
  }

  reply<Q extends Question<unknown>>(question: Q, value: AnswerOf<Q>): void {
    this.#askInHand(question)?.answer(value);
  }

  defer<Q extends Question<unknown>>(question: Q): Reply<AnswerOf<Q>> {
    const ask = this.#askInHand(question);
    if (ask !== undefined && !ask.settled) {
      ask.deferred = true;
      (this.cell.extras().deferred ??= new Set()).add(ask);
    }
    return createReply(ask);
  }

  ask<N, Q extends N & Question<unknown>>(
    ref: ActorRef<N>,
    question: Q,
    options: AskOptions,
  ): Promise<AnswerOf<Q>> {
    const correlationId = options.correlationId ?? this.correlationId;
    if (ref instanceof Cell) {
      return ref.askAs(this.cell, question, options, correlationId, this.#inTurn);
    }
    return ref.ask(question, correlationId === undefined ? options : { ...options, correlationId });
  }

  stash(): boolean {
    return stash(this, this.#hand());
  }

  unstashAll(): void {
    if (this.active) returnStash(this.cell);
  }

  receiveTimeout(ms: number, message: unknown): void {
    setReceiveTimeout(this, ms, message);
  }

  cancelReceiveTimeout(): void {
    if (this.active) cancelReceiveTimeout(this.cell);
  }

  forgetSnapshot(): void {
    if (this.active) this.cell.rare?.life?.snapshots?.forget();
  }

  pipe<T>(
    promise: Promise<T>,
    ok: (value: T) => unknown,
    failed: (cause: unknown) => unknown,
  ): void {
    pipe(this, promise, ok, failed);
  }

  publish<E>(topic: Topic<E>, event: E): void {
    this.cell.profile.runtime.bus.publish(topic, event);
  }

  subscribe<E>(topic: Topic<E>, toMessage: (event: E) => unknown): void {
    if (!this.active) return;
    const { cell } = this;
    const { runtime } = cell.profile;
    const unsubscribe = runtime.bus.subscribe(topic, (event: E) => {
      cell.deliverMapped(() => toMessage(event), runtime.inheritedOrigin());
    });
    (cell.extras().subscriptions ??= []).push(unsubscribe);
  }

  /** True while a handler of this incarnation is on the stack, or its promise is awaited. */
  get #inTurn(): boolean {
    const { cell, active } = this;
    return active && ((cell.flags & BUSY) !== 0 || cell.profile.runtime.current === cell);
  }

  /** The message in hand with its origin: the runtime's while the handler is on the stack, else what it left open. */
  #hand(): InHand | undefined {
    if (this.cell.context !== this) return undefined;
    const { runtime } = this.cell.profile;
    return runtime.current === this.cell ? runtime : this.cell.rare?.inHand;
  }

  /** The ask behind a question, if it is the one in hand: a late call must not answer somebody else's. */
  #askInHand(question: unknown): Ask | undefined {
    const origin = this.#hand()?.origin;
    return origin instanceof Ask && origin.question === question ? origin : undefined;
  }
}
