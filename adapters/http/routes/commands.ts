import type { CommandQuery as LedgerQuery } from "../../../actors/ledger/store.ts";
import {
  Command,
  CommandDetail,
  CommandPage,
  CommandQuery,
  HandlePath,
} from "../../../protocols/api/command.ts";
import type { z } from "zod";
import { answer, apiRoute, BASE } from "../api_route.ts";
import { ask, requesterOf } from "../requests/asking.ts";
import { commandBody, commandEventBody } from "../bodies/command.ts";
import type { Api } from "../dependencies.ts";
import { ProblemError, valueOf } from "../answers/problems.ts";

const COMMANDS = `${BASE}/commands` as const;
const COMMAND = `${COMMANDS}/{id}` as const;

const list = apiRoute("view", {
  method: "get",
  path: COMMANDS,
  operationId: "listCommands",
  request: { query: CommandQuery },
  responses: { 200: answer(CommandPage, "Commands, newest first.") },
});

const detail = apiRoute("view", {
  method: "get",
  path: COMMAND,
  operationId: "getCommand",
  request: { params: HandlePath },
  responses: { 200: answer(CommandDetail, "The command and its history.") },
});

const cancel = apiRoute("operate", {
  method: "delete",
  path: COMMAND,
  operationId: "cancelCommand",
  request: { params: HandlePath },
  responses: {
    200: answer(Command, "Nobody waits for it any more. One that was sent cannot be called back."),
  },
});

/** The ledger: list, detail, cancel. */
export function registerCommands(api: Api): void {
  api.openapi(list, (c) => {
    const page = c.var.deps.commands.commands(ledgerQuery(c.req.valid("query")));
    const items = page.items.map((row) => commandBody(row, c.var.identity));
    return c.json({ items, nextCursor: page.nextCursor }, 200);
  });
  api.openapi(detail, (c) => {
    const { id } = c.req.valid("param");
    const { deps: { commands }, identity } = c.var;
    const row = commands.command(id);
    if (!row) throw new ProblemError({ code: "notFound", detail: `there is no command ${id}` });
    const events = commands.commandEvents(id).map((step) => commandEventBody(step, row, identity));
    return c.json({ ...commandBody(row, identity), events }, 200);
  });
  api.openapi(cancel, async (c) => {
    const { id } = c.req.valid("param");
    const order = { type: "cancelCommand", id, requester: requesterOf(c) } as const;
    const row = valueOf(await ask(c, c.var.deps.ledger, order));
    return c.json(commandBody(row, c.var.identity), 200);
  });
}

function ledgerQuery(query: z.infer<typeof CommandQuery>): LedgerQuery {
  const { state, target, executionId, cursor, limit } = query;
  return {
    ...(state === undefined ? {} : { states: state }),
    ...(target === undefined ? {} : { target: targetOf(target) }),
    ...(executionId === undefined ? {} : { executionId }),
    ...(cursor === undefined ? {} : { cursor }),
    limit,
  };
}

/** `display/7`: the schema has seen to the slash. */
function targetOf(text: string): { readonly kind: string; readonly key: string } {
  const slash = text.indexOf("/");
  return { kind: text.slice(0, slash), key: text.slice(slash + 1) };
}
