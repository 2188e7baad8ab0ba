import type { Api } from "../dependencies.ts";
import type { EventFeed } from "../streams/event_feed.ts";
import type { OpenStreams } from "../video/open_streams.ts";
import { registerActors } from "./actors.ts";
import { registerAlertChannels } from "./alert_channels.ts";
import { registerAlerts } from "./alerts.ts";
import { registerAudit } from "./audit.ts";
import { registerBackups } from "./backups.ts";
import { registerCameraCommands } from "./camera_commands.ts";
import { registerCameraLive } from "./camera_live.ts";
import { registerCameraStreams } from "./camera_streams.ts";
import { registerCameras } from "./cameras.ts";
import { registerCommandOutput } from "./command_output.ts";
import { registerCommands } from "./commands.ts";
import { registerContainerLogs } from "./container_logs.ts";
import { registerDeviceAccounts } from "./device_accounts.ts";
import { registerDiscovery } from "./discovery.ts";
import { registerDisplays } from "./displays.ts";
import { registerEvents } from "./events.ts";
import { registerExecutions } from "./executions.ts";
import { registerGroups } from "./groups.ts";
import { registerHealth } from "./health.ts";
import { registerHostBackups } from "./host_backups.ts";
import { registerLegacyClients } from "./legacy_clients.ts";
import { registerLiveEvents } from "./live_events.ts";
import { registerMachines } from "./machines.ts";
import { registerMaintenance } from "./maintenance.ts";
import { registerMetrics } from "./metrics.ts";
import { registerNodeCommands } from "./node_commands.ts";
import { registerNodes } from "./nodes.ts";
import { registerPresence } from "./presence.ts";
import { registerPresets } from "./presets.ts";
import { registerReady } from "./ready.ts";
import { registerRecordings } from "./recordings.ts";
import { registerRotations } from "./rotations.ts";
import { registerSchedules } from "./schedules.ts";
import { registerSession } from "./session.ts";
import { registerSessionKeys } from "./session_keys.ts";
import { registerSyncHosts } from "./sync_hosts.ts";
import { registerTokens } from "./tokens.ts";
import { registerWalls } from "./walls.ts";

/** What goes on behind several routes at once. */
interface Ongoing {
  readonly feed: EventFeed;
  readonly streams: OpenStreams;
}

/** Every route of the API, in the order in which its document tells of them. */
export function registerRoutes(app: Api, { feed, streams }: Ongoing): void {
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
}
