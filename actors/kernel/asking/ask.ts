import type { Cell } from "../cell.ts";
import { whyAway } from "./cause_chain.ts";
import { AskError, messageName } from "../errors.ts";
import { depthOf } from "../mailbox/mailbox_lanes.ts";
import { type Origin, OUTSIDE } from "../origin.ts";
import type { AskFailure, AskOptions } from "../types.ts";

/** The two ways to settle a promise. */
interface Handles {
  resolve: (answer: never) => void;
  reject: (error: unknown) => void;
}

/** Those of the promise made last with {@link takeHandles}. */
export const handles: Handles = { resolve: () => {}, reject: () => {} };

/** A promise's executor that leaves its handles in {@link handles}: one for all asks, instead of a closure for each. */
export function takeHandles(
  resolve: (answer: never) => void,
  reject: (error: unknown) => void,
): void {
  handles.resolve = resolve;
  handles.reject = reject;
}

/**
 * One open question. It is the message's origin in the mailbox, the entry of the deadline list, and the listener of
 * the abort signal, so that an ask costs this object and its promise, and no closure per way to end.
 */
export class Ask implements Origin {
  readonly timeoutMs: number;
  readonly correlationId: string | undefined;
  /** Monotonic milliseconds, once the deadline runs; kept by the deadline list, like the two links. */
  due: number | undefined = undefined;
  previous: Ask | undefined = undefined;
  next: Ask | undefined = undefined;
  /** True once it has an outcome. */
  settled = false;
  /** True once the asked actor's handler has begun with it. */
  begun = false;
  /** True once it was taken along to a later turn. */
  deferred = false;
  /** What the turn that made it waits for; left out of an ask that is part of no turn. */
  promise: Promise<unknown> | undefined = undefined;
  /** True once the deadline runs. */
  #waiting = false;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: unknown) => void;
  readonly #signal: AbortSignal | undefined;

  constructor(
    readonly target: Cell,
    readonly sender: Cell | undefined,
    readonly question: unknown,
    options: AskOptions,
    correlationId: string | undefined,
    handles: Handles,
  ) {
    this.resolve = handles.resolve;
    this.reject = handles.reject;
    this.timeoutMs = options.timeoutMs;
    this.correlationId = correlationId;
    this.#signal = options.signal;
  }

  get path(): string {
    return this.sender?.path ?? OUTSIDE;
  }

  get lapsed(): boolean {
    return this.settled;
  }

  take(): boolean {
    this.begun = !this.settled;
    return this.begun;
  }

  /** Puts the question into the mailbox and, unless that settles it, starts the deadline. */
  send(): void {
    const signal = this.#signal;
    if (signal?.aborted) {
      this.settled = true;
      return this.reject(this.#error("aborted", signal.reason));
    }
    this.target.deliver(this.question, this);
    if (this.settled) return;
    const { profile } = this.target;
    profile.counters.asksPending++;
    profile.runtime.noteAsk(this);
    this.#waiting = true;
    signal?.addEventListener("abort", this, { once: true });
  }

  /** Settles with the answer. */
  answer(value: unknown): void {
    if (this.#close()) this.resolve(value as never);
  }

  /** Settles without one. */
  fail(failure: AskFailure, cause?: unknown): void {
    if (this.#close()) this.reject(this.#error(failure, cause));
  }

  /** Called by the deadline list. */
  expire(): void {
    this.target.profile.counters.asksTimedOut++;
    this.fail("timedOut");
  }

  /** Called by the abort signal. */
  handleEvent(): void {
    this.fail("aborted", this.#signal?.reason);
  }

  /** True the first time only: whoever settles first wins. */
  #close(): boolean {
    if (this.settled) return false;
    this.settled = true;
    if (this.#waiting) {
      const { profile } = this.target;
      profile.counters.asksPending--;
      profile.runtime.asks.remove(this);
    }
    this.#signal?.removeEventListener("abort", this);
    if (this.deferred) this.target.rare?.deferred?.delete(this);
    return true;
  }

  #error(failure: AskFailure, cause: unknown): AskError {
    return new AskError({
      failure,
      to: this.target.path,
      question: messageName(this.question),
      timeoutMs: this.timeoutMs,
      queueLength: depthOf(this.target),
      handlingBegun: this.begun,
      cause: cause ?? (failure === "cycle" ? undefined : whyAway(this.target)),
    });
  }
}

/** True when `from` would wait for an actor that, by the asks of turns in progress, already waits for `from`. */
export function wouldCycle(from: Cell, target: Cell, seen: Set<Cell> = new Set()): boolean {
  if (target === from) return true;
  if (seen.has(target)) return false;
  seen.add(target);
  const waits = target.rare?.waitingOn ?? [];
  return waits.some((ask) => !ask.settled && wouldCycle(from, ask.target, seen));
}
