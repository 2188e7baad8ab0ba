import type { CamerasMessage } from "../cameras/messages.ts";
import type { DisplaysMessage } from "../displays/messages.ts";
import type { NodesMessage } from "../nodes/messages.ts";
import type { PresetsMessage } from "../presets/messages.ts";
import type { SyncHostsMessage } from "../sync_hosts/messages.ts";
import type { WallsMessage } from "../walls/messages.ts";
import type { AlertsContext, AlertsState } from "./alerts_state.ts";
import { lookAt, lookAtMember } from "./looking.ts";
import type { AlertsMessage, Judged } from "./messages.ts";
import type { MemberSource } from "./rules/subjects.ts";
import type { Sources } from "./sources.ts";

/** The directories answer from memory; a full fleet takes some milliseconds. */
const PATIENCE = { timeoutMs: 30_000 };

type Asked<M, T> = Extract<M, { readonly type: T }>;

const DISPLAYS: Asked<DisplaysMessage, "listDisplays"> = { type: "listDisplays" };
const NODES: Asked<NodesMessage, "listNodes"> = { type: "listNodes" };
const CONTAINERS: Asked<NodesMessage, "listContainers"> = { type: "listContainers" };
const SYNC_HOSTS: Asked<SyncHostsMessage, "listSyncHosts"> = { type: "listSyncHosts" };
const CAMERAS: Asked<CamerasMessage, "listCameras"> = { type: "listCameras" };
const WALLS: Asked<WallsMessage, "listWalls"> = { type: "listWalls" };
const GROUPS: Asked<PresetsMessage, "listGroups"> = { type: "listGroups" };

const IGNORED: AlertsMessage = { type: "ignored" };

/** Looks at everybody: at the start, when the rules are others, and to make good what was lost. */
export function survey({ args, book }: AlertsState, ctx: AlertsContext): void {
  const { displays, nodes, syncHosts, cameras, walls, presets } = args;
  const members = <S extends MemberSource>(source: S, asked: Promise<readonly Sources[S][]>) =>
    look(source, asked, (each) => lookAtMember(book, source, each), ctx);
  members("display", displays.ask(DISPLAYS, PATIENCE));
  members("node", nodes.ask(NODES, PATIENCE));
  members("container", nodes.ask(CONTAINERS, PATIENCE));
  members("syncHost", syncHosts.ask(SYNC_HOSTS, PATIENCE));
  members("camera", cameras.ask(CAMERAS, PATIENCE));
  look("wall", walls.ask(WALLS, PATIENCE), (each) => {
    const member = { subject: { kind: "wall", key: each.name, name: each.name }, ...NOWHERE };
    return { ...lookAt(book, "wall", each), member };
  }, ctx);
  ctx.pipe(
    presets.ask(GROUPS, PATIENCE),
    (groups): AlertsMessage => ({ type: "groupsSeen", groups }),
    () => IGNORED,
  );
}

/** A wall is on no machine. */
const NOWHERE = { liveness: "online", address: null } as const;

function look<T>(
  kind: string,
  asked: Promise<readonly T[]>,
  judge: (found: T) => Judged,
  ctx: AlertsContext,
): void {
  ctx.pipe(
    asked,
    (found): AlertsMessage => ({ type: "surveyed", kind, seen: found.map(judge) }),
    () => IGNORED,
  );
}
