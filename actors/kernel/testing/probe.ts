import type { ActorDefinition, ActorRef, ActorSystem, Question } from "../types.ts";

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

/** Starts a probe under the root. */
export function createProbe<M>(system: ActorSystem, key: string): Probe<M> {
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
