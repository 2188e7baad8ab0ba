import type { SyncHostSnapshot } from "../../../actors/sync_hosts/messages.ts";
import {
  HistoryQuery,
  SyncHost,
  SyncHostForgetQuery,
  SyncHostHistory,
  SyncHostPage,
  SyncHostPath,
  SyncHostQuery,
} from "../../../protocols/api/sync_host.ts";
import { answer, apiRoute, BASE } from "../api_route.ts";
import { ask } from "../requests/asking.ts";
import type { Api } from "../dependencies.ts";
import { valueOf } from "../answers/problems.ts";
import { syncHostBody, syncHostNoteBody } from "../bodies/sync.ts";
import type { WorkView } from "../requests/under_maintenance.ts";

const SYNC_HOSTS = `${BASE}/sync-hosts` as const;
const SYNC_HOST = `${SYNC_HOSTS}/{id}` as const;

const list = apiRoute("view", {
  method: "get",
  path: SYNC_HOSTS,
  operationId: "listSyncHosts",
  request: { query: SyncHostQuery },
  responses: { 200: answer(SyncHostPage, "Sync hosts, ordered by id.") },
});

const detail = apiRoute("view", {
  method: "get",
  path: SYNC_HOST,
  operationId: "getSyncHost",
  request: { params: SyncHostPath },
  responses: { 200: answer(SyncHost, "The sync host.") },
});

const history = apiRoute("view", {
  method: "get",
  path: `${SYNC_HOST}/history`,
  operationId: "getSyncHostHistory",
  request: { params: SyncHostPath, query: HistoryQuery },
  responses: { 200: answer(SyncHostHistory, "What changed within a year, newest first.") },
}, { cost: "expensive" });

const forget = apiRoute("admin", {
  method: "delete",
  path: SYNC_HOST,
  operationId: "forgetSyncHost",
  request: { params: SyncHostPath, query: SyncHostForgetQuery },
  responses: { 204: { description: "Forgotten, with its history." } },
});

/** Sync hosts: list, detail, history, forget. */
export function registerSyncHosts(api: Api): void {
  api.openapi(list, async (c) => {
    const { q, liveness, state, machine, cursor, limit } = c.req.valid("query");
    const found = await ask(c, c.var.deps.syncHosts, {
      type: "listSyncHosts",
      afterId: Number(cursor ?? 0),
      // One more than the page shows tells whether there is another.
      atMost: limit + 1,
      ...(q === undefined ? {} : { query: q }),
      ...(liveness === undefined ? {} : { liveness }),
      ...(state === undefined ? {} : { state }),
      ...(machine === undefined ? {} : { machine }),
    });
    return c.json(pageOfHosts(found, limit, c.var.deps), 200);
  });
  api.openapi(detail, async (c) => {
    const { id: nameOrId } = c.req.valid("param");
    const found = await ask(c, c.var.deps.syncHosts, { type: "findSyncHost", nameOrId });
    return c.json(syncHostBody(valueOf(found), c.var.deps), 200);
  });
  api.openapi(history, async (c) => {
    const { id: nameOrId } = c.req.valid("param");
    const { syncHosts, sync } = c.var.deps;
    const { id } = valueOf(await ask(c, syncHosts, { type: "findSyncHost", nameOrId }));
    const page = sync.hostHistory(id, c.req.valid("query"));
    return c.json({ items: page.items.map(syncHostNoteBody), nextCursor: page.nextCursor }, 200);
  });
  api.openapi(forget, async (c) => {
    const { id: nameOrId } = c.req.valid("param");
    const { force = false } = c.req.valid("query");
    valueOf(await ask(c, c.var.deps.syncHosts, { type: "forgetSyncHost", nameOrId, force }));
    return c.body(null, 204);
  });
}

function pageOfHosts(
  hosts: readonly SyncHostSnapshot[],
  limit: number,
  work: WorkView,
): SyncHostPage {
  const items = hosts.slice(0, limit).map((each) => syncHostBody(each, work));
  const last = items.at(-1);
  return { items, nextCursor: last && hosts.length > limit ? String(last.id) : null };
}
