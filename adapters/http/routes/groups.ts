import type { Group as GroupFacts } from "../../../actors/presets/messages.ts";
import { Group, GroupDraft, GroupList, IdPath } from "../../../protocols/api/group.ts";
import { CreatedHeaders, EditedHeaders, EditHeaders } from "../../../protocols/api/edit.ts";
import { answer, apiRoute, BASE, body } from "../api_route.ts";
import { ask } from "../requests/asking.ts";
import { editOf, tag } from "../requests/edits.ts";
import type { Api, ApiContext } from "../dependencies.ts";
import { groupBody } from "../bodies/preset.ts";
import { byId, valueOf } from "../answers/problems.ts";

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
  responses: { 200: { ...answer(Group, "The group."), headers: EditedHeaders } },
});

const create = apiRoute("operate", {
  method: "post",
  path: GROUPS,
  operationId: "createGroup",
  request: { body: body(GroupDraft) },
  responses: { 201: { ...answer(Group, "The new group."), headers: CreatedHeaders } },
});

const update = apiRoute("operate", {
  method: "put",
  path: GROUP,
  operationId: "updateGroup",
  request: { params: IdPath, headers: EditHeaders, body: body(GroupDraft) },
  responses: { 200: { ...answer(Group, "The group as it is now."), headers: EditedHeaders } },
});

const remove = apiRoute("operate", {
  method: "delete",
  path: GROUP,
  operationId: "deleteGroup",
  request: { params: IdPath, headers: EditHeaders },
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
    return answerWith(c, byId(groups, id, "group"), 200);
  });
  api.openapi(create, async (c) => {
    const draft = c.req.valid("json");
    const created = valueOf(
      await ask(c, c.var.deps.presets, { type: "createGroup", draft, edit: editOf(c, undefined) }),
    );
    c.header("Location", `${GROUPS}/${created.id}`);
    return answerWith(c, created, 201);
  });
  api.openapi(update, async (c) => {
    const { id } = c.req.valid("param");
    const draft = c.req.valid("json");
    const edit = editOf(c, c.req.valid("header")["if-match"]);
    const updated = await ask(c, c.var.deps.presets, { type: "updateGroup", id, draft, edit });
    return answerWith(c, valueOf(updated), 200);
  });
  api.openapi(remove, async (c) => {
    const { id } = c.req.valid("param");
    const edit = editOf(c, c.req.valid("header")["if-match"]);
    valueOf(await ask(c, c.var.deps.presets, { type: "deleteGroup", id, edit }));
    return c.body(null, 204);
  });
}

function answerWith<S extends 200 | 201>(c: ApiContext, group: GroupFacts, status: S) {
  tag(c, group);
  return c.json(groupBody(group), status);
}
