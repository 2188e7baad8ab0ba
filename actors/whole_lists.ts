import type { CamerasMessage } from "./cameras/messages.ts";
import type { DisplaysMessage } from "./displays/messages.ts";
import type { NodesMessage } from "./nodes/messages.ts";
import type { PresetsMessage } from "./presets/messages.ts";
import type { SyncHostsMessage } from "./sync_hosts/messages.ts";
import type { WallsMessage } from "./walls/messages.ts";

type Asked<M, T> = Extract<M, { readonly type: T }>;

/** What is asked of each directory by those who look at the whole fleet; to be asked with `ask`, as they stand. */
export const WHOLE_LISTS: {
  readonly displays: Asked<DisplaysMessage, "listDisplays">;
  readonly nodes: Asked<NodesMessage, "listNodes">;
  readonly containers: Asked<NodesMessage, "listContainers">;
  readonly syncHosts: Asked<SyncHostsMessage, "listSyncHosts">;
  readonly cameras: Asked<CamerasMessage, "listCameras">;
  readonly walls: Asked<WallsMessage, "listWalls">;
  readonly groups: Asked<PresetsMessage, "listGroups">;
} = {
  displays: { type: "listDisplays" },
  nodes: { type: "listNodes" },
  containers: { type: "listContainers" },
  syncHosts: { type: "listSyncHosts" },
  cameras: { type: "listCameras" },
  walls: { type: "listWalls" },
  groups: { type: "listGroups" },
};

/** For looks that nobody waits for: the directories answer from memory, and a full fleet takes some milliseconds. */
export const SURVEY_PATIENCE = { timeoutMs: 30_000 } as const;
