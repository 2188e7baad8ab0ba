import type { Asked } from "./fake_api.ts";
import { type ProblemCode, PROBLEMS } from "../../../protocols/api/problem.ts";

/** A refusal as the API words it. */
export function problem(code: ProblemCode, detail: string, field?: string): Response {
  const { status, title } = PROBLEMS[code];
  const type = `urn:signalbox:problem:${code}`;
  return Response.json({ type, title, status, detail, code, ...(field && { field }) }, { status });
}

/** A page of a list, as far as the query asks for it. */
export function page(items: readonly unknown[], { query }: Asked): Response {
  const from = Number(query.get("cursor") ?? 0);
  const until = from + Number(query.get("limit") ?? 100);
  const nextCursor = until < items.length ? String(until) : null;
  return Response.json({ items: items.slice(from, until), nextCursor });
}

/** The answer to a removal from a list. */
export function deleted(list: { readonly id: number }[], wanted: number): Response {
  const at = list.findIndex(({ id }) => id === wanted);
  if (at < 0) return problem("notFound", `there is no ${wanted}`);
  list.splice(at, 1);
  return new Response(null, { status: 204 });
}
