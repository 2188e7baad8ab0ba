import type { Server } from "node:http";
import { OpenAPIHono } from "@hono/zod-openapi";
import { getPath } from "hono/utils/url";
import { credentialsEnded } from "../../actors/access/messages.ts";
import { registerActors } from "./routes/actors.ts";
import { registerAlerts } from "./routes/alerts.ts";
import { registerAlertChannels } from "./routes/alert_channels.ts";
import { registerAudit } from "./routes/audit.ts";
import { registerBackups } from "./routes/backups.ts";
import { CallerLimit, DEFAULT_CALLER_LIMITS } from "./door/caller_limit.ts";
import { registerCameraCommands } from "./routes/camera_commands.ts";
import { registerCameraLive } from "./routes/camera_live.ts";
import { registerCameras } from "./routes/cameras.ts";
import { registerCameraStreams } from "./routes/camera_streams.ts";
import { registerCommandOutput } from "./routes/command_output.ts";
import { registerCommands } from "./routes/commands.ts";
import { registerContainerLogs } from "./routes/container_logs.ts";
import type { Api, ApiEnv, HttpApiDependencies } from "./dependencies.ts";
import { registerDeviceAccounts } from "./routes/device_accounts.ts";
import { registerDiscovery } from "./video/discovery.ts";
import { registerDisplays } from "./routes/displays.ts";
import { declaredPath } from "./door/fielded_paths.ts";
import { EventFeed, type EventFeedReport } from "./streams/event_feed.ts";
import { registerEvents } from "./routes/events.ts";
import { registerExecutions } from "./routes/executions.ts";
import { registerGroups } from "./routes/groups.ts";
import { registerHealth } from "./routes/health.ts";
import { registerHostBackups } from "./routes/host_backups.ts";
import { registerLegacyClients } from "./routes/legacy_clients.ts";
import { registerLiveEvents } from "./routes/live_events.ts";
import { guardLoad } from "./door/load_guards.ts";
import { registerMachines } from "./routes/machines.ts";
import { registerMaintenance } from "./routes/maintenance.ts";
import { registerMetrics } from "./routes/metrics.ts";
import { registerNodeCommands } from "./routes/node_commands.ts";
import { registerNodes } from "./routes/nodes.ts";
import { registerOpenApi } from "./openapi.ts";
import { OpenStreams } from "./video/open_streams.ts";
import { registerPages } from "./pages.ts";
import { registerPresence } from "./routes/presence.ts";
import { registerPresets } from "./routes/presets.ts";
import { errorResponse, problemResponse } from "./answers/problem_response.ts";
import { invalid } from "./answers/problems.ts";
import { demandJson, limitBody, prepare, readJsonText } from "./door/request_guards.ts";
import { registerReady } from "./routes/ready.ts";
import { registerRecordings } from "./routes/recordings.ts";
import { registerRotations } from "./routes/rotations.ts";
import { registerSchedules } from "./routes/schedules.ts";
import { registerSessionKeys } from "./routes/session_keys.ts";
import { registerSession } from "./routes/session.ts";
import { registerSyncHosts } from "./routes/sync_hosts.ts";
import { registerTokens } from "./routes/tokens.ts";
import { unknownRoute } from "./answers/unknown_route.ts";
import { serveUpgrades } from "./door/upgrades.ts";
import { registerWalls } from "./routes/walls.ts";

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
  registerDisplays(app);
  registerGroups(app);
  registerPresets(app);
  registerPresence(app);
  registerSyncHosts(app);
  registerWalls(app);
  registerCameras(app);
  registerCameraCommands(app);
  registerCameraStreams(app, streams);
  registerCameraLive(app, streams);
  registerRecordings(app);
  registerDiscovery(app);
  registerNodeCommands(app);
  registerNodes(app);
  registerContainerLogs(app, streams);
  registerRotations(app);
  registerSessionKeys(app);
  registerSchedules(app);
  registerBackups(app);
  registerAlerts(app);
  registerMaintenance(app);
  registerAlertChannels(app);
  registerAudit(app);
  registerHostBackups(app);
  registerCommands(app);
  registerCommandOutput(app, streams);
  registerExecutions(app);
  registerActors(app);
  registerEvents(app, feed);
  registerLiveEvents(app, feed);
  registerReady(app);
  registerMachines(app);
  registerTokens(app);
  registerSession(app);
  registerHealth(app);
  registerMetrics(app);
  registerLegacyClients(app);
  registerDeviceAccounts(app);
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
