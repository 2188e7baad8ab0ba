import type { TypedResponse } from "hono";
import type { Command } from "../../../actors/ledger/command.ts";
import { HandlePath } from "../../../protocols/api/command.ts";
import {
  CommandOutput,
  OutputEvent,
  OutputHeaders,
} from "../../../protocols/api/command_output.ts";
import { answer, apiRoute, BASE } from "../api_route.ts";
import { ask } from "../requests/asking.ts";
import type { Api, ApiContext } from "../dependencies.ts";
import { openSse } from "../streams/open_sse.ts";
import type { OpenStreams } from "../video/open_streams.ts";
import { chunkBody, outputBody } from "../bodies/output.ts";
import { OutputRelay } from "../streams/output_relay.ts";
import { ProblemError } from "../answers/problems.ts";
import { SSE_HEADERS } from "../streams/sse_stream.ts";
import { demandOutput } from "../requests/withheld_logs.ts";

const read = apiRoute("view", {
  method: "get",
  path: `${BASE}/commands/{id}/output`,
  operationId: "getCommandOutput",
  request: { params: HandlePath, headers: OutputHeaders },
  responses: {
    200: {
      ...answer(CommandOutput, "What it has said so far."),
      content: {
        "application/json": { schema: CommandOutput },
        "text/event-stream": { schema: OutputEvent },
      },
    },
  },
});

/** What a command says: as it is now, or, with `Accept: text/event-stream`, as it comes. */
export function registerCommandOutput(api: Api, streams: OpenStreams): void {
  api.openapi(read, async (c) => {
    const { id } = c.req.valid("param");
    const { "last-event-id": lastEventId, accept = "" } = c.req.valid("header");
    const row = c.var.deps.commands.command(id);
    if (!row) throw new ProblemError({ code: "notFound", detail: `there is no command ${id}` });
    demandOutput(row, c.var.identity);
    if (accept.includes("text/event-stream")) {
      return await streamed(c, streams, id, Number(lastEventId ?? 0));
    }
    return c.json(await wholeOutput(c, row), 200);
  });
}

async function wholeOutput(c: ApiContext, row: Command): Promise<CommandOutput> {
  const { outputs, commands } = c.var.deps;
  const kept = await ask(c, outputs, { type: "getOutput", commandId: row.id });
  // Read again: it may have ended while the actor was asked, and would seem to have said nothing.
  return outputBody(commands.command(row.id) ?? row, kept);
}

async function streamed(
  c: ApiContext,
  streams: OpenStreams,
  id: string,
  after: number,
): Promise<Response & TypedResponse<CommandOutput, 200, "json">> {
  const response: Response = c.req.method === "HEAD"
    ? c.body(null, 200, SSE_HEADERS)
    : c.body(await follow(c, streams, id, after), 200, SSE_HEADERS);
  // The framework knows one type of body for an answer, and this is the other.
  return response as Response & TypedResponse<CommandOutput, 200, "json">;
}

function follow(c: ApiContext, streams: OpenStreams, id: string, after: number) {
  return openSse<OutputEvent>(c, streams, async ({ sse, onClosed }) => {
    const relay = new OutputRelay(c.var.deps, id, after, {
      chunk: (chunk) => sse.send({ type: "output", ...chunkBody(chunk) }, chunk.sequence),
      skipped: (sequence) => sse.send({ type: "skipped", sequence }),
      over({ state, reason }) {
        sse.send({ type: "end", state, reason });
        sse.end();
      },
    });
    onClosed(() => relay.close());
    await relay.begin();
  });
}
