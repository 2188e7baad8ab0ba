import { Ready } from "../../../protocols/api/ready.ts";
import { answer, apiRoute, BASE } from "../api_route.ts";
import { ask } from "../requests/asking.ts";
import type { Api } from "../dependencies.ts";
import { readyBody } from "../bodies/ready.ts";

const ready = apiRoute("view", {
  method: "get",
  path: `${BASE}/ready`,
  operationId: "getReady",
  responses: { 200: answer(Ready, "Whether the show can begin, and what keeps it from it.") },
});

/** The verdict on the show. */
export function registerReady(api: Api): void {
  api.openapi(ready, async (c) => {
    const verdict = await ask(c, c.var.deps.showReadiness, { type: "getReadiness" });
    return c.json(readyBody(verdict), 200);
  });
}
