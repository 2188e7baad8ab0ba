import { Health, Readiness } from "../../../protocols/api/health.ts";
import { answer, apiRoute } from "../api_route.ts";
import type { Api } from "../dependencies.ts";
import { isoTime } from "../bodies/times.ts";

const health = apiRoute("public", {
  method: "get",
  path: "/healthz",
  operationId: "getHealth",
  responses: { 200: answer(Health, "The process serves.") },
});

const readiness = apiRoute("public", {
  method: "get",
  path: "/readyz",
  operationId: "getReadiness",
  responses: {
    200: answer(Readiness, "Every listener is up."),
    503: answer(Readiness, "Some listener is not up."),
  },
});

/** Whether the process serves, and whether every listener is up. */
export function registerHealth(api: Api): void {
  api.openapi(health, (c) => {
    const { version, now, load } = c.var.deps;
    const { state, since, causes } = load();
    const body = {
      status: "ok" as const,
      version,
      time: isoTime(now()),
      load: { state, since: isoTime(since), causes: [...causes] },
    };
    return c.json(body, 200);
  });
  api.openapi(readiness, (c) => {
    const { ready, listeners } = c.var.deps.readiness();
    const body = {
      ready,
      listeners: listeners.map(({ name, address, up }) => ({ name, address, up })),
    };
    return ready ? c.json(body, 200) : c.json(body, 503);
  });
}
