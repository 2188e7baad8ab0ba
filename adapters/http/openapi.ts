import { z } from "zod";
import { answer, apiRoute } from "./api_route.ts";
import { SESSION_COOKIE } from "./door/authentication.ts";
import type { Api } from "./dependencies.ts";

const describe = apiRoute("public", {
  method: "get",
  path: "/openapi.json",
  operationId: "describe",
  responses: { 200: answer(z.looseObject({}), "This document (OpenAPI 3.1).") },
});

/** The description of every route, made once from the schemas that the routes are checked against. */
export function registerOpenApi(api: Api): void {
  const registry = api.openAPIRegistry;
  registry.registerComponent("securitySchemes", "bearer", { type: "http", scheme: "bearer" });
  registry.registerComponent("securitySchemes", "session", {
    type: "apiKey",
    in: "cookie",
    name: SESSION_COOKIE,
    description: "Unsafe methods also need X-CSRF-Token.",
  });
  registry.registerComponent("securitySchemes", "basic", {
    type: "http",
    scheme: "basic",
    description: "The token as password, with any user name; for players of video.",
  });
  let document: Record<string, unknown> | undefined;
  api.openapi(describe, (c) => {
    document ??= withPlainPatterns(api.getOpenAPI31Document(infoOf(c.var.deps.version)));
    return c.json(document, 200);
  });
}

/** The library leaves the flags of a regular expression behind its pattern, where no reader expects them. */
function withPlainPatterns(document: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(document), (key, value: unknown) => {
    const isPattern = key === "pattern" && typeof value === "string";
    return isPattern ? value.replace(/\/[dgimsuvy]+$/, "") : value;
  });
}

function infoOf(version: string) {
  return {
    openapi: "3.1.0",
    info: {
      title: "Signalbox",
      version,
      description:
        "x-role says who may use a route: view, operate, admin; device or public: anybody. " +
        "x-right names a right that its callers need beside the role.",
    },
  };
}
