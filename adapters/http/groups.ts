import { Group, GroupDraft, GroupList, IdPath } from "../../protocols/api/group.ts";
import { answer, apiRoute, BASE, body } from "./api_route.ts";
import { ask } from "./asking.ts";
import type { Api } from "./dependencies.ts";
import { groupBody } from "./preset_body.ts";
import { byId, valueOf } from "./problems.ts";

const GROUPS = `${BASE}/groups` as const;
const GROUP = `${GROUPS}/{id}` as const;

const list = apiRoute("view", {
  method: "get",
  path: GROUPS,
  operationId: "listGroups",
  responses: { 200: answer(GroupList, "Every group.") },
});

const detail = apiRoute("view", {
  method: "get",
  path: GROUP,
  operationId: "getGroup",
  request: { params: IdPath },
  responses: { 200: answer(Group, "The group.") },
});

const create = apiRoute("operate", {
  method: "post",
  path: GROUPS,
  operationId: "createGroup",
  request: { body: body(GroupDraft) },
  responses: { 201: answer(Group, "The new group.") },
});

const update = apiRoute("operate", {
  method: "put",
  path: GROUP,
  operationId: "updateGroup",
  request: { params: IdPath, body: body(GroupDraft) },
  responses: { 200: answer(Group, "The group as it is now.") },
});

const remove = apiRoute("operate", {
  method: "delete",
  path: GROUP,
  operationId: "deleteGroup",
  request: { params: IdPath },
  responses: { 204: { description: "Removed." } },
});

/** Groups: list, detail, create, update, delete. */
export function registerGroups(api: Api): void {
  api.openapi(list, async (c) => {
    const groups = await ask(c, c.var.deps.presets, { type: "listGroups" });
    return c.json({ items: groups.map(groupBody) }, 200);
  });
  api.openapi(detail, async (c) => {
    const { id } = c.req.valid("param");
    const groups = await ask(c, c.var.deps.presets, { type: "listGroups" });
    return c.json(groupBody(byId(groups, id, "group")), 200);
  });
  api.openapi(create, async (c) => {
    const draft = c.req.valid("json");
    const created = valueOf(await ask(c, c.var.deps.presets, { type: "createGroup", draft }));
    c.header("Location", `${GROUPS}/${created.id}`);
    return c.json(groupBody(created), 201);
  });
  api.openapi(update, async (c) => {
    const { id } = c.req.valid("param");
    const draft = c.req.valid("json");
    const updated = await ask(c, c.var.deps.presets, { type: "updateGroup", id, draft });
    return c.json(groupBody(valueOf(updated)), 200);
  });
  api.openapi(remove, async (c) => {
    const { id } = c.req.valid("param");
    valueOf(await ask(c, c.var.deps.presets, { type: "deleteGroup", id }));
    return c.body(null, 204);
  });
}
