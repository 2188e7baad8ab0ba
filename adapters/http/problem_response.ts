import { type Problem, PROBLEMS } from "../../protocols/api/problem.ts";
import type { ApiContext } from "./dependencies.ts";
import type { ProblemFacts } from "./problems.ts";

/** The old REST interface, whose clients read `{error}`. */
const LEGACY_PATH = "/api/clients";

/** What the old interface said 400 to. */
const LEGACY_BAD_REQUEST: ReadonlySet<number> = new Set([404, 405, 409, 415, 422]);

/** Answers with a problem document (RFC 9457), or with `{error}` on the old interface. */
export function problemResponse(c: ApiContext, facts: ProblemFacts): Response {
  const { status, title } = PROBLEMS[facts.code];
  setHeaders(c, facts);
  if (c.req.path === LEGACY_PATH) {
    return c.json({ error: facts.detail }, LEGACY_BAD_REQUEST.has(status) ? 400 : status);
  }
  const problem: Problem = {
    type: `urn:signalbox:problem:${facts.code}`,
    title,
    status,
    detail: facts.detail,
    instance: `urn:uuid:${c.var.correlationId}`,
    code: facts.code,
    ...(facts.field === undefined ? {} : { field: facts.field }),
  };
  return c.body(JSON.stringify(problem), status, { "Content-Type": "application/problem+json" });
}

function setHeaders(c: ApiContext, facts: ProblemFacts): void {
  if (facts.code === "unauthorized") c.header("WWW-Authenticate", "Bearer");
  if (facts.allow) c.header("Allow", facts.allow.join(", "));
  if (facts.retryAfterMs !== undefined) {
    c.header("Retry-After", String(Math.max(1, Math.ceil(facts.retryAfterMs / 1_000))));
  }
}
