import type { Server } from "node:http";
import { OpenAPIHono } from "@hono/zod-openapi";
import { getPath } from "hono/utils/url";
import { credentialsEnded } from "../../actors/access/messages.ts";
import { CallerLimit, DEFAULT_CALLER_LIMITS } from "./door/caller_limit.ts";
import type { Api, ApiEnv, HttpApiDependencies } from "./dependencies.ts";
import { declaredPath } from "./door/fielded_paths.ts";
import { EventFeed, type EventFeedReport } from "./streams/event_feed.ts";
import { guardLoad } from "./door/load_guards.ts";
import { registerOpenApi } from "./openapi.ts";
import { registerRoutes } from "./routes/register_routes.ts";
import { OpenStreams } from "./video/open_streams.ts";
import { registerPages } from "./pages.ts";
import { errorResponse, problemResponse } from "./answers/problem_response.ts";
import { invalid } from "./answers/problems.ts";
import { demandJson, limitBody, prepare, readJsonText } from "./door/request_guards.ts";
import { unknownRoute } from "./answers/unknown_route.ts";
import { serveUpgrades } from "./door/upgrades.ts";

/** The HTTP API, ready to be put behind a port. */
export interface HttpApi {
  /** For more routes (a dashboard), and for tests: `app.request(path)` needs no port. */
  readonly app: Api;
  /** Answers a request; `env` is what `getRequestListener` hands along. Never rejects. */
  readonly fetch: (request: Request, env?: unknown) => Response | Promise<Response>;
  events(): EventFeedReport;
  /** Makes WebSockets of the API work on a server; to be called before it listens. */
  attach(server: Server): void;
  /** Streams of video that are open. */
  streams(): number;
  /** Ends event streams and video, which would keep the server from closing. */
  close(): void;
}

/**
 * Builds the HTTP API: routes under `/api/v1`, health at the root, the old REST calls of fielded displays, and
 * the document that describes it all. Holds one subscription per topic until it is closed.
 */
export function createHttpApi(deps: HttpApiDependencies): HttpApi {
  const app: Api = new OpenAPIHono<ApiEnv>({
    getPath: (request) => declaredPath(getPath(request)),
    defaultHook: (result) => {
      if (!result.success) throw invalid(result.error);
    },
  });
  app.use(prepare(deps));
  guardLoad(app, new CallerLimit({ ...DEFAULT_CALLER_LIMITS, ...deps.callerLimits }));
  app.use(limitBody, demandJson, readJsonText);
  app.onError((error, c) => errorResponse(c, error));
  app.notFound((c) => problemResponse(c, unknownRoute(app, c)));
  const feed = new EventFeed(deps);
  const streams = new OpenStreams();
  const stopLooking = deps.system.subscribe(credentialsEnded, () => streams.lookAgain());
  registerRoutes(app, { feed, streams });
  registerOpenApi(app);
  registerPages(app, deps.pages);
  const answer: HttpApi["fetch"] = (request, env) => app.fetch(request, env as ApiEnv["Bindings"]);
  return {
    app,
    fetch: answer,
    events: () => feed.report(),
    attach: (server) => serveUpgrades(server, answer),
    streams: () => streams.size,
    close() {
      stopLooking();
      feed.close();
      streams.close();
    },
  };
}
