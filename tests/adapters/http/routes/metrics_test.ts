import assert from "node:assert/strict";
import { withApi } from "../api_bench.ts";

Deno.test("GET /metrics answers whoever may see the fleet, in the format of Prometheus", () =>
  withApi(async (bench) => {
    const answer = await bench.request("/metrics", { role: "view" });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get("Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
    assert.match(await answer.text(), /^up 1$/m);
  }));

Deno.test("GET /metrics takes the token as the password of HTTP Basic", () =>
  withApi(async (bench) => {
    const basic = (secret: string) => ({ Authorization: `Basic ${btoa(`prometheus:${secret}`)}` });
    const good = await bench.request("/metrics", { headers: basic(bench.secrets.view) });
    assert.equal(good.status, 200);
    const bad = await bench.request("/metrics", { headers: basic("sbx_wrong") });
    assert.equal(bad.status, 401);
  }));

Deno.test("GET /metrics tells nothing to whoever has no token", () =>
  withApi(async (bench) => {
    const answer = await bench.request("/metrics");
    assert.equal(answer.status, 401);
    assert.doesNotMatch(await answer.text(), /TYPE/);
  }));
