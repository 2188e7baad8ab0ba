import type { AskFailure } from "./types.ts";

/** What an {@link AskError} is made from. */
export interface AskErrorFacts {
  readonly failure: AskFailure;
  readonly to: string;
  /** Name of the question, never its content. */
  readonly question: string;
  readonly timeoutMs: number;
  /** Messages waiting at the asked actor when the ask settled. */
  readonly queueLength: number;
  /** True once the asked actor had begun with the question: it may have had an effect. */
  readonly handlingBegun: boolean;
  readonly cause?: unknown;
}

const WORDING: Record<AskFailure, string> = {
  failed: "failed",
  stopped: "was not answered, the actor has stopped",
  refused: "was refused, the mailbox is full or the actor is cooling down",
  aborted: "was aborted by the asker",
  timedOut: "timed out",
  cycle: "would wait for itself: the asked actor already waits for the asker",
};

/**
 * An ask that got no answer. `failure` says why, `handlingBegun` whether the question may have had an effect, and
 * `cause` what lies behind it: the error of a failed handler, the reason of an abort or of a stop, the failure for
 * which the asked actor rests or could not start in time. A mailbox or a stash that was full has none.
 */
export class AskError extends Error {
  override readonly name = "AskError";
  readonly failure: AskFailure;
  /** Path of the asked actor. */
  readonly to: string;
  readonly queueLength: number;
  readonly handlingBegun: boolean;

  constructor(facts: AskErrorFacts) {
    super(wording(facts), facts.cause === undefined ? undefined : { cause: facts.cause });
    this.failure = facts.failure;
    this.to = facts.to;
    this.queueLength = facts.queueLength;
    this.handlingBegun = facts.handlingBegun;
  }
}

function wording(facts: AskErrorFacts): string {
  const begun = facts.handlingBegun ? "handling had begun" : "handling had not begun";
  const limit = facts.failure === "timedOut" ? ` after ${facts.timeoutMs} ms` : "";
  const cause = facts.cause === undefined ? "" : `: ${errorText(facts.cause)}`;
  return `ask ${facts.question} to ${facts.to} ${WORDING[facts.failure]}${limit} ` +
    `(${facts.queueLength} queued, ${begun})${cause}`;
}

/** The text of anything that was thrown. */
export function errorText(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

/** Longest message name kept, in characters: names are code, so a longer one is a mistake. */
const MAX_NAME = 80;

/** A message's `type` where it has one, else its JavaScript type; never its content. */
export function messageName(message: unknown): string {
  if (typeof message !== "object" || message === null) return typeof message;
  const type = (message as { readonly type?: unknown }).type;
  return typeof type === "string" ? type.slice(0, MAX_NAME) : "object";
}
