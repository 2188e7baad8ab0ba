import type { CamerasMessage } from "../cameras/messages.ts";
import type { DisplaysMessage } from "../displays/messages.ts";
import type { ActorRef } from "../kernel/mod.ts";
import type { NodesMessage } from "../nodes/messages.ts";
import type { PresetsMessage } from "../presets/messages.ts";
import type { WallsMessage } from "../walls/messages.ts";
import type { FleetView } from "./messages.ts";
import { WHOLE_LISTS } from "../whole_lists.ts";

/** Who knows how members of each kind stand. */
export interface Directories {
  readonly displays: ActorRef<DisplaysMessage>;
  /** For the groups. */
  readonly presets: ActorRef<PresetsMessage>;
  readonly walls: ActorRef<WallsMessage>;
  readonly cameras: ActorRef<CamerasMessage>;
  readonly nodes: ActorRef<NodesMessage>;
}

/** The directories answer in microseconds; this is for when one hangs. */
const ASK_TIMEOUT_MS = 5_000;

/** What is known when nobody answers. */
export const NOTHING_SEEN: FleetView = {
  displays: null,
  groups: null,
  walls: null,
  cameras: null,
  nodes: null,
};

/** Asks every directory how its members stand, all at once. One that does not answer is null. */
export async function askFleet(directories: Directories): Promise<FleetView> {
  const patience = { timeoutMs: ASK_TIMEOUT_MS };
  const unanswered = () => null;
  const [displays, groups, walls, cameras, nodes] = await Promise.all([
    directories.displays.ask(WHOLE_LISTS.displays, patience).catch(unanswered),
    directories.presets.ask(WHOLE_LISTS.groups, patience).catch(unanswered),
    directories.walls.ask(WHOLE_LISTS.walls, patience).catch(unanswered),
    directories.cameras.ask(WHOLE_LISTS.cameras, patience).catch(unanswered),
    directories.nodes.ask(WHOLE_LISTS.nodes, patience).catch(unanswered),
  ]);
  return { displays, groups, walls, cameras, nodes };
}
