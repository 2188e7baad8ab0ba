import type { MemberId } from "../../../actors/presence/store.ts";
import { CameraPath } from "../../../protocols/api/camera.ts";
import { ContainerPath } from "../../../protocols/api/container.ts";
import { DisplayPath } from "../../../protocols/api/display.ts";
import { NodePath } from "../../../protocols/api/node.ts";
import {
  PresenceHistory,
  PresenceQuery,
  StripPage,
  StripQuery,
} from "../../../protocols/api/presence.ts";
import { answer, apiRoute, BASE } from "../api_route.ts";
import { ask } from "../requests/asking.ts";
import { CAMERA } from "./cameras.ts";
import { findCamera } from "../video/camera_viewing.ts";
import { containerTarget } from "../../../actors/nodes/target_keys.ts";
import type { Api, ApiContext } from "../dependencies.ts";
import { decodeIdCursor, encodeIdCursor } from "../requests/id_cursor.ts";
import { CONTAINER, NODE } from "./nodes.ts";
import { drawStrips, presenceNoteBody } from "../bodies/presence.ts";
import { valueOf } from "../answers/problems.ts";
import { isoTime } from "../bodies/times.ts";

const HOUR_MS = 3_600_000;

const HISTORY = { 200: answer(PresenceHistory, "What changed within 31 days, newest first.") };

const ofDisplay = apiRoute("view", {
  method: "get",
  path: `${BASE}/displays/{name}/history`,
  operationId: "getDisplayHistory",
  request: { params: DisplayPath, query: PresenceQuery },
  responses: HISTORY,
});

const ofNode = apiRoute("view", {
  method: "get",
  path: `${NODE}/history`,
  operationId: "getNodeHistory",
  request: { params: NodePath, query: PresenceQuery },
  responses: HISTORY,
});

const ofContainer = apiRoute("view", {
  method: "get",
  path: `${CONTAINER}/changes`,
  operationId: "getContainerChanges",
  request: { params: ContainerPath, query: PresenceQuery },
  responses: HISTORY,
});

const ofCamera = apiRoute("view", {
  method: "get",
  path: `${CAMERA}/history`,
  operationId: "getCameraHistory",
  request: { params: CameraPath, query: PresenceQuery },
  responses: HISTORY,
});

const strips = apiRoute("view", {
  method: "get",
  path: `${BASE}/strips`,
  operationId: "listStrips",
  request: { query: StripQuery },
  responses: { 200: answer(StripPage, "Strips, in the order of the members' list.") },
}, { cost: "expensive" });

/** Which member was there when: line by line, and as strips of many. */
export function registerPresence(api: Api): void {
  api.openapi(ofDisplay, async (c) => {
    const { name: nameOrId } = c.req.valid("param");
    const question = { type: "findDisplay", nameOrId } as const;
    const { id } = valueOf(await ask(c, c.var.deps.displays, question));
    return c.json(historyBody(c, { kind: "display", key: String(id) }, c.req.valid("query")), 200);
  });
  api.openapi(ofNode, async (c) => {
    const { serverId } = c.req.valid("param");
    valueOf(await ask(c, c.var.deps.nodes, { type: "findNode", serverId }));
    return c.json(historyBody(c, { kind: "node", key: serverId }, c.req.valid("query")), 200);
  });
  api.openapi(ofContainer, async (c) => {
    const { serverId, name: container } = c.req.valid("param");
    valueOf(await ask(c, c.var.deps.nodes, { type: "findContainer", serverId, container }));
    const { key } = containerTarget(serverId, container);
    return c.json(historyBody(c, { kind: "container", key }, c.req.valid("query")), 200);
  });
  api.openapi(ofCamera, async (c) => {
    const { id } = await findCamera(c, c.req.valid("param").id);
    return c.json(historyBody(c, { kind: "camera", key: String(id) }, c.req.valid("query")), 200);
  });
  registerStrips(api);
}

function historyBody(
  c: ApiContext,
  member: MemberId,
  query: { readonly cursor?: string | undefined; readonly limit: number },
): PresenceHistory {
  const { items, nextCursor } = c.var.deps.past.history(member, query);
  return { items: items.map(presenceNoteBody), nextCursor };
}

function registerStrips(api: Api): void {
  api.openapi(strips, async (c) => {
    const { kind, hours, key: keys, cursor, limit } = c.req.valid("query");
    const { presence, past, now } = c.var.deps;
    const members = await ask(c, presence, {
      type: "listMembers",
      kind,
      keys,
      afterKey: cursor === undefined ? undefined : decodeIdCursor(cursor),
      // One more than the page shows tells whether there is another.
      atMost: limit + 1,
    });
    const to = now();
    const range = { from: to - hours * HOUR_MS, to };
    const shown = members.slice(0, limit);
    const last = members.length > limit ? shown.at(-1) : undefined;
    return c.json({
      kind,
      from: isoTime(range.from),
      to: isoTime(to),
      items: await drawStrips(past, shown, range),
      nextCursor: last ? encodeIdCursor(last.key) : null,
    }, 200);
  });
}
