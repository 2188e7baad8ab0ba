import type { ActorReport as Report } from "../../../actors/kernel/mod.ts";
import { ActorReport } from "../../../protocols/api/actor.ts";
import { answer, apiRoute, BASE } from "../api_route.ts";
import type { Api } from "../dependencies.ts";
import { isoTime } from "../bodies/times.ts";

const report = apiRoute("view", {
  method: "get",
  path: `${BASE}/actors`,
  operationId: "getActors",
  responses: { 200: answer(ActorReport, "The root, and all below it.") },
});

/** The live supervision tree. */
export function registerActors(api: Api): void {
  api.openapi(report, (c) => c.json(actorBody(c.var.deps.system.report()), 200));
}

function actorBody(actor: Report): ActorReport {
  const { lastError } = actor;
  return {
    path: actor.path,
    kind: actor.kind,
    key: actor.key,
    state: actor.state,
    mailboxDepth: actor.mailboxDepth,
    mailboxCapacity: actor.mailboxCapacity,
    handled: actor.handled,
    crashed: actor.crashed,
    dropped: actor.dropped,
    restarts: actor.restarts,
    restartsLeft: actor.restartsLeft,
    lastError: lastError ? { message: lastError.message, at: isoTime(lastError.at) } : null,
    children: actor.children.map(actorBody),
  };
}
