import { OpenAPIHono } from "@hono/zod-openapi";
import type { Api, ApiEnv, HttpApiDependencies } from "./dependencies.ts";
import { registerDisplays } from "./routes/displays.ts";
import { registerGroups } from "./routes/groups.ts";
import { registerPresets } from "./routes/presets.ts";
import { errorResponse } from "./answers/problem_response.ts";
import { invalid } from "./answers/problems.ts";
import { demandJson, limitBody, prepare } from "./door/request_guards.ts";
import { registerSessionKeys } from "./routes/session_keys.ts";

/** What the routes of the local API speak to. */
export type LocalApiDependencies = Pick<
  HttpApiDependencies,
  | "access"
  | "displays"
  | "presets"
  | "ledger"
  | "maintenance"
  | "sessionKeys"
  | "keys"
  | "trail"
  | "now"
  | "onError"
>;

/**
 * The routes for what people make themselves (displays, groups, presets, session keys), for a program that has a data
 * folder to itself: the same checks, refusals and audit lines as over the network, without a port. Answers a request,
 * and never rejects.
 */
export function createLocalApi(
  deps: LocalApiDependencies,
): (request: Request) => Response | Promise<Response> {
  const app: Api = new OpenAPIHono<ApiEnv>({
    defaultHook: (result) => {
      if (!result.success) throw invalid(result.error);
    },
  });
  // No other route is registered, and these use nothing else.
  app.use(prepare(deps as HttpApiDependencies), limitBody, demandJson);
  app.onError((error, c) => errorResponse(c, error));
  registerDisplays(app);
  registerGroups(app);
  registerPresets(app);
  registerSessionKeys(app);
  return (request) => app.fetch(request);
}
