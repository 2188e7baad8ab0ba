import type { Command } from "../../../actors/ledger/command.ts";
import { HandlePath } from "../../../protocols/api/command.ts";
import {
  ExecutionDetail,
  ExecutionPage,
  ExecutionQuery,
} from "../../../protocols/api/execution.ts";
import { answer, apiRoute, BASE } from "../api_route.ts";
import { executionBody, executionDetailBody } from "../bodies/command.ts";
import type { Api, HttpApiDependencies } from "../dependencies.ts";
import { ProblemError } from "../answers/problems.ts";

/** Rows read at a time: the largest page that the ledger gives. */
const ROWS_PER_READ = 500;

const EXECUTIONS = `${BASE}/executions` as const;

const list = apiRoute("view", {
  method: "get",
  path: EXECUTIONS,
  operationId: "listExecutions",
  request: { query: ExecutionQuery },
  responses: { 200: answer(ExecutionPage, "Runs and stops of presets, newest first.") },
});

const detail = apiRoute("view", {
  method: "get",
  path: `${EXECUTIONS}/{id}`,
  operationId: "getExecution",
  request: { params: HandlePath },
  responses: { 200: answer(ExecutionDetail, "The execution with the result of each target.") },
});

/** The history of presets: list, and detail with per-target results. */
export function registerExecutions(api: Api): void {
  api.openapi(list, (c) => {
    const { presetId, cursor, limit } = c.req.valid("query");
    const page = c.var.deps.commands.executions({
      ...(presetId === undefined ? {} : { presetId }),
      ...(cursor === undefined ? {} : { cursor }),
      limit,
    });
    return c.json({ items: page.items.map(executionBody), nextCursor: page.nextCursor }, 200);
  });
  api.openapi(detail, (c) => {
    const { id } = c.req.valid("param");
    const { commands } = c.var.deps;
    const row = commands.execution(id);
    if (!row) throw new ProblemError({ code: "notFound", detail: `there is no execution ${id}` });
    return c.json(executionDetailBody(row, commandsOf(commands, id), c.var.identity), 200);
  });
}

/** Every command of an execution; a preset has some thousand targets at most. */
function commandsOf(ledger: HttpApiDependencies["commands"], executionId: string): Command[] {
  const found: Command[] = [];
  let cursor: string | null = null;
  do {
    const page = ledger.commands({
      executionId,
      limit: ROWS_PER_READ,
      ...(cursor === null ? {} : { cursor }),
    });
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}
