import type { OutputChunk } from "../../../actors/outputs/messages.ts";
import { ContainerPath } from "../../../protocols/api/container.ts";
import { LogEvent, LogQuery } from "../../../protocols/api/command_output.ts";
import { apiRoute } from "../api_route.ts";
import { ask, requesterOf } from "../requests/asking.ts";
import { refuseForeignOrigin } from "../door/authentication.ts";
import type { Api, ApiContext } from "../dependencies.ts";
import { CONTAINER } from "./nodes.ts";
import { openSse } from "../streams/open_sse.ts";
import type { OpenStreams } from "../video/open_streams.ts";
import { chunkBody } from "../bodies/output.ts";
import { OutputRelay } from "../streams/output_relay.ts";
import { ProblemError, valueOf } from "../answers/problems.ts";
import { SSE_HEADERS, type SseStream } from "../streams/sse_stream.ts";

/** As long as a page is left open over night; whoever still reads begins anew. */
const FOLLOW_MS = 24 * 3_600_000;

const logs = apiRoute("operate", {
  method: "get",
  path: `${CONTAINER}/logs`,
  operationId: "streamContainerLogs",
  request: { params: ContainerPath, query: LogQuery },
  responses: {
    200: {
      description: "Server-Sent Events, one LogEvent as JSON in each, until the reader leaves. " +
        "One command of the ledger reads the log for it.",
      content: { "text/event-stream": { schema: LogEvent } },
    },
  },
}, { right: "logs", cost: "stream" });

/** A container's log, as it is written. */
export function registerContainerLogs(api: Api, streams: OpenStreams): void {
  api.openapi(logs, async (c) => {
    // It makes a command, and a browser sends its cookie by itself.
    refuseForeignOrigin(c);
    if (c.req.method === "HEAD") return c.body(null, 200, SSE_HEADERS);
    const { serverId, name } = c.req.valid("param");
    const { lines, follow } = c.req.valid("query");
    const container = { serverId, container: name };
    const body = await openSse<LogEvent>(c, streams, async ({ sse, onClosed }) => {
      const commandId = await order(c, container, { lines, follow });
      onClosed(() => cancel(c, commandId));
      sse.send({ type: "ready", commandId });
      const relay = relayTo(c, sse, commandId);
      onClosed(() => relay.close());
      await relay.begin();
    });
    return c.body(body, 200, SSE_HEADERS);
  });
}

async function order(
  c: ApiContext,
  container: { readonly serverId: string; readonly container: string },
  params: { readonly lines: number; readonly follow: boolean },
): Promise<string> {
  const made = valueOf(
    await ask(c, c.var.deps.nodes, {
      type: "orderNodes",
      selection: { scope: "container", ...container },
      command: "logs",
      params,
      requester: requesterOf(c),
      rights: c.var.identity.rights,
      deadlineMs: params.follow ? FOLLOW_MS : null,
      waitOnlineMs: params.follow ? FOLLOW_MS : null,
      idempotency: null,
    }),
  );
  const [command] = made.commands;
  if (!command) throw new ProblemError({ code: "internal", detail: "the ledger made no command" });
  return command.id;
}

/** Nobody reads any more. One that is over is past cancelling, which is as good. */
function cancel(c: ApiContext, id: string): void {
  const question = { type: "cancelCommand", id, requester: requesterOf(c) } as const;
  ask(c, c.var.deps.ledger, question).catch(() => {});
}

function relayTo(c: ApiContext, sse: SseStream<LogEvent>, commandId: string): OutputRelay {
  return new OutputRelay(c.var.deps, commandId, 0, {
    chunk: (chunk) => sse.send(eventOf(chunk), chunk.sequence),
    skipped: () => {},
    over: ({ state, reason }) => {
      sse.send({ type: "end", state, reason });
      sse.end();
    },
  });
}

function eventOf(chunk: OutputChunk): LogEvent {
  const { sequence, at, text, divider } = chunkBody(chunk);
  return divider === null
    ? { type: "lines", sequence, at, lines: text.replace(/\n$/, "").split("\n") }
    : { type: "divider", sequence, at, divider, text };
}
