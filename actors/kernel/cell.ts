import type { ActorProfile } from "./actor_profile.ts";
import { Ask, wouldCycle } from "./ask.ts";
import type { ActorContext } from "./context.ts";
import { type Origin, Trace } from "./origin.ts";
import { lose, overflow, roomAgain } from "./overflow.ts";
import { type LaneItem, RareState } from "./rare_state.ts";
import { RingMailbox } from "./ring_mailbox.ts";
import type { ActorRef, AnswerOf, AskOptions, Question, TellStatus } from "./types.ts";

/** Life of an actor. Those up to `RESTARTING` accept messages, which one comparison tells. */
export const RUNNING = 0, STARTING = 1, RESTARTING = 2, COOLING = 3, STOPPING = 4, STOPPED = 5;

/** In the run queue, or having its turns right now. */
export const SCHEDULED = 1;
/** No turn may begin: a promise of its handler is open, or it is between two incarnations. */
export const BUSY = 2;
/** Facts wait in the system lane. */
export const HAS_LANE = 4;
/** Somebody waits for `writable()`. */
export const HAS_WRITERS = 8;
/** The incarnation is ending: it may not start anything new. */
export const CLOSING = 16;
/** The turn has made asks of its own. */
export const HAS_ASKS = 32;
/** A stop was ordered. */
export const HAS_ORDER = 64;

/** An actor, and the reference to it: there is no object between a `tell` and the mailbox. */
export class Cell implements ActorRef<unknown>, Origin {
  status = STARTING;
  /** Bits; 0 means idle and ready. */
  flags = BUSY;
  /** Messages whose handling has begun. */
  handled = 0;
  state: unknown = undefined;
  /** The incarnation; replaced at every restart. */
  context: ActorContext | undefined = undefined;
  /** Made at the first message. */
  mailbox: RingMailbox | undefined = undefined;
  rare: RareState | undefined = undefined;

  constructor(
    readonly profile: ActorProfile,
    readonly key: string,
    readonly parent: Cell | undefined,
    public args: unknown,
  ) {}

  get kind(): string {
    return this.profile.kind;
  }

  get path(): string {
    if (this.parent === undefined) return "/";
    const above = this.parent.path;
    return above === "/" ? `/${this.key}` : `${above}/${this.key}`;
  }

  /** As the origin of a plain tell: no correlation. */
  get correlationId(): undefined {
    return undefined;
  }

  /** As the origin of a plain tell: never out of date. */
  get lapsed(): boolean {
    return false;
  }

  take(): boolean {
    return true;
  }

  tell(message: unknown, correlationId?: string): TellStatus {
    const { runtime } = this.profile;
    return this.deliver(
      message,
      correlationId === undefined
        ? runtime.inheritedOrigin()
        : new Trace(runtime.current, correlationId),
    );
  }

  ask<Q extends Question<unknown>>(question: Q, options: AskOptions): Promise<AnswerOf<Q>> {
    const { runtime } = this.profile;
    const correlationId = options.correlationId ?? runtime.origin?.correlationId;
    return this.askAs(runtime.current, question, options, correlationId);
  }

  /** An ask of a known sender; `turn` also makes it part of the sender's turn in progress. */
  askAs<Q extends Question<unknown>>(
    sender: Cell | undefined,
    question: Q,
    options: AskOptions,
    correlationId: string | undefined,
    turn = false,
  ): Promise<AnswerOf<Q>> {
    const { timeoutMs } = options;
    if (!(timeoutMs > 0 && timeoutMs < Infinity)) {
      return Promise.reject(
        new RangeError(`ask timeoutMs must be positive and finite, got ${timeoutMs}`),
      );
    }
    return new Promise((resolve, reject) => {
      const ask = new Ask(this, sender, question, options, correlationId, resolve, reject);
      if (turn && sender !== undefined && !sender.#waitFor(ask)) ask.refuseCycle();
      else ask.send();
    });
  }

  /** Notes that the turn in progress waits for an ask; false when that would close a cycle. */
  #waitFor(ask: Ask): boolean {
    if (wouldCycle(this, ask.target)) return false;
    (this.extras().waitingOn ??= []).push(ask);
    this.flags |= HAS_ASKS;
    return true;
  }

  writable(): Promise<void> {
    if (this.status >= STOPPING || roomAgain(this)) return Promise.resolve();
    return new Promise((resolve) => {
      (this.extras().writers ??= []).push(resolve);
      this.flags |= HAS_WRITERS;
    });
  }

  /** Queues a message, or does with it what the mailbox policy says. */
  deliver(message: unknown, origin: Origin | undefined): TellStatus {
    if (this.status > RESTARTING) return this.#refuse(message, origin);
    const mailbox = this.mailbox ??= new RingMailbox();
    if (mailbox.count >= this.profile.capacity) return overflow(this, mailbox, message, origin);
    mailbox.push(message, origin);
    this.wake();
    return "accepted";
  }

  /** Queues what the actor itself set in motion (timers, pipes); these do not count against the bound. */
  deliverOwn(message: unknown, origin: Origin): void {
    if (this.status > RESTARTING) return void this.#refuse(message, origin);
    (this.mailbox ??= new RingMailbox()).push(message, origin);
    this.wake();
  }

  /** Queues what a function of the actor's own makes; when it throws, that is the actor's failure. */
  deliverMapped(map: () => unknown, origin: Origin | undefined): void {
    try {
      this.deliver(map(), origin);
    } catch (cause) {
      this.post({ type: "fault", cause });
    }
  }

  /** Puts a fact into the system lane; it is never dropped, unless the incarnation ends first. */
  post(item: LaneItem): void {
    if (this.status >= STOPPING || (this.flags & CLOSING) !== 0) return;
    (this.extras().lane ??= new RingMailbox()).push(item, undefined);
    this.flags |= HAS_LANE;
    this.wake();
  }

  /** Can have turns again: asks for one if anything waits. */
  ready(): void {
    this.flags &= ~BUSY;
    if (this.flags !== 0 || (this.mailbox !== undefined && this.mailbox.count > 0)) this.wake();
  }

  /** Asks for a turn, unless one is coming or none may begin. */
  wake(): void {
    if ((this.flags & (SCHEDULED | BUSY)) === 0) this.profile.runtime.queue.push(this);
  }

  /** The side object, made when first needed. */
  extras(): RareState {
    return this.rare ??= new RareState();
  }

  #refuse(message: unknown, origin: Origin | undefined): TellStatus {
    const cooling = this.status === COOLING;
    lose(
      this,
      message,
      origin,
      cooling ? "cooling down" : "stopped",
      cooling ? "refused" : "stopped",
    );
    return "stopped";
  }
}
