import { Discovery } from "../../../protocols/api/discovery.ts";
import { answer, apiRoute, BASE } from "../api_route.ts";
import type { Api } from "../dependencies.ts";
import { ProblemError } from "../answers/problems.ts";
import { isoTime } from "../bodies/times.ts";

/** How looking for cameras goes, as whoever does it tells. `since`: epoch milliseconds. */
export interface DiscoveryReport extends Omit<Discovery, "since"> {
  readonly since: number;
}

const discovery = apiRoute("view", {
  method: "get",
  path: `${BASE}/discovery`,
  operationId: "getDiscovery",
  responses: { 200: answer(Discovery, "Whether the broker is there, and what came from it.") },
});

/** Looking for cameras. */
export function registerDiscovery(api: Api): void {
  api.openapi(discovery, (c) => {
    const report = c.var.deps.discovery();
    if (report === null) {
      throw new ProblemError({ code: "unavailable", detail: "nobody looks for cameras yet" });
    }
    const { state, since, reason, broker, answers, violations, stale, dropped } = report;
    const counts = { answers, violations, stale, dropped };
    return c.json({ state, since: isoTime(since), reason, broker, ...counts }, 200);
  });
}
