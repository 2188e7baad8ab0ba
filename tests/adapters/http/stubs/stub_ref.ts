import type { ActorRef, AnswerOf, AskOptions, Question } from "../../../../actors/kernel/mod.ts";

type Asked<M, T> = Extract<M, { readonly type: T } & Question<unknown>>;

/** What a stub answers, by the type of the question. */
export type Answers<M extends { readonly type: string }> = {
  [T in M["type"]]?: (
    question: Asked<M, T>,
  ) => AnswerOf<Asked<M, T>> | Promise<AnswerOf<Asked<M, T>>>;
};

/** An actor that answers from a table and remembers what it was asked. */
export class StubRef<M extends { readonly type: string }> implements ActorRef<M> {
  readonly kind = "stub";
  readonly key = "stub";
  readonly path = "/stub";
  readonly asked: M[] = [];
  readonly options: AskOptions[] = [];
  answers: Answers<M>;

  constructor(answers: Answers<M>) {
    this.answers = answers;
  }

  tell(): "accepted" {
    return "accepted";
  }

  writable(): Promise<void> {
    return Promise.resolve();
  }

  async ask<Q extends M & Question<unknown>>(
    question: Q,
    options: AskOptions,
  ): Promise<AnswerOf<Q>> {
    this.asked.push(question);
    this.options.push(options);
    const answer = this.answers[question.type as M["type"]];
    if (!answer) throw new Error(`the stub has no answer to ${question.type}`);
    return await answer(question as never) as AnswerOf<Q>;
  }

  /** The last question of one type. */
  last<T extends M["type"]>(type: T): Asked<M, T> {
    const found = this.asked.findLast((question) => question.type === type);
    if (!found) throw new Error(`nobody asked ${type}`);
    return found as Asked<M, T>;
  }
}
