import type { Query } from "../../wire/root.ts";
import { authorOf } from "../../words/audit.ts";

/** Filters of the page as its address has them. */
const KEPT = ["who", "kind", "subjectKind", "subjectKey"] as const;

/** What is asked of the control host for the filters in the page's address; times there are of this place's clock. */
export function auditQuery(address: URLSearchParams): Query {
  const query: Record<string, string | undefined> = {};
  for (const name of KEPT) query[name] = address.get(name) ?? undefined;
  if (query["who"]) query["who"] = authorOf(query["who"]);
  // A key alone says nothing.
  if (!query["subjectKind"]) delete query["subjectKey"];
  for (const name of ["from", "to"]) query[name] = momentText(address.get(name));
  return query;
}

function momentText(local: string | null): string | undefined {
  const at = new Date(local ?? "");
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
