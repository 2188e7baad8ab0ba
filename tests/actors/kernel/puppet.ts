import assert from "node:assert/strict";
import {
  type ActorDefinition,
  AskError,
  type AskFailure,
  type Context,
  type Question,
  type Signal,
} from "../../../actors/kernel/mod.ts";
import { QUICK } from "./worker.ts";

/** Has a puppet do something in its turn; asked, it answers with what that returns. */
export interface Do extends Question<unknown> {
  readonly type: "do";
  readonly run: (ctx: Context<Do>, message: Do) => unknown;
}

/** An order to a puppet. */
export function doing(run: Do["run"]): Do {
  return { type: "do", run };
}

/** An order to fail. */
export function failing(text = "boom"): Do {
  return doing(() => {
    throw new Error(text);
  });
}

/** What is different about a puppet. */
export interface PuppetOptions extends Partial<Omit<ActorDefinition<Do, null>, "kind" | "handle">> {
  /** Its start and end, and those of others. */
  readonly log?: string[];
  readonly heard?: Signal[];
  /** Runs in `init`, after it was logged. */
  readonly begin?: (ctx: Context<Do>) => void;
}

/** An actor that does what it is told, with everything else its own to choose. */
export function puppet(kind: string, options: PuppetOptions = {}): ActorDefinition<Do, null> {
  const { log, heard, begin, ...rest } = options;
  return {
    kind,
    mailbox: { capacity: 16, whenFull: "fail" },
    restart: QUICK,
    init(ctx) {
      log?.push(`${ctx.self.key} starts`);
      begin?.(ctx);
      return null;
    },
    handle(_state, message, ctx) {
      const outcome = message.run(ctx, message);
      if (outcome instanceof Promise) return outcome.then((value) => ctx.reply(message, value));
      if (isStop(outcome)) return outcome as never;
      if (outcome !== LATER) ctx.reply(message, outcome);
      return undefined;
    },
    signal: (_state, signal) => void heard?.push(signal),
    stopped: (_state, _reason, ctx) => void log?.push(`${ctx.self.key} ends`),
    ...rest,
  };
}

/** The error of an ask that is expected to fail in this way. */
export async function failureOf(asked: Promise<unknown>, failure: AskFailure): Promise<AskError> {
  const outcome = await asked.then((value) => `the answer ${value}`, (error) => error);
  assert.ok(outcome instanceof AskError, `expected an AskError, got ${outcome}`);
  assert.equal(outcome.failure, failure);
  return outcome;
}

/** The messages of an error's causes, from the nearest to the first. */
export function causesOf(error: unknown): string[] {
  const causes: string[] = [];
  for (let at = error; at instanceof Error && at.cause !== undefined;) {
    at = at.cause;
    causes.push(at instanceof Error ? at.message : String(at));
  }
  return causes;
}

/** Returned by an order whose question is answered another time. */
export const LATER = Symbol("later");

function isStop(value: unknown): boolean {
  return typeof value === "object" && value !== null && "stop" in value;
}
