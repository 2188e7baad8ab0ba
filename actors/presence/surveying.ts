import type { CamerasMessage } from "../cameras/messages.ts";
import type { DisplaysMessage } from "../displays/messages.ts";
import type { NodesMessage } from "../nodes/messages.ts";
import type { SyncHostsMessage } from "../sync_hosts/messages.ts";
import type { Observation, PresenceMessage } from "./messages.ts";
import { ofCamera, ofContainer, ofDisplay, ofNode, ofSyncHost } from "./observing.ts";
import type { PresenceContext, PresenceState } from "./presence_state.ts";
import type { MemberKind } from "./store.ts";

/** The directories answer from memory; a full fleet takes some milliseconds. */
const PATIENCE = { timeoutMs: 30_000 };

type Asked<M, T> = Extract<M, { readonly type: T }>;

const DISPLAYS: Asked<DisplaysMessage, "listDisplays"> = { type: "listDisplays" };
const NODES: Asked<NodesMessage, "listNodes"> = { type: "listNodes" };
const CONTAINERS: Asked<NodesMessage, "listContainers"> = { type: "listContainers" };
const SYNC_HOSTS: Asked<SyncHostsMessage, "listSyncHosts"> = { type: "listSyncHosts" };
const CAMERAS: Asked<CamerasMessage, "listCameras"> = { type: "listCameras" };

/** Looks at every member there is: those that nobody has told of since our start, and words that were lost. */
export function survey(
  { args: { displays, nodes, syncHosts, cameras } }: PresenceState,
  ctx: PresenceContext,
): void {
  look("display", displays.ask(DISPLAYS, PATIENCE), ofDisplay, ctx);
  look("node", nodes.ask(NODES, PATIENCE), ofNode, ctx);
  look("container", nodes.ask(CONTAINERS, PATIENCE), ofContainer, ctx);
  look("syncHost", syncHosts.ask(SYNC_HOSTS, PATIENCE), ofSyncHost, ctx);
  look("camera", cameras.ask(CAMERAS, PATIENCE), ofCamera, ctx);
}

function look<T>(
  kind: MemberKind,
  asked: Promise<readonly T[]>,
  observationOf: (found: T) => Observation,
  ctx: PresenceContext,
): void {
  ctx.pipe(
    asked,
    (found): PresenceMessage => ({
      type: "surveyed",
      kind,
      observations: found.map(observationOf),
    }),
    (): PresenceMessage => ({ type: "surveyFailed" }),
  );
}
