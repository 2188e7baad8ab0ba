import { stateOf } from "../../../actors/alerts/maintenance.ts";
import {
  MaintenanceDraft,
  MaintenanceList,
  MaintenancePath,
  MaintenanceWindow,
} from "../../../protocols/api/maintenance.ts";
import { maintenanceBody } from "../bodies/alert.ts";
import { answer, apiRoute, BASE, body } from "../api_route.ts";
import { ask } from "../requests/asking.ts";
import type { Api } from "../dependencies.ts";
import { valueOf } from "../answers/problems.ts";

const MAINTENANCE = `${BASE}/maintenance` as const;

const list = apiRoute("view", {
  method: "get",
  path: MAINTENANCE,
  operationId: "listMaintenance",
  responses: { 200: answer(MaintenanceList, "Windows by beginning; past ones go after a day.") },
});

const create = apiRoute("operate", {
  method: "post",
  path: MAINTENANCE,
  operationId: "createMaintenance",
  request: { body: body(MaintenanceDraft) },
  responses: { 201: answer(MaintenanceWindow, "The new window.") },
});

const remove = apiRoute("operate", {
  method: "delete",
  path: `${MAINTENANCE}/{id}`,
  operationId: "deleteMaintenance",
  request: { params: MaintenancePath },
  responses: { 204: { description: "Removed. What is still wrong is told of now." } },
});

/** Maintenance windows: list, create, delete. */
export function registerMaintenance(api: Api): void {
  api.openapi(list, async (c) => {
    const { alerts, now } = c.var.deps;
    const windows = await ask(c, alerts, { type: "listMaintenance" });
    return c.json({
      items: windows.map((each) => maintenanceBody(each, stateOf(each, now()))),
    }, 200);
  });
  api.openapi(create, async (c) => {
    const { alerts, now } = c.var.deps;
    const { from, until, ...rest } = c.req.valid("json");
    const draft = {
      ...rest,
      from: from === undefined ? now() : Date.parse(from),
      until: Date.parse(until),
    };
    const order = { type: "addMaintenance", draft, by: c.var.identity.name } as const;
    const made = valueOf(await ask(c, alerts, order));
    return c.json(maintenanceBody(made, stateOf(made, now())), 201);
  });
  api.openapi(remove, async (c) => {
    const { id } = c.req.valid("param");
    valueOf(await ask(c, c.var.deps.alerts, { type: "removeMaintenance", id }));
    return c.body(null, 204);
  });
}
