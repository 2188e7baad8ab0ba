import type { Author } from "../../../actors/audit/author.ts";
import type { ActorRef, AnswerOf, Question } from "../../../actors/kernel/mod.ts";
import type { Idempotency } from "../../../actors/ledger/messages.ts";
import type { Requester } from "../../../actors/requester.ts";
import { peerAddress } from "../door/connection.ts";
import type { ApiContext } from "../dependencies.ts";

/** How long an actor may take; a client gives up after 30 s or so, and should hear a reason before. */
export const ASK_TIMEOUT_MS = 10_000;

type Kinds = { readonly type: string };
type OfKind<M extends Kinds, T> = Extract<M, { readonly type: T } & Question<unknown>>;

/**
 * Asks an actor on behalf of a request, under the request's correlation id. A request that may change something says
 * with each question who makes it: whoever makes the change puts that into the audit trail.
 */
export function ask<M extends Kinds, const T extends M["type"]>(
  c: ApiContext,
  ref: ActorRef<M>,
  question: { readonly type: T } & NoInfer<OfKind<M, T>>,
): Promise<AnswerOf<OfKind<M, T>>> {
  const { correlationId } = c.var;
  const asked = mayChange(c) ? { ...question, author: authorOf(c) } : question;
  return ref.ask<OfKind<M, T>>(asked, { timeoutMs: ASK_TIMEOUT_MS, correlationId });
}

/** Only somebody who is known changes things; devices tell of themselves. */
function mayChange(c: ApiContext): boolean {
  return !SAFE_METHODS.has(c.req.method) && c.get("identity") !== undefined;
}

const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD"]);

/** Who makes the request, for the audit trail. */
export function authorOf(c: ApiContext): Author {
  const { identity: { tokenId }, correlationId } = c.var;
  // Somebody on the host itself has none.
  return { ...requesterOf(c), tokenId: tokenId || null, correlationId };
}

/** Who makes the request, for the ledger. */
export function requesterOf(c: ApiContext): Requester {
  return { name: c.var.identity.name, address: peerAddress(c) };
}

/**
 * The idempotency of a request: its key, and a hash over method, path and the body in a canonical form.
 * Null without an `Idempotency-Key` header.
 */
export async function idempotencyOf(
  c: ApiContext,
  key: string | undefined,
  body: unknown,
): Promise<Idempotency | null> {
  if (key === undefined) return null;
  const text = `${c.req.method} ${c.req.path}\n${canonicalJson(body)}`;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const contentHash = Array.from(new Uint8Array(digest), hexByte).join("");
  return { key, contentHash };
}

/** Marks an answer that was given before. */
export function markReplayed(c: ApiContext, replayed: boolean): void {
  if (replayed) c.header("Idempotency-Replayed", "true");
}

/** JSON with the keys of every object in order, so that equal content is equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner) => isRecord(inner) ? sorted(inner) : inner);
}

function sorted(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => a < b ? -1 : 1));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}
