import { z } from "zod";
import { apiRoute } from "../api_route.ts";
import type { Api } from "../dependencies.ts";

// A whole site can be told from it, so that it is for those who may see the fleet.
const scrape = apiRoute("view", {
  method: "get",
  path: "/metrics",
  operationId: "getMetrics",
  responses: {
    200: {
      description: "Counts by kind, never by member, as Prometheus text (version 0.0.4).",
      content: { "text/plain": { schema: z.string() } },
    },
  },
}, { takesBasic: true });

/** What a monitoring system reads, with a token as Bearer or as the password of HTTP Basic. */
export function registerMetrics(api: Api): void {
  api.openapi(scrape, async (c) => {
    const { metrics } = c.var.deps;
    const text = await metrics.text();
    return c.body(text, 200, { "Content-Type": metrics.contentType }) as never;
  });
}
