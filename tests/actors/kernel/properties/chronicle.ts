import type { AskFailure, TellStatus } from "../../../../actors/kernel/mod.ts";

/** Sender of what comes from the test itself. */
export const OUTSIDE = -1;

/** A message on its way to an actor; an actor is known by the number of its spawn, `who`. */
export interface Sent {
  readonly what: "sent";
  readonly id: number;
  readonly from: number;
  readonly to: number;
  readonly urgent: boolean;
  readonly asked?: { readonly timeoutMs: number; readonly abortAfterMs?: number };
  /** The life that set it in motion by a timer, a pipe or a subscription; only that life may handle it. */
  readonly ofLife?: number;
  /** Delivered again and again. */
  readonly repeats?: boolean;
}

/** The facts of a run. A life is one incarnation; lives are numbered over the whole run. */
export type Fact =
  | Sent
  | { readonly what: "status"; readonly id: number; readonly status: TellStatus }
  | { readonly what: "settled"; readonly id: number; readonly outcome: Outcome }
  | { readonly what: "answered" | "aborted"; readonly id: number }
  | {
    readonly what: "spawned";
    readonly who: number;
    readonly path: string;
    readonly by: number;
    readonly byLife?: number;
  }
  | LifeFact
  | TurnFact
  | { readonly what: "stopOrdered" | "stopEnded"; readonly deadlineMs: number };

/** `init` begins, has brought a state, or has failed; a signal comes, or an event; the `stopped` hook begins, and ends. */
export interface LifeFact {
  readonly what: "started" | "ready" | "initFailed" | "signalled" | "heard" | "hook" | "hookDone";
  readonly who: number;
  readonly life: number;
}

/** A handler begins with a message, and ends with it. */
export interface TurnFact {
  readonly what: "begun" | "done" | "threw" | "stashed" | "quit";
  readonly id: number;
  readonly who: number;
  readonly life: number;
  /** Turns that this life has ended well before, as its state counts them. */
  readonly count: number;
}

/** How an ask ended. */
export interface Outcome {
  readonly code: AskFailure | "answered" | "notAnAskError";
  readonly value?: unknown;
  readonly cause?: unknown;
  readonly handlingBegun?: boolean;
}

/** A fact, and when it was noted. */
export type Dated<F extends Fact = Fact> = F & { readonly at: number; readonly order: number };

type Having<F, W> = F extends { readonly what: infer U } ? [U & W] extends [never] ? never : F
  : never;
type Kind<W extends Fact["what"]> = Having<Fact, W>;

/** Everything that happened in one run, in the order in which it happened. */
export class Chronicle {
  readonly facts: Dated[] = [];
  readonly #now: () => number;
  #ids = 0;
  #lives = 0;
  #actors = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  nextId(): number {
    return this.#ids++;
  }

  nextLife(): number {
    return this.#lives++;
  }

  nextActor(): number {
    return this.#actors++;
  }

  note(fact: Fact): void {
    this.facts.push({ ...fact, at: this.#now(), order: this.facts.length });
  }

  /** All facts of some sorts. */
  of<W extends Fact["what"]>(...sorts: readonly W[]): Dated<Kind<W>>[] {
    return this.facts.filter((fact) => sorts.some((what) => what === fact.what)) as Dated<
      Kind<W>
    >[];
  }

  /** The first fact of a sort for each message. */
  byId<W extends "sent" | "begun" | "settled" | "answered" | "aborted" | "status" | "threw">(
    what: W,
  ): Map<number, Dated<Kind<W>>> {
    const found = new Map<number, Dated<Kind<W>>>();
    for (const fact of this.of(what)) {
      const { id } = fact as { readonly id: number };
      if (!found.has(id)) found.set(id, fact);
    }
    return found;
  }
}
