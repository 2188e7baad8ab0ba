import { z } from "zod";
import type { ScheduleView } from "../../../actors/schedules/messages.ts";
import { CreatedHeaders, EditedHeaders, EditHeaders } from "../../../protocols/api/edit.ts";
import { IdempotencyHeaders } from "../../../protocols/api/order.ts";
import {
  Schedule,
  ScheduleDraft,
  ScheduleList,
  SchedulePath,
  ScheduleRun,
  ScheduleRunPage,
  ScheduleRunQuery,
} from "../../../protocols/api/schedule.ts";
import {
  SCHEDULE_TEMPLATES,
  ScheduleTemplateList,
} from "../../../protocols/api/schedule_template.ts";
import { answer, apiRoute, BASE, body } from "../api_route.ts";
import { ask, idempotencyOf, markReplayed, requesterOf } from "../requests/asking.ts";
import type { Api, ApiContext } from "../dependencies.ts";
import { tag, versionsIn } from "../requests/edits.ts";
import { valueOf } from "../answers/problems.ts";
import { draftOf, runBody, scheduleBody } from "../bodies/schedule.ts";

const SCHEDULES = `${BASE}/schedules` as const;
const SCHEDULE = `${SCHEDULES}/{id}` as const;

const list = apiRoute("view", {
  method: "get",
  path: SCHEDULES,
  operationId: "listSchedules",
  responses: { 200: answer(ScheduleList, "Every schedule, with its next and its last run.") },
});

const templates = apiRoute("view", {
  method: "get",
  path: `${BASE}/schedule-templates`,
  operationId: "listScheduleTemplates",
  responses: { 200: answer(ScheduleTemplateList, "Schedules to begin with; none is made yet.") },
});

const detail = apiRoute("view", {
  method: "get",
  path: SCHEDULE,
  operationId: "getSchedule",
  request: { params: SchedulePath },
  responses: { 200: { ...answer(Schedule, "The schedule."), headers: EditedHeaders } },
});

const create = apiRoute("operate", {
  method: "post",
  path: SCHEDULES,
  operationId: "createSchedule",
  request: { body: body(ScheduleDraft) },
  responses: {
    201: {
      ...answer(Schedule, "The new schedule, with the rights of who made it."),
      headers: CreatedHeaders,
    },
  },
});

const update = apiRoute("operate", {
  method: "put",
  path: SCHEDULE,
  operationId: "updateSchedule",
  request: { params: SchedulePath, headers: EditHeaders, body: body(ScheduleDraft) },
  responses: {
    200: { ...answer(Schedule, "The schedule as it is now."), headers: EditedHeaders },
  },
});

const remove = apiRoute("operate", {
  method: "delete",
  path: SCHEDULE,
  operationId: "deleteSchedule",
  request: { params: SchedulePath, headers: EditHeaders },
  responses: {
    204: { description: "Removed, with its history. Its commands stay in the ledger." },
  },
});

const runNow = apiRoute("operate", {
  method: "post",
  path: `${SCHEDULE}/run`,
  operationId: "runSchedule",
  request: { params: SchedulePath, headers: IdempotencyHeaders },
  responses: {
    202: {
      ...answer(ScheduleRun, "The run has begun."),
      headers: z.object({ Location: z.string() }),
    },
  },
});

const runs = apiRoute("view", {
  method: "get",
  path: `${SCHEDULE}/runs`,
  operationId: "listScheduleRuns",
  request: { params: SchedulePath, query: ScheduleRunQuery },
  responses: { 200: answer(ScheduleRunPage, "Runs of the schedule, newest first.") },
});

/** Schedules: list, templates, detail, create, update, delete, run now, history. */
export function registerSchedules(api: Api): void {
  api.openapi(list, async (c) => {
    const found = await ask(c, c.var.deps.schedules, { type: "listSchedules" });
    return c.json({ items: found.map(scheduleBody) }, 200);
  });
  api.openapi(templates, (c) => c.json({ items: [...SCHEDULE_TEMPLATES] }, 200));
  api.openapi(detail, async (c) => {
    const { id } = c.req.valid("param");
    const found = await ask(c, c.var.deps.schedules, { type: "findSchedule", id });
    return answerWith(c, valueOf(found), 200);
  });
  api.openapi(create, async (c) => {
    const draft = draftOf(c.req.valid("json"));
    const order = { type: "createSchedule", draft, ...authorOf(c) } as const;
    const made = valueOf(await ask(c, c.var.deps.schedules, order));
    c.header("Location", `${SCHEDULES}/${made.id}`);
    return answerWith(c, made, 201);
  });
  api.openapi(update, async (c) => {
    const { id } = c.req.valid("param");
    const draft = draftOf(c.req.valid("json"));
    const versions = versionsIn(c.req.valid("header")["if-match"]);
    const order = { type: "updateSchedule", id, draft, versions, ...authorOf(c) } as const;
    return answerWith(c, valueOf(await ask(c, c.var.deps.schedules, order)), 200);
  });
  api.openapi(remove, async (c) => {
    const { id } = c.req.valid("param");
    const versions = versionsIn(c.req.valid("header")["if-match"]);
    valueOf(await ask(c, c.var.deps.schedules, { type: "deleteSchedule", id, versions }));
    return c.body(null, 204);
  });
  registerRuns(api);
}

function registerRuns(api: Api): void {
  api.openapi(runNow, async (c) => {
    const { id } = c.req.valid("param");
    const idempotency = await idempotencyOf(c, c.req.valid("header")["idempotency-key"], {});
    const order = { type: "runSchedule", id, idempotency, ...authorOf(c) } as const;
    const { run, replayed } = valueOf(await ask(c, c.var.deps.schedules, order));
    markReplayed(c, replayed);
    c.header("Location", `${SCHEDULES}/${id}/runs`);
    return c.json(runBody(run), 202);
  });
  api.openapi(runs, async (c) => {
    const { id } = c.req.valid("param");
    const { cursor, limit } = c.req.valid("query");
    valueOf(await ask(c, c.var.deps.schedules, { type: "findSchedule", id }));
    const query = { limit, ...(cursor === undefined ? {} : { cursor }) };
    const { items, nextCursor } = c.var.deps.runs.runs(id, query);
    return c.json({ items: items.map(runBody), nextCursor }, 200);
  });
}

function answerWith<S extends 200 | 201>(c: ApiContext, view: ScheduleView, status: S) {
  tag(c, view);
  return c.json(scheduleBody(view), status);
}

function authorOf(c: ApiContext) {
  return { requester: requesterOf(c), rights: c.var.identity.rights };
}
