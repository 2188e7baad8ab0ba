import { createRoute, type RouteConfig } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import type { ZodType } from "zod";
import type { Role } from "../../actors/access/messages.ts";
import { Problem } from "../../protocols/api/problem.ts";
import { demandRole, type Demands } from "./door/authentication.ts";
import { holdBack, type RouteCost } from "./door/load_guards.ts";
import type { ApiEnv } from "./dependencies.ts";
import { ProblemError } from "./answers/problems.ts";

/** Where the API lives. */
export const BASE = "/api/v1";

/** Who may use a route: a role, `device` for what fielded devices call without a token, or anybody. */
export type RouteRole = Role | "device" | "public";

type Config<P extends string> = Omit<RouteConfig, "path"> & { readonly path: P };

/** What a route wants of its caller beside the role, and of the control host. */
interface RouteDemands extends Demands {
  /** Default: next to nothing. */
  readonly cost?: RouteCost;
}

/**
 * Declares a route, who may use it and what it costs, in one place: all of it is enforced by the route's own
 * middleware, and shown in the OpenAPI document as `x-role`, `x-right` and `x-cost`. Every route may answer
 * with a problem document.
 */
export function apiRoute<P extends string, R extends Config<P>>(
  role: RouteRole,
  config: R & Config<P>,
  demands: RouteDemands = {},
): ReturnType<typeof createRoute<P, R>> {
  const open = role === "public" || role === "device";
  const { takesBasic = false, right, cost } = demands;
  return createRoute<P, R>({
    ...config,
    "x-role": role,
    ...(right === undefined ? {} : { "x-right": right }),
    ...(cost === undefined ? {} : { "x-cost": cost }),
    security: open ? [] : [{ bearer: [] }, { session: [] }, ...(takesBasic ? [{ basic: [] }] : [])],
    middleware: [
      ...(cost === undefined ? [] : [holdBack(cost)]),
      ...(open ? [] : [demandRole(role, demands)]),
      ...(open || takesAnyQuery(config, demands) ? [] : [refuseQuery]),
    ],
    responses: { ...config.responses, ...(role === "device" ? {} : { default: PROBLEM_ANSWER }) },
  });
}

/** What declares a query looks at it itself; players and `<img>` add some of their own, so as not to be shown a copy. */
function takesAnyQuery({ request }: Config<string>, { takesBasic = false }: Demands): boolean {
  return request?.query !== undefined || takesBasic;
}

/** A parameter that nobody reads is mostly a filter that somebody counts on. */
const refuseQuery: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const [name] = Object.keys(c.req.query());
  if (name === undefined) return await next();
  const field = name.slice(0, 200);
  throw new ProblemError({ code: "invalid", detail: `${field}: is not a known field`, field });
};

/** A JSON answer. */
export function answer<T extends ZodType>(schema: T, description: string) {
  return { description, content: { "application/json": { schema } } } as const;
}

/** A JSON body that must be there. */
export function body<T extends ZodType>(schema: T) {
  return { required: true, content: { "application/json": { schema } } } as const;
}

const PROBLEM_ANSWER = {
  description: "What went wrong (RFC 9457).",
  content: { "application/problem+json": { schema: Problem } },
};
