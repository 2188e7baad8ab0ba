import type { Api, ApiContext } from "../dependencies.ts";
import type { ProblemFacts } from "./problems.ts";

/** What to say when no route took a request: the path is unknown, or only other methods are known for it. */
export function unknownRoute(api: Api, c: ApiContext): ProblemFacts {
  const { path, method } = c.req;
  const allow = new Set(
    api.routes.filter((route) => route.method !== "ALL" && matches(route.path, path))
      .map((route) => route.method),
  );
  if (allow.size === 0) return { code: "notFound", detail: `there is no ${path.slice(0, 200)}` };
  const detail = `${method.slice(0, 20)} is not known here`;
  return { code: "methodNotAllowed", detail, allow: [...allow] };
}

/** Segment by segment; a segment of the pattern that begins with a colon takes anything. */
function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split("/");
  const given = path.split("/");
  return wanted.length === given.length &&
    wanted.every((segment, index) =>
      segment.startsWith(":") ? given[index] !== "" : segment === given[index]
    );
}
