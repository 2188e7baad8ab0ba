import { z } from "zod";
import type { Preset as PresetFacts } from "../../../actors/presets/messages.ts";
import { ExecutionDetail } from "../../../protocols/api/execution.ts";
import { IdPath } from "../../../protocols/api/group.ts";
import { IdempotencyHeaders } from "../../../protocols/api/order.ts";
import {
  Preset,
  PresetDraft,
  PresetList,
  PresetRun,
  PresetStatus,
} from "../../../protocols/api/preset.ts";
import { CreatedHeaders, EditedHeaders, EditHeaders } from "../../../protocols/api/edit.ts";
import { answer, apiRoute, BASE, body } from "../api_route.ts";
import { ask, idempotencyOf, markReplayed, requesterOf } from "../requests/asking.ts";
import { executionDetailBody } from "../bodies/command.ts";
import { editOf, tag } from "../requests/edits.ts";
import type { Api, ApiContext } from "../dependencies.ts";
import { presetBody, presetStatusBody } from "../bodies/preset.ts";
import { byId, valueOf } from "../answers/problems.ts";

const PRESETS = `${BASE}/presets` as const;
const PRESET = `${PRESETS}/{id}` as const;

const list = apiRoute("view", {
  method: "get",
  path: PRESETS,
  operationId: "listPresets",
  responses: { 200: answer(PresetList, "Every preset.") },
});

const detail = apiRoute("view", {
  method: "get",
  path: PRESET,
  operationId: "getPreset",
  request: { params: IdPath },
  responses: { 200: { ...answer(Preset, "The preset."), headers: EditedHeaders } },
});

const create = apiRoute("operate", {
  method: "post",
  path: PRESETS,
  operationId: "createPreset",
  request: { body: body(PresetDraft) },
  responses: { 201: { ...answer(Preset, "The new preset."), headers: CreatedHeaders } },
});

const update = apiRoute("operate", {
  method: "put",
  path: PRESET,
  operationId: "updatePreset",
  request: { params: IdPath, headers: EditHeaders, body: body(PresetDraft) },
  responses: { 200: { ...answer(Preset, "The preset as it is now."), headers: EditedHeaders } },
});

const remove = apiRoute("operate", {
  method: "delete",
  path: PRESET,
  operationId: "deletePreset",
  request: { params: IdPath, headers: EditHeaders },
  responses: { 204: { description: "Removed." } },
});

const status = apiRoute("view", {
  method: "get",
  path: `${PRESET}/status`,
  operationId: "getPresetStatus",
  request: { params: IdPath },
  responses: { 200: answer(PresetStatus, "Whether the preset runs, and where.") },
});

const runRequest = {
  params: IdPath,
  headers: IdempotencyHeaders,
  body: { required: false, content: { "application/json": { schema: PresetRun } } },
} as const;

const runResponses = {
  202: {
    ...answer(ExecutionDetail, "One command per target is in the ledger."),
    headers: z.object({ Location: z.string() }),
  },
} as const;

const execute = apiRoute("operate", {
  method: "post",
  path: `${PRESET}/execute`,
  operationId: "executePreset",
  request: runRequest,
  responses: runResponses,
});

const stop = apiRoute("operate", {
  method: "post",
  path: `${PRESET}/stop`,
  operationId: "stopPreset",
  request: runRequest,
  responses: runResponses,
});

/** Presets: list, detail, create, update, delete, status, execute, stop. */
export function registerPresets(api: Api): void {
  api.openapi(list, async (c) => {
    const presets = await ask(c, c.var.deps.presets, { type: "listPresets" });
    return c.json({ items: presets.map(presetBody) }, 200);
  });
  api.openapi(detail, async (c) => {
    const { id } = c.req.valid("param");
    const presets = await ask(c, c.var.deps.presets, { type: "listPresets" });
    return answerWith(c, byId(presets, id, "preset"), 200);
  });
  api.openapi(create, async (c) => {
    const draft = c.req.valid("json");
    const created = valueOf(
      await ask(c, c.var.deps.presets, { type: "createPreset", draft, edit: editOf(c, undefined) }),
    );
    c.header("Location", `${PRESETS}/${created.id}`);
    return answerWith(c, created, 201);
  });
  api.openapi(update, async (c) => {
    const { id } = c.req.valid("param");
    const draft = c.req.valid("json");
    const edit = editOf(c, c.req.valid("header")["if-match"]);
    const updated = await ask(c, c.var.deps.presets, { type: "updatePreset", id, draft, edit });
    return answerWith(c, valueOf(updated), 200);
  });
  api.openapi(remove, async (c) => {
    const { id } = c.req.valid("param");
    const edit = editOf(c, c.req.valid("header")["if-match"]);
    valueOf(await ask(c, c.var.deps.presets, { type: "deletePreset", id, edit }));
    return c.body(null, 204);
  });
  registerRuns(api);
}

function registerRuns(api: Api): void {
  api.openapi(status, async (c) => {
    const { id } = c.req.valid("param");
    const found = await ask(c, c.var.deps.presets, { type: "getPresetStatus", id });
    return c.json(presetStatusBody(valueOf(found)), 200);
  });
  api.openapi(execute, async (c) => {
    const { id } = c.req.valid("param");
    const key = c.req.valid("header")["idempotency-key"];
    return c.json(await run(c, "execute", id, c.req.valid("json"), key), 202);
  });
  api.openapi(stop, async (c) => {
    const { id } = c.req.valid("param");
    const key = c.req.valid("header")["idempotency-key"];
    return c.json(await run(c, "stop", id, c.req.valid("json"), key), 202);
  });
}

async function run(
  c: ApiContext,
  action: "execute" | "stop",
  id: number,
  given: Partial<z.infer<typeof PresetRun>>,
  key: string | undefined,
): Promise<ExecutionDetail> {
  // A request without a body has not been through the schema, and so has no defaults.
  const { barrier, deadlineMs, waitOnlineMs } = PresetRun.parse(given);
  const { execution, commands, replayed } = valueOf(
    await ask(c, c.var.deps.presets, {
      type: "runPreset",
      id,
      action,
      requester: requesterOf(c),
      ...(barrier === undefined ? {} : { barrier }),
      deadlineMs,
      waitOnlineMs,
      idempotency: await idempotencyOf(c, key, { barrier, deadlineMs, waitOnlineMs }),
    }),
  );
  markReplayed(c, replayed);
  c.header("Location", `${BASE}/executions/${execution.id}`);
  return executionDetailBody(execution, commands, c.var.identity);
}

function answerWith<S extends 200 | 201>(c: ApiContext, preset: PresetFacts, status: S) {
  tag(c, preset);
  return c.json(presetBody(preset), status);
}
