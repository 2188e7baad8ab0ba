import type { ActorProfile } from "./life/actor_profile.ts";
import { Ask, handles, takeHandles, wouldCycle } from "./asking/ask.ts";
import {
  BUSY,
  CLOSING,
  COOLING,
  HAS_ASKS,
  HAS_LANE,
  HAS_WRITERS,
  PASSIVE,
  SCHEDULED,
  STARTING,
  STOPPING,
} from "./cell_bits.ts";
import type { ActorContext } from "./context.ts";
import { laneFor } from "./mailbox/mailbox_lanes.ts";
import { type Origin, Trace } from "./origin.ts";
import { deliverCrowded, lose, roomAgain } from "./mailbox/overflow.ts";
import { type LaneItem, RareState } from "./rare_state.ts";
import { RingMailbox } from "./mailbox/ring_mailbox.ts";
import type { ActorRef, AnswerOf, AskOptions, Question, TellStatus } from "./types.ts";

export * from "./cell_bits.ts";

/** How the keys of actors begin that were given none. */
export const ANONYMOUS = "$";

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
  /** The siblings that were started just before and after. */
  older: Cell | undefined = undefined;
  younger: Cell | undefined = undefined;

  /**
   * @param name the key, or the number that stands for one
   * @param args for `init`; after the end, its reason
   */
  constructor(
    readonly profile: ActorProfile,
    readonly name: string | number,
    readonly parent: Cell | undefined,
    public args: unknown,
  ) {}

  get kind(): string {
    return this.profile.kind;
  }

  get key(): string {
    const { name } = this;
    return typeof name === "string" ? name : `${ANONYMOUS}${name}`;
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
    const promise = new Promise<AnswerOf<Q>>(takeHandles);
    const ask = new Ask(this, sender, question, options, correlationId, handles);
    if (turn && sender !== undefined) sender.#waitFor(ask, promise);
    ask.send();
    return promise;
  }

  /** Notes that the turn in progress waits for an ask; one that closes a cycle fails, unless it is piped. */
  #waitFor(ask: Ask, promise: Promise<unknown>): void {
    ask.promise = promise;
    if (wouldCycle(this, ask.target)) {
      this.profile.runtime.scheduler.soon(() => {
        const waits = this.rare?.waitingOn?.includes(ask) === true;
        if (waits && wouldCycle(this, ask.target)) ask.fail("cycle");
      });
    }
    (this.extras().waitingOn ??= []).push(ask);
    this.flags |= HAS_ASKS;
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
    if (this.status > PASSIVE) return this.#refuse(message, origin);
    const mailbox = this.mailbox ??= new RingMailbox();
    if (mailbox.count >= this.profile.room) return deliverCrowded(this, message, origin);
    mailbox.push(message, origin);
    this.wake();
    return "accepted";
  }

  /** Queues what the actor itself set in motion (timers, pipes); these do not count against the bound. */
  deliverOwn(message: unknown, origin: Origin): void {
    if (this.status > PASSIVE) return void this.#refuse(message, origin);
    laneFor(this, message).push(message, origin);
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
    lose(this, message, origin, cooling ? "cooling down" : "stopped", cooling ? "refused" : "dead");
    return "stopped";
  }
}
