import { HTTPException } from "hono/http-exception";
import type { ZodError } from "zod";
import { AskError, type AskFailure } from "../../../actors/kernel/mod.ts";
import { BadCursor } from "../../../actors/ledger/store.ts";
import type { Outcome, Refusal } from "../../../actors/outcome.ts";
import { StorageError } from "../../../actors/storage_error.ts";
import type { ProblemCode } from "../../../protocols/api/problem.ts";

/** What a problem document is made of, and the headers that go with it. */
export interface ProblemFacts {
  readonly code: ProblemCode;
  /** For people: what was attempted, the offending value, the rule. */
  readonly detail: string;
  readonly field?: string;
  readonly retryAfterMs?: number;
  /** What is there now, and who changed it when, in epoch ms, for `preconditionFailed`. */
  readonly changed?: NonNullable<Refusal["changed"]>;
  /** Methods that a path knows, for `methodNotAllowed`. */
  readonly allow?: readonly string[];
  /** Bytes that there are, for `rangeNotSatisfiable`. */
  readonly length?: number;
}

/** Thrown by a handler or a middleware to answer with a problem document. */
export class ProblemError extends Error {
  constructor(readonly facts: ProblemFacts) {
    super(facts.detail);
    this.name = "ProblemError";
  }
}

/** The value of an outcome; a refusal is thrown as the problem of the same code. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  const facts: Refusal & ProblemFacts = outcome.refusal;
  throw new ProblemError(facts);
}

/** The entry with this id; none is the problem `notFound`. */
export function byId<T extends { readonly id: number }>(
  entries: readonly T[],
  id: number,
  kind: string,
): T {
  const found = entries.find((entry) => entry.id === id);
  if (found) return found;
  throw new ProblemError({ code: "notFound", detail: `there is no ${kind} ${id}` });
}

/** The first fault that validation found, with the path of its field. */
export function invalid(error: ZodError): ProblemError {
  const [issue] = error.issues;
  if (!issue) return new ProblemError({ code: "invalid", detail: "the request is not valid" });
  const unknownKey = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  const field = [...issue.path, ...unknownKey].map(String).join(".").slice(0, 200);
  const detail = unknownKey.length > 0 ? "is not a known field" : wordIssue(issue);
  if (field === "") return new ProblemError({ code: "invalid", detail });
  return new ProblemError({ code: "invalid", detail: `${field}: ${detail}`, field });
}

/** In the library's words, but for what they do not tell. */
function wordIssue(issue: ZodError["issues"][number]): string {
  if (issue.message.endsWith("received undefined")) return "is missing";
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return issue.message;
  const words = issue.errors.map(([first]) => first?.message ?? issue.message);
  return [...new Set(words)].join(", or ");
}

const BY_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: "badRequest",
  413: "payloadTooLarge",
  415: "unsupportedMediaType",
};

const BY_ASK_FAILURE: Readonly<Record<Exclude<AskFailure, "failed">, ProblemFacts>> = {
  stopped: { code: "unavailable", detail: "this part of the control host is not running" },
  refused: { code: "unavailable", detail: "the control host is too busy, try again" },
  aborted: { code: "unavailable", detail: "the request was given up" },
  cycle: { code: "internal", detail: "the control host asked itself" },
  timedOut: {
    code: "timedOut",
    detail: "no answer in time; look whether it happened before repeating it",
  },
};

/** Turns whatever was thrown into a problem; what nobody expected is `internal`, and tells nothing. */
export function problemOf(error: unknown): ProblemFacts {
  if (error instanceof ProblemError) return error.facts;
  if (error instanceof BadCursor) {
    return { code: "invalid", detail: error.message, field: "cursor" };
  }
  if (error instanceof StorageError) {
    const code = error.reason === "full" ? "storageFull" : "storageFailed";
    return { code, detail: error.message };
  }
  if (error instanceof HTTPException) return ofHttpException(error);
  return ofAskError(error) ?? { code: "internal", detail: "the fault has been logged" };
}

function ofHttpException(error: HTTPException): ProblemFacts {
  return { code: BY_STATUS[error.status] ?? "internal", detail: error.message };
}

function ofAskError(error: unknown): ProblemFacts | undefined {
  if (!(error instanceof AskError)) return undefined;
  if (error.failure !== "failed") return BY_ASK_FAILURE[error.failure];
  return error.cause instanceof StorageError ? problemOf(error.cause) : undefined;
}
