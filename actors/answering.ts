import { type AnswerOf, AskError, type Context, type Question } from "./kernel/mod.ts";

/**
 * Answers a question with what a promise brings; the actor's next message waits for it. Another actor that does not
 * answer in time (a slow disk) fails the request in hand, and is no fault of ours; anything else is a crash.
 */
export async function answerWhenReady<M, Q extends M & Question<unknown>>(
  ctx: Context<M>,
  question: Q,
  value: Promise<AnswerOf<Q>>,
): Promise<void> {
  const reply = ctx.defer(question);
  try {
    reply.ok(await value);
  } catch (cause) {
    reply.fail(cause);
    if (!(cause instanceof AskError)) throw cause;
  }
}
