import type { ComponentType } from "preact";
import type { Role } from "../../protocols/api/token.ts";
import type { IconName } from "../parts/icon.tsx";
import { ActorsPage } from "../pages/actors/actors_page.tsx";
import { AlertPage } from "../pages/alerts/alert_page.tsx";
import { AlertsPage } from "../pages/alerts/alerts_page.tsx";
import { AuditPage } from "../pages/audit/audit_page.tsx";
import { CommandPage } from "../pages/commands/command_page.tsx";
import { CommandsPage } from "../pages/commands/commands_page.tsx";
import { DisplayPage } from "../pages/displays/display_page.tsx";
import { DisplaysPage } from "../pages/displays/displays_page.tsx";
import { FleetPage, WallModePage } from "../pages/fleet/fleet_page.tsx";
import { HostPage } from "../pages/host/host_page.tsx";
import { MachinesPage } from "../pages/machines/machines_page.tsx";
import { ContainerPage } from "../pages/nodes/container_page.tsx";
import { NodePage } from "../pages/nodes/node_page.tsx";
import { NodesPage } from "../pages/nodes/nodes_page.tsx";
import { CameraPage } from "../pages/cameras/camera_page.tsx";
import { CamerasPage } from "../pages/cameras/cameras_page.tsx";
import { GroupPage, NewGroupPage } from "../pages/groups/group_page.tsx";
import { NewPresetPage, PresetPage } from "../pages/presets/preset_page.tsx";
import { PresetsPage } from "../pages/presets/presets_page.tsx";
import { NewSchedulePage } from "../pages/schedules/new_schedule_page.tsx";
import { SchedulePage } from "../pages/schedules/schedule_page.tsx";
import { SchedulesPage } from "../pages/schedules/schedules_page.tsx";
import { TokensPage } from "../pages/tokens/tokens_page.tsx";
import { SyncHostPage } from "../pages/walls/sync_host_page.tsx";
import { WallPage } from "../pages/walls/wall_page.tsx";
import { WallsPage } from "../pages/walls/walls_page.tsx";
import type { shellWords } from "../words/shell.ts";

/** What a page is given: the variable parts of its path, by name. */
export interface PageProps {
  readonly params: { readonly [name: string]: string };
}

/** One page of the dashboard. */
export interface Route {
  /** Parts of the path; `:name` stands for any one. */
  readonly path: string;
  readonly page: ComponentType<PageProps>;
  /** For nobody below this role. */
  readonly needs?: Role;
  /** Its place in the navigation, where it has one. `menu`: behind the button, with what is needed seldom. */
  readonly nav?: {
    readonly icon: IconName;
    readonly word: keyof ReturnType<typeof shellWords>;
    readonly menu?: true;
  };
}

/** Every page, in the order of the navigation. A new page is a folder in `pages/` and a line here. */
export const ROUTES: readonly Route[] = [
  { path: "", page: FleetPage, nav: { icon: "fleet", word: "fleet" } },
  { path: "wall-mode", page: WallModePage },
  { path: "alerts", page: AlertsPage, nav: { icon: "alert", word: "alerts" } },
  { path: "alerts/:id", page: AlertPage },
  { path: "displays", page: DisplaysPage, nav: { icon: "display", word: "displays" } },
  { path: "displays/:id", page: DisplayPage },
  { path: "nodes", page: NodesPage, nav: { icon: "node", word: "nodes" } },
  { path: "nodes/:serverId", page: NodePage },
  { path: "nodes/:serverId/:name", page: ContainerPage },
  { path: "walls", page: WallsPage, nav: { icon: "wall", word: "walls" } },
  { path: "walls/:name", page: WallPage },
  { path: "sync-hosts/:id", page: SyncHostPage },
  { path: "cameras", page: CamerasPage, nav: { icon: "camera", word: "cameras" } },
  { path: "cameras/:id", page: CameraPage },
  { path: "presets", page: PresetsPage, nav: { icon: "preset", word: "presets" } },
  { path: "presets/new", page: NewPresetPage, needs: "operate" },
  { path: "presets/:id", page: PresetPage },
  { path: "groups/new", page: NewGroupPage, needs: "operate" },
  { path: "groups/:id", page: GroupPage },
  { path: "commands", page: CommandsPage, nav: { icon: "command", word: "commands" } },
  { path: "commands/:id", page: CommandPage },
  { path: "schedules", page: SchedulesPage, nav: { icon: "schedule", word: "schedules" } },
  { path: "schedules/new", page: NewSchedulePage, needs: "operate" },
  { path: "schedules/:id", page: SchedulePage },
  { path: "machines", page: MachinesPage, nav: { icon: "machine", word: "machines" } },
  { path: "actors", page: ActorsPage, nav: { icon: "tree", word: "actors" } },
  {
    path: "audit",
    page: AuditPage,
    needs: "admin",
    nav: { icon: "trail", word: "audit", menu: true },
  },
  {
    path: "tokens",
    page: TokensPage,
    needs: "admin",
    nav: { icon: "key", word: "tokens", menu: true },
  },
  { path: "host", page: HostPage, nav: { icon: "machine", word: "host", menu: true } },
];

/** The page for a path, and what its variable parts are. */
export function findRoute(path: readonly string[]): (PageProps & { readonly route: Route }) | null {
  for (const route of ROUTES) {
    const params = match(route.path.split("/").filter((part) => part !== ""), path);
    if (params) return { route, params };
  }
  return null;
}

function match(
  pattern: readonly string[],
  path: readonly string[],
): Record<string, string> | null {
  if (pattern.length !== path.length) return null;
  const params: Record<string, string> = {};
  for (const [nth, part] of pattern.entries()) {
    const given = path[nth] ?? "";
    if (part.startsWith(":")) params[part.slice(1)] = given;
    else if (part !== given) return null;
  }
  return params;
}
