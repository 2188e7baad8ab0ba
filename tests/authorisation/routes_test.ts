import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ROLES } from "../../actors/access/messages.ts";
import { deviceRoutes } from "../../adapters/http/device_routes.ts";
import { type ApiBench, withApi } from "../adapters/http/api_bench.ts";
import { benchWorld } from "../adapters/http/stubs/bench_world.ts";
import { readApiDocument } from "../support/api/api_document.ts";
import { examplePath, exampleRequest } from "../support/api/api_requests.ts";
import { DEVICE_PORT_OPERATIONS, HIDDEN_ROUTES, RIGHTS_BY_CONTENT } from "./route_rules.ts";

/** The pages that the bench serves. */
const BENCH_PAGES = ["/", "/cameras/:id/watch", "/assets/watch.js", "/assets/watch.css"];

/** Every route that the router knows; middleware is none. */
function routesOf({ api }: ApiBench): ReadonlySet<string> {
  const routes = api.app.routes.filter(({ method, path }) => method !== "ALL" && path !== "/*");
  return new Set(routes.map(({ method, path }) => `${method} ${path}`));
}

Deno.test("every route of the router is in the OpenAPI document, a page, or has a rule", () =>
  withApi(async (bench) => {
    const { operations } = await readApiDocument((path) => bench.request(path));
    const known = new Set([
      ...operations.map(({ method, path }) => `${method} ${path.replace(/\{(\w+)\}/g, ":$1")}`),
      ...HIDDEN_ROUTES.map(({ route }) => route),
      ...BENCH_PAGES.map((path) => `GET ${path}`),
    ]);
    const routes = routesOf(bench);
    assert.deepEqual([...routes].filter((route) => !known.has(route)), []);
    assert.deepEqual([...known].filter((route) => !routes.has(route)), []);
    const ids = new Set(operations.map(({ operationId }) => operationId));
    const named = [...Object.keys(RIGHTS_BY_CONTENT), ...DEVICE_PORT_OPERATIONS];
    assert.deepEqual(named.filter((id) => !ids.has(id)), []);
  }));

Deno.test("routes without a place in the document demand their role, and pages none", () =>
  withApi(async (bench) => {
    for (const { route, who } of HIDDEN_ROUTES) {
      const [method = "", path = ""] = route.replace(":id", "1").split(" ");
      assert.equal((await bench.request(path, { method })).status, 401, route);
      const wrong = { Authorization: "Bearer sbx_of_nobody" };
      assert.equal((await bench.request(path, { method, headers: wrong })).status, 401, route);
      for (const role of ROLES.slice(ROLES.findIndex((each) => each === who))) {
        // It is no WebSocket, and is told so: whoever may not have it hears that first.
        assert.equal((await bench.request(path, { method, role })).status, 426, `${route} ${role}`);
      }
    }
    for (const path of BENCH_PAGES) {
      assert.equal((await bench.request(path.replace(":id", "1"))).status, 200, path);
    }
  }));

Deno.test("the device port answers its few routes and no other, with an admin's token too", () =>
  withApi(async (bench) => {
    const server = createServer(deviceRoutes(bench.api)).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const { operations } = await readApiDocument((path) => bench.request(path));
    const world = await benchWorld(bench);
    const requests = [
      ...operations.map(({ operationId, method, path }) => {
        const example = exampleRequest(operationId, world);
        return { operationId, method, json: example.json, path: examplePath(path, example) };
      }),
      ...[...HIDDEN_ROUTES.map(({ route }) => route.split(" ")[1] ?? ""), ...BENCH_PAGES]
        .map((path) => ({ operationId: "", method: "GET", json: undefined, path })),
    ];
    try {
      for (const { operationId, method, json, path } of requests) {
        const response = await fetch(`http://127.0.0.1:${port}${path}`, {
          method,
          headers: {
            Authorization: `Bearer ${bench.secrets.admin}`,
            ...(json === undefined ? {} : { "Content-Type": "application/json" }),
          },
          ...(json === undefined ? {} : { body: JSON.stringify(json) }),
        });
        await response.body?.cancel();
        const served = DEVICE_PORT_OPERATIONS.includes(operationId);
        assert.equal(response.status !== 404, served, `${method} ${path}: ${response.status}`);
      }
      const asked = [bench.displays, bench.nodes, bench.ledger, bench.presets, bench.hostBackups];
      const questions = asked.flatMap((stub) => [...stub.asked].map(({ type }) => type));
      // An mclient that saves its log is looked for.
      assert.deepEqual(questions, ["findNode"]);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  }));
