import assert from "node:assert/strict";
import { ApiClient } from "../../command_line/api/api_client.ts";
import { textsFor } from "../../command_line/texts/texts.ts";
import type { ProblemCode } from "../../protocols/api/problem.ts";
import { FakeHost } from "./fakes/fake_host.ts";

const ANSWERS: readonly (readonly [ProblemCode, code: number, said: RegExp])[] = [
  ["unauthorized", 1, /^it was so\nMake a new token on the control host: signalbox token new/],
  ["forbidden", 1, /^it was so\nUse a token with a higher role/],
  ["conflict", 1, /^it was so\n$/],
  ["invalid", 2, /^it was so\n$/],
  ["storageFull", 1, /^it was so\n$/],
];

for (const [problem, code, said] of ANSWERS) {
  Deno.test(`a command answers ${code} and one line when the API says ${problem}`, async () => {
    const host = new FakeHost();
    host.api.problem = { code: problem, detail: "it was so" };
    const ran = await host.run("list", "presets");
    assert.deepEqual([ran.code, ran.out], [code, ""]);
    assert.match(ran.err, said);
  });
}

Deno.test("a command asks for a token when there is none", async () => {
  const host = new FakeHost();
  delete host.env.SIGNALBOX_TOKEN;
  host.api.problem = { code: "unauthorized", detail: "no token" };
  const { err } = await host.run("list", "presets");
  assert.equal(err, "no token\nGive an access token with SIGNALBOX_TOKEN or --token.\n");
  assert.equal(host.api.asked[0]?.headers.has("authorization"), false);
});

Deno.test("a command names the field at fault, once", async () => {
  const host = new FakeHost();
  host.api.problem = { code: "invalid", detail: "name: too long", field: "name" };
  assert.equal((await host.run("list", "presets")).err, "name: too long\n");
  host.api.problem = { code: "conflict", detail: "it exists", field: "name" };
  assert.equal((await host.run("list", "presets")).err, "it exists (name)\n");
});

Deno.test("a command says what to do when the control host does not answer", async () => {
  const host = new FakeHost();
  host.api.unreachable = 1;
  host.env.SIGNALBOX_URL = "http://10.0.0.9:8000/";
  const { code, err } = await host.run("list", "presets");
  assert.equal(code, 1);
  assert.match(
    err,
    /^The control host at http:\/\/10\.0\.0\.9:8000\/ cannot be reached \(Connection refused\)\.\nStart it/,
  );
});

Deno.test("a command says so when something else answers", async () => {
  const host = new FakeHost();
  host.api.fetch = () => Promise.resolve(new Response("<html>", { status: 502 }));
  assert.match((await host.run("list", "presets")).err, /not a control host.*\(HTTP 502\)/);
  host.api.fetch = () => Promise.resolve(Response.json({ items: [{ id: "one" }] }));
  assert.match((await host.run("list", "presets")).err, /not a control host.*items\.0\.id/);
});

Deno.test("a defect of ours is one line, without a stack", async () => {
  const host = new FakeHost();
  host.api.add("Left");
  Object.defineProperty(host, "now", { get: () => assert.fail("no clock") });
  const { code, err } = await host.run("list", "displays");
  assert.deepEqual([code, err], [1, "Something went wrong that should not: no clock\n"]);
});

Deno.test("a command words a control host that hangs as one that is late, not as one that was given up", async () => {
  const hangs = new ApiClient({
    url: "http://192.0.2.10:8000",
    token: undefined,
    texts: textsFor("en", ""),
    fetch: () => Promise.reject(new DOMException("The operation was aborted due to timeout")),
  });
  await assert.rejects(
    hangs.order({ path: "/presets" }),
    /^Unreachable: The control host at http:\/\/192\.0\.2\.10:8000 cannot be reached \(timed out\)\.$/,
  );
});
