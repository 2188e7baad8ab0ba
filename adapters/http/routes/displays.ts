import { z } from "zod";
import type { DisplaySnapshot } from "../../../actors/displays/messages.ts";
import { Command } from "../../../protocols/api/command.ts";
import {
  DisplayDetail,
  DisplayEdit,
  DisplayMerge,
  DisplayPage,
  DisplayPath,
  DisplayQuery,
  ForgetQuery,
} from "../../../protocols/api/display.ts";
import { DisplayOrder, IdempotencyHeaders } from "../../../protocols/api/order.ts";
import { readMacAddress } from "../../../protocols/mac_address.ts";
import { answer, apiRoute, BASE, body } from "../api_route.ts";
import { ask, idempotencyOf, markReplayed, requesterOf } from "../requests/asking.ts";
import { commandBody } from "../bodies/command.ts";
import type { Api, ApiContext } from "../dependencies.ts";
import { displayBody, displayDetailBody } from "../bodies/display.ts";
import { registerDisplayAdding } from "./display_adding.ts";
import { displayOrderOf } from "./display_order.ts";
import { byId, ProblemError, valueOf } from "../answers/problems.ts";
import type { WorkView } from "../requests/under_maintenance.ts";

const DISPLAYS = `${BASE}/displays` as const;
const DISPLAY = `${DISPLAYS}/{name}` as const;

const list = apiRoute("view", {
  method: "get",
  path: DISPLAYS,
  operationId: "listDisplays",
  request: { query: DisplayQuery },
  responses: { 200: answer(DisplayPage, "Displays, ordered by id.") },
});

const detail = apiRoute("view", {
  method: "get",
  path: DISPLAY,
  operationId: "getDisplay",
  request: { params: DisplayPath },
  responses: { 200: answer(DisplayDetail, "The display.") },
});

const edit = apiRoute("operate", {
  method: "patch",
  path: DISPLAY,
  operationId: "editDisplay",
  request: { params: DisplayPath, body: body(DisplayEdit) },
  responses: { 200: answer(DisplayDetail, "The display as it is now.") },
});

const merge = apiRoute("admin", {
  method: "post",
  path: `${DISPLAY}/merge`,
  operationId: "mergeDisplays",
  request: { params: DisplayPath, body: body(DisplayMerge) },
  responses: { 200: answer(DisplayDetail, "The display that stays.") },
});

const forget = apiRoute("admin", {
  method: "delete",
  path: DISPLAY,
  operationId: "forgetDisplay",
  request: { params: DisplayPath, query: ForgetQuery },
  responses: { 204: { description: "Forgotten." } },
});

const order = apiRoute("operate", {
  method: "post",
  path: `${DISPLAY}/commands`,
  operationId: "orderDisplay",
  request: { params: DisplayPath, headers: IdempotencyHeaders, body: body(DisplayOrder) },
  responses: {
    202: {
      ...answer(Command, "The command is in the ledger."),
      headers: z.object({ Location: z.string() }),
    },
  },
});

/** Displays: list, detail, add, edit, merge, forget, and commands to one. */
export function registerDisplays(api: Api): void {
  api.openapi(list, async (c) => {
    const { q, liveness, health, group, cursor, limit } = c.req.valid("query");
    const found = await ask(c, c.var.deps.displays, {
      type: "listDisplays",
      afterId: Number(cursor ?? 0),
      // One more than the page shows tells whether there is another.
      atMost: limit + 1,
      ...(q === undefined ? {} : { query: q }),
      ...(liveness === undefined ? {} : { liveness }),
      ...(health === undefined ? {} : { health }),
      ...(group === undefined ? {} : { ids: await membersOf(c, group) }),
    });
    return c.json(pageOfDisplays(found, limit, c.var.deps), 200);
  });
  api.openapi(detail, async (c) => {
    const { name: nameOrId } = c.req.valid("param");
    const found = await ask(c, c.var.deps.displays, { type: "findDisplay", nameOrId });
    return c.json(displayDetailBody(valueOf(found), c.var.deps), 200);
  });
  api.openapi(edit, async (c) => {
    const { name } = c.req.valid("param");
    const display = await edited(c, name, c.req.valid("json"));
    return c.json(displayDetailBody(display, c.var.deps), 200);
  });
  api.openapi(merge, async (c) => {
    const { name: from } = c.req.valid("param");
    const { into } = c.req.valid("json");
    const merged = await ask(c, c.var.deps.displays, { type: "mergeDisplays", from, into });
    return c.json(displayDetailBody(valueOf(merged), c.var.deps), 200);
  });
  api.openapi(forget, async (c) => {
    const { name: nameOrId } = c.req.valid("param");
    const { force = false } = c.req.valid("query");
    valueOf(await ask(c, c.var.deps.displays, { type: "forgetDisplay", nameOrId, force }));
    return c.body(null, 204);
  });
  registerDisplayAdding(api);
  registerOrders(api);
}

function registerOrders(api: Api): void {
  api.openapi(order, async (c) => {
    const { deps } = c.var;
    const { name: nameOrId } = c.req.valid("param");
    const wanted = c.req.valid("json");
    const key = c.req.valid("header")["idempotency-key"];
    const display = valueOf(await ask(c, deps.displays, { type: "findDisplay", nameOrId }));
    const submission = valueOf(
      await ask(c, deps.ledger, {
        type: "submitCommands",
        requester: requesterOf(c),
        commands: [{ target: targetOf(display), order: displayOrderOf(wanted) }],
        deadlineMs: wanted.deadlineMs,
        waitOnlineMs: wanted.waitOnlineMs,
        idempotency: await idempotencyOf(c, key, wanted),
      }),
    );
    const [command] = submission.commands;
    if (!command) {
      throw new ProblemError({ code: "internal", detail: "the ledger made no command" });
    }
    markReplayed(c, submission.replayed);
    c.header("Location", `${BASE}/commands/${command.id}`);
    return c.json(commandBody(command, c.var.identity), 202);
  });
}

/** Names first: they are what may be refused. */
async function edited(
  c: ApiContext,
  nameOrId: string,
  { name: newName, aliases, macAddress }: z.infer<typeof DisplayEdit>,
): Promise<DisplaySnapshot> {
  const { displays } = c.var.deps;
  if (aliases !== undefined) {
    valueOf(await ask(c, displays, { type: "addDisplayNames", nameOrId, aliases }));
  }
  const display = newName === undefined
    ? valueOf(await ask(c, displays, { type: "findDisplay", nameOrId }))
    : valueOf(await ask(c, displays, { type: "renameDisplay", nameOrId, newName }));
  if (macAddress === undefined) return display;
  return valueOf(
    await ask(c, displays, {
      type: "setDisplayMac",
      nameOrId: display.name,
      macAddress: macAddress === null ? null : readMacAddress(macAddress),
    }),
  );
}

async function membersOf(c: ApiContext, groupId: number): Promise<readonly number[]> {
  const groups = await ask(c, c.var.deps.presets, { type: "listGroups" });
  return byId(groups, groupId, "group").displayIds;
}

function pageOfDisplays(
  displays: readonly DisplaySnapshot[],
  limit: number,
  work: WorkView,
): DisplayPage {
  const items = displays.slice(0, limit).map((each) => displayBody(each, work));
  const last = items.at(-1);
  return { items, nextCursor: last && displays.length > limit ? String(last.id) : null };
}

function targetOf(display: DisplaySnapshot) {
  return { kind: "display", key: String(display.id), name: display.name };
}
