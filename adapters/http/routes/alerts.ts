import {
  AcknowledgeBody,
  Alert,
  AlertDetail,
  AlertListQuery,
  AlertPage,
  AlertPath,
  SnoozeBody,
} from "../../../protocols/api/alert.ts";
import { alertBody, alertStepBody } from "../bodies/alert.ts";
import { answer, apiRoute, BASE, body } from "../api_route.ts";
import { ask } from "../requests/asking.ts";
import type { Api } from "../dependencies.ts";
import { ProblemError, valueOf } from "../answers/problems.ts";

const ALERTS = `${BASE}/alerts` as const;
const ALERT = `${ALERTS}/{id}` as const;

const list = apiRoute("view", {
  method: "get",
  path: ALERTS,
  operationId: "listAlerts",
  request: { query: AlertListQuery },
  responses: { 200: answer(AlertPage, "Alerts of 400 days, newest first.") },
});

const detail = apiRoute("view", {
  method: "get",
  path: ALERT,
  operationId: "getAlert",
  request: { params: AlertPath },
  responses: { 200: answer(AlertDetail, "The alert.") },
});

const acknowledge = apiRoute("operate", {
  method: "post",
  path: `${ALERT}/acknowledge`,
  operationId: "acknowledgeAlert",
  request: { params: AlertPath, body: body(AcknowledgeBody) },
  responses: { 200: answer(Alert, "The alert; nobody is reminded of it any more.") },
});

const snooze = apiRoute("operate", {
  method: "post",
  path: `${ALERT}/snooze`,
  operationId: "snoozeAlert",
  request: { params: AlertPath, body: body(SnoozeBody) },
  responses: { 200: answer(Alert, "The alert; nobody is told of it until then.") },
});

/** Alerts: list, detail, acknowledge, snooze. What is wrong no longer resolves itself. */
export function registerAlerts(api: Api): void {
  api.openapi(list, (c) => {
    const { kind, key, root: rootId, ...query } = c.req.valid("query");
    const subject = kind === undefined || key === undefined ? undefined : { kind, key };
    const { items, nextCursor } = c.var.deps.alertRecords.alerts({ ...query, subject, rootId });
    return c.json({ items: items.map(alertBody), nextCursor }, 200);
  });
  api.openapi(detail, (c) => {
    const { id } = c.req.valid("param");
    const { alertRecords } = c.var.deps;
    const found = alertRecords.alert(id);
    if (found === null) {
      throw new ProblemError({ code: "notFound", detail: `There is no alert ${id}.` });
    }
    const steps = alertRecords.steps(id).map(alertStepBody);
    return c.json({ ...alertBody(found), steps }, 200);
  });
  api.openapi(acknowledge, async (c) => {
    const { id } = c.req.valid("param");
    const { note } = c.req.valid("json");
    const order = { type: "acknowledgeAlert", id, note, by: c.var.identity.name } as const;
    return c.json(alertBody(valueOf(await ask(c, c.var.deps.alerts, order))), 200);
  });
  api.openapi(snooze, async (c) => {
    const { id } = c.req.valid("param");
    const { untilMs, forMs = 0 } = c.req.valid("json");
    const until = untilMs ?? c.var.deps.now() + forMs;
    const order = { type: "snoozeAlert", id, until, by: c.var.identity.name } as const;
    return c.json(alertBody(valueOf(await ask(c, c.var.deps.alerts, order))), 200);
  });
}
