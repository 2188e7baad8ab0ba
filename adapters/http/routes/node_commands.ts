import { z } from "zod";
import type { NodeSelection, NodeSubmission as Made } from "../../../actors/nodes/messages.ts";
import type { Json } from "../../../actors/ledger/command.ts";
import { Command } from "../../../protocols/api/command.ts";
import { ContainerPath } from "../../../protocols/api/container.ts";
import { NodePath } from "../../../protocols/api/node.ts";
import {
  ContainerOrder,
  NodeBroadcast,
  NodeOrder,
  NodeSubmission,
} from "../../../protocols/api/node_command.ts";
import { IdempotencyHeaders } from "../../../protocols/api/order.ts";
import { answer, apiRoute, BASE, body } from "../api_route.ts";
import { ask, idempotencyOf, markReplayed, requesterOf } from "../requests/asking.ts";
import { commandBody } from "../bodies/command.ts";
import { defined } from "../bodies/defined.ts";
import type { Api, ApiContext } from "../dependencies.ts";
import { CONTAINER, NODE, NODES } from "./nodes.ts";
import { ProblemError, valueOf } from "../answers/problems.ts";
import { rotationBody } from "./rotations.ts";

const toContainer = apiRoute("operate", {
  method: "post",
  path: `${CONTAINER}/commands`,
  operationId: "orderContainer",
  request: { params: ContainerPath, headers: IdempotencyHeaders, body: body(ContainerOrder) },
  responses: {
    202: {
      ...answer(Command, "The command is in the ledger."),
      headers: z.object({ Location: z.string() }),
    },
  },
});

const toNode = apiRoute("operate", {
  method: "post",
  path: `${NODE}/commands`,
  operationId: "orderNode",
  request: { params: NodePath, headers: IdempotencyHeaders, body: body(NodeOrder) },
  responses: { 202: answer(NodeSubmission, "The commands are in the ledger.") },
});

const toAll = apiRoute("operate", {
  method: "post",
  path: `${NODES}/commands`,
  operationId: "broadcastNodes",
  request: { headers: IdempotencyHeaders, body: body(NodeBroadcast) },
  responses: { 202: answer(NodeSubmission, "The commands are in the ledger.") },
});

/** Commands to a container, to a host, and to many. */
export function registerNodeCommands(api: Api): void {
  api.openapi(toAll, async (c) => {
    const wanted = c.req.valid("json");
    const key = c.req.valid("header")["idempotency-key"];
    const selection = { scope: "each", filter: defined(wanted.filter) } as const;
    return c.json(submissionBody(c, await submit(c, key, wanted, selection)), 202);
  });
  api.openapi(toNode, async (c) => {
    const { serverId } = c.req.valid("param");
    const wanted = c.req.valid("json");
    const key = c.req.valid("header")["idempotency-key"];
    const { containers } = wanted;
    const selection: NodeSelection = wanted.as === "host"
      ? { scope: "host", serverId }
      : { scope: "each", filter: { serverIds: [serverId], ...(containers ? { containers } : {}) } };
    return c.json(submissionBody(c, await submit(c, key, wanted, selection)), 202);
  });
  api.openapi(toContainer, async (c) => {
    const { serverId, name: container } = c.req.valid("param");
    const wanted = c.req.valid("json");
    const key = c.req.valid("header")["idempotency-key"];
    const made = await submit(c, key, wanted, { scope: "container", serverId, container });
    const [command] = made.commands;
    if (!command) {
      throw new ProblemError({ code: "internal", detail: "the ledger made no command" });
    }
    markReplayed(c, made.replayed);
    c.header("Location", `${BASE}/commands/${command.id}`);
    return c.json(commandBody(command, c.var.identity), 202);
  });
}

interface Wanted {
  readonly command: string;
  readonly params: { readonly [key: string]: unknown };
  readonly deadlineMs: number | null;
  readonly waitOnlineMs: number | null;
  readonly pauseMs?: number;
}

async function submit(
  c: ApiContext,
  key: string | undefined,
  wanted: Wanted,
  selection: NodeSelection,
): Promise<Made> {
  const { command, params, deadlineMs, waitOnlineMs, pauseMs = 0 } = wanted;
  const outcome = await ask(c, c.var.deps.nodes, {
    type: "orderNodes",
    selection,
    command,
    // It was read from JSON, and the command's own table looks at every field.
    params: params as Json,
    requester: requesterOf(c),
    rights: c.var.identity.rights,
    deadlineMs,
    waitOnlineMs,
    pauseMs,
    idempotency: await idempotencyOf(c, key, wanted),
  });
  return valueOf(outcome);
}

function submissionBody(c: ApiContext, made: Made): NodeSubmission {
  markReplayed(c, made.replayed);
  return {
    commands: made.commands.map((command) => commandBody(command, c.var.identity)),
    rotation: made.rotation && rotationBody(made.rotation),
  };
}
