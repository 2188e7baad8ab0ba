import { AskError } from "../../../../actors/kernel/mod.ts";
import { type Chronicle, type Outcome, OUTSIDE } from "./chronicle.ts";
import type { Deed } from "./deeds.ts";
import type { Errand, ModelContext, ModelRef, Standing } from "./model_actor.ts";
import type { World } from "./world.ts";

/** How an ask from outside gives up. */
export interface Patience {
  readonly timeoutMs: number;
  readonly abortAfterMs?: number;
}

/** The questions of one run, and their answers. */
export class Asking {
  /** Abort listeners that the runtime has not taken back. */
  readonly listeners = new Set<unknown>();
  readonly #world: World;
  readonly #chronicle: Chronicle;

  constructor(world: World) {
    this.#world = world;
    this.#chronicle = world.chronicle;
  }

  /** Asks from outside. */
  fromOutside(to: ModelRef, deed: Deed, patience: Patience, urgent: boolean): void {
    const errand = this.#question(OUTSIDE, to, deed, patience, urgent);
    if (errand === undefined) return;
    const { timeoutMs, abortAfterMs } = patience;
    const signal = abortAfterMs === undefined
      ? {}
      : { signal: this.#signal(errand.id, abortAfterMs) };
    void this.#settling(errand.id, to.ask(errand, { timeoutMs, ...signal }));
  }

  /** Asks as a part of a turn; how it ends does not matter to the turn. */
  inTurn(
    { who }: Standing,
    ctx: ModelContext,
    { to, timeoutMs, deed }: Extract<Deed, { readonly do: "ask" }>,
  ): Promise<void> {
    const target = this.#world.target(to, ctx);
    const errand = this.#question(who, target, deed, { timeoutMs }, false);
    if (errand === undefined) return Promise.resolve();
    return this.#settling(errand.id, ctx.ask(target, errand, { timeoutMs }));
  }

  /** Answers the question in hand, if it is one. */
  answer(errand: Errand, ctx: ModelContext): void {
    if (!errand.asked) return;
    this.#chronicle.note({ what: "answered", id: errand.id });
    ctx.reply(errand, errand.id);
  }

  /** Takes the question along; answers it twice, of which the second must do nothing. */
  answerLater(errand: Errand, ctx: ModelContext, ms: number): void {
    if (!errand.asked) return;
    const reply = ctx.defer(errand);
    void this.#world.host.sleep(ms).then(() => {
      this.#chronicle.note({ what: "answered", id: errand.id });
      reply.ok(errand.id);
      reply.ok(-1);
    });
  }

  #question(
    from: number,
    to: ModelRef,
    deed: Deed,
    asked: Patience,
    urgent: boolean,
  ): Errand | undefined {
    const errand = this.#world.errand(deed, urgent, true);
    if (errand === undefined) return undefined;
    const { id } = errand;
    this.#chronicle.note({ what: "sent", id, from, to: this.#world.who(to), urgent, asked });
    return errand;
  }

  #settling(id: number, answer: Promise<number>): Promise<void> {
    const note = (outcome: Outcome) => this.#chronicle.note({ what: "settled", id, outcome });
    return answer.then((value) => note({ code: "answered", value }), (error) => {
      if (!(error instanceof AskError)) return note({ code: "notAnAskError", cause: error });
      const { failure: code, cause, handlingBegun } = error;
      note({ code, cause, handlingBegun });
    });
  }

  /** A signal that fires after a time, and knows who listens. */
  #signal(id: number, afterMs: number): AbortSignal {
    const controller = new AbortController();
    const { signal } = controller;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (type: string, listener: EventListenerOrEventListenerObject) => {
      this.listeners.add(listener);
      add(type, listener);
    };
    signal.removeEventListener = (type: string, listener: EventListenerOrEventListenerObject) => {
      this.listeners.delete(listener);
      remove(type, listener);
    };
    void this.#world.host.sleep(afterMs).then(() => {
      this.#chronicle.note({ what: "aborted", id });
      controller.abort(`abort ${id}`);
    });
    return signal;
  }
}
