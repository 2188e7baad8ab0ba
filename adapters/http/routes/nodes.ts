import type { ContainerSummary, NodeSummary } from "../../../actors/nodes/views.ts";
import {
  Container,
  ContainerHistory,
  ContainerHistoryQuery,
  ContainerList,
  ContainerPage,
  ContainerPath,
  ContainerQuery,
} from "../../../protocols/api/container.ts";
import {
  NodeDetail,
  NodeForgetQuery,
  NodePage,
  NodePath,
  NodeQuery,
} from "../../../protocols/api/node.ts";
import { answer, apiRoute, BASE } from "../api_route.ts";
import { ask } from "../requests/asking.ts";
import type { Api } from "../dependencies.ts";
import { historyAnswer } from "../answers/history_answer.ts";
import { historyRange } from "../requests/history_range.ts";
import { containerBody, nodeBody, nodeDetailBody } from "../bodies/node.ts";
import { decodeIdCursor, encodeIdCursor } from "../requests/id_cursor.ts";
import { valueOf } from "../answers/problems.ts";
import type { WorkView } from "../requests/under_maintenance.ts";

/** Where node hosts are. */
export const NODES = `${BASE}/nodes` as const;
export const NODE = `${NODES}/{serverId}` as const;
export const CONTAINER = `${NODE}/containers/{name}` as const;

const list = apiRoute("view", {
  method: "get",
  path: NODES,
  operationId: "listNodes",
  request: { query: NodeQuery },
  responses: { 200: answer(NodePage, "Node hosts, ordered by server id.") },
});

const detail = apiRoute("view", {
  method: "get",
  path: NODE,
  operationId: "getNode",
  request: { params: NodePath },
  responses: { 200: answer(NodeDetail, "The host with its containers.") },
});

const forget = apiRoute("admin", {
  method: "delete",
  path: NODE,
  operationId: "forgetNode",
  request: { params: NodePath, query: NodeForgetQuery },
  responses: { 204: { description: "Forgotten, with its history. Its session keys stay." } },
});

const containers = apiRoute("view", {
  method: "get",
  path: `${NODE}/containers`,
  operationId: "listContainers",
  request: { params: NodePath },
  responses: { 200: answer(ContainerList, "The containers of the host.") },
});

const allContainers = apiRoute("view", {
  method: "get",
  path: `${BASE}/containers`,
  operationId: "listAllContainers",
  request: { query: ContainerQuery },
  responses: { 200: answer(ContainerPage, "Containers of every host, by server id and name.") },
});

const container = apiRoute("view", {
  method: "get",
  path: CONTAINER,
  operationId: "getContainer",
  request: { params: ContainerPath },
  responses: { 200: answer(Container, "The container.") },
});

const history = apiRoute("view", {
  method: "get",
  path: `${CONTAINER}/history`,
  operationId: "getContainerHistory",
  request: { params: ContainerPath, query: ContainerHistoryQuery },
  responses: { 200: answer(ContainerHistory, "What it did.") },
}, { cost: "expensive" });

/** Node hosts and containers: lists, details, history, forget. */
export function registerNodes(api: Api): void {
  api.openapi(list, async (c) => {
    const { q, liveness, health, cursor, limit } = c.req.valid("query");
    const found = await ask(c, c.var.deps.nodes, {
      type: "listNodes",
      // One more than the page shows tells whether there is another.
      atMost: limit + 1,
      ...(cursor === undefined ? {} : { afterId: decodeIdCursor(cursor) }),
      ...(q === undefined ? {} : { query: q }),
      ...(liveness === undefined ? {} : { liveness }),
      ...(health === undefined ? {} : { health }),
    });
    return c.json(pageOfNodes(found, limit, c.var.deps), 200);
  });
  api.openapi(detail, async (c) => {
    const { serverId } = c.req.valid("param");
    const found = await ask(c, c.var.deps.nodes, { type: "findNode", serverId });
    return c.json(nodeDetailBody(valueOf(found), c.var.deps), 200);
  });
  api.openapi(forget, async (c) => {
    const { serverId } = c.req.valid("param");
    const { force = false } = c.req.valid("query");
    valueOf(await ask(c, c.var.deps.nodes, { type: "forgetNode", serverId, force }));
    return c.body(null, 204);
  });
  registerContainers(api);
}

function registerContainers(api: Api): void {
  api.openapi(containers, async (c) => {
    const { serverId } = c.req.valid("param");
    const found = await ask(c, c.var.deps.nodes, { type: "findNode", serverId });
    const { members } = valueOf(found);
    return c.json({ items: members.map((each) => containerBody(each, c.var.deps)) }, 200);
  });
  api.openapi(allContainers, async (c) => {
    const { cursor, limit } = c.req.valid("query");
    const after = cursor === undefined ? "" : decodeIdCursor(cursor);
    const found = await ask(c, c.var.deps.nodes, { type: "listContainers" });
    return c.json(pageOfContainers(found, after, limit, c.var.deps), 200);
  });
  api.openapi(container, async (c) => {
    const { serverId, name } = c.req.valid("param");
    const question = { type: "findContainer", serverId, container: name } as const;
    const found = valueOf(await ask(c, c.var.deps.nodes, question));
    return c.json(containerBody(found, c.var.deps), 200);
  });
  api.openapi(history, async (c) => {
    const { serverId, name } = c.req.valid("param");
    const query = c.req.valid("query");
    const range = historyRange(query, c.var.deps.now());
    const question = { type: "readHistory", serverId, container: name, ...range } as const;
    const found = valueOf(await ask(c, c.var.deps.nodes, question));
    return await historyAnswer(c, found, range, query);
  });
}

function pageOfNodes(nodes: readonly NodeSummary[], limit: number, work: WorkView): NodePage {
  const items = nodes.slice(0, limit).map((each) => nodeBody(each, work));
  const last = items.at(-1);
  const more = last !== undefined && nodes.length > limit;
  return { items, nextCursor: more ? encodeIdCursor(last.serverId) : null };
}

function pageOfContainers(
  containers: readonly ContainerSummary[],
  after: string,
  limit: number,
  work: WorkView,
): ContainerPage {
  const keyed = containers.map((container) => ({ key: keyOf(container), container }))
    .filter(({ key }) => key > after)
    .sort((a, b) => a.key < b.key ? -1 : 1);
  const shown = keyed.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ container }) => containerBody(container, work)),
    nextCursor: last && keyed.length > limit ? encodeIdCursor(last.key) : null,
  };
}

/** No server id and no container's name has a slash. */
function keyOf({ serverId, name }: ContainerSummary): string {
  return `${serverId}/${name}`;
}
