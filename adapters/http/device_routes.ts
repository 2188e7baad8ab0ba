import type { RequestListener } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { declaredPath, MCLIENT_PATHS } from "./door/fielded_paths.ts";
import type { HttpApi } from "./http_api.ts";

/** What devices may ask for over HTTP. Everything else belongs to people, and is served elsewhere. */
const DEVICE_PATHS: ReadonlySet<string> = new Set(["/healthz", ...MCLIENT_PATHS]);

/** The few routes of the API that the device port serves; any other path is 404. */
export function deviceRoutes(api: Pick<HttpApi, "fetch">): RequestListener {
  return getRequestListener((request, env) =>
    DEVICE_PATHS.has(declaredPath(new URL(request.url).pathname))
      ? api.fetch(request, env)
      : new Response("Not found\n", { status: 404 })
  );
}
