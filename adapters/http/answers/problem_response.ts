import { type Problem, PROBLEMS } from "../../../protocols/api/problem.ts";
import type { ApiContext } from "../dependencies.ts";
import { isBrokenOff } from "../door/connection.ts";
import { fieldedRefusal, MCLIENT_PATHS } from "../door/fielded_paths.ts";
import { type ProblemFacts, problemOf } from "./problems.ts";
import { isoTime } from "../bodies/times.ts";

/** Answers with a problem document (RFC 9457), or in the words of fielded devices on the routes that they call. */
export function problemResponse(c: ApiContext, facts: ProblemFacts): Response {
  const { status, title } = PROBLEMS[facts.code];
  setHeaders(c, facts);
  const fielded = fieldedRefusal(c.req.path, facts);
  if (fielded) return c.json(fielded.body, fielded.status);
  const problem: Problem = {
    type: `urn:signalbox:problem:${facts.code}`,
    title,
    status,
    detail: detailOf(facts),
    instance: `urn:uuid:${c.var.correlationId}`,
    code: facts.code,
    ...(facts.field === undefined ? {} : { field: facts.field }),
    ...(facts.changed === undefined ? {} : { changed: changedBody(facts.changed) }),
  };
  return c.body(JSON.stringify(problem), status, { "Content-Type": "application/problem+json" });
}

/**
 * Answers with the problem that whatever was thrown is; what nobody expected is told to whoever keeps the log. A body
 * that breaks off is its sender's doing, and nobody hears the answer.
 */
export function errorResponse(c: ApiContext, error: unknown): Response {
  const facts = problemOf(error);
  if (facts.code === "internal" && isBrokenOff(c, error)) return problemResponse(c, BROKEN_OFF);
  if (facts.code === "internal") c.var.deps.onError(error, c.var.correlationId);
  return problemResponse(c, facts);
}

const BROKEN_OFF: ProblemFacts = { code: "badRequest", detail: "the body broke off" };

/** An actor's refusal is a rule that goes behind the field's name; as validation words it, so that all read alike. */
function detailOf({ detail, field }: ProblemFacts): string {
  return field !== undefined && detail.startsWith("must ") ? `${field}: ${detail}` : detail;
}

function changedBody({ version, at, by }: NonNullable<ProblemFacts["changed"]>) {
  return { version, at: isoTime(at), by };
}

function setHeaders(c: ApiContext, facts: ProblemFacts): void {
  if (facts.code === "unauthorized") c.header("WWW-Authenticate", schemeOf(c));
  if (facts.code === "upgradeRequired") c.header("Upgrade", "websocket");
  if (facts.length !== undefined) c.header("Content-Range", `bytes */${facts.length}`);
  if (facts.allow) c.header("Allow", facts.allow.join(", "));
  if (facts.retryAfterMs !== undefined) {
    c.header("Retry-After", String(Math.max(1, Math.ceil(facts.retryAfterMs / 1_000))));
  }
}

/** Fielded mclients send their tokens in a scheme of their own; players of video know Basic (RFC 7617) alone. */
function schemeOf(c: ApiContext): string {
  if (c.var.takesBasic) return 'Basic realm="Signalbox", charset="UTF-8"';
  return MCLIENT_PATHS.includes(c.req.path) ? "Token" : "Bearer";
}
