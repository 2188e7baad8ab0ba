import assert from "node:assert/strict";
import { AskError, type AskFailure } from "../../../../actors/kernel/mod.ts";
import { type Refusal, refuse } from "../../../../actors/outcome.ts";
import { StorageError } from "../../../../actors/storage_error.ts";
import { Problem } from "../../../../protocols/api/problem.ts";
import { type BenchRequest, withApi } from "../api_bench.ts";

interface BadRequest extends BenchRequest {
  readonly path: string;
  readonly status: number;
  readonly code: string;
  readonly field?: string;
}

const GROUPS = "/api/v1/groups";
const ORDER = { path: "/api/v1/displays/1/commands", method: "POST" } as const;
const INVALID = { status: 422, code: "invalid" } as const;
const JSON_TYPE = { "Content-Type": "application/json" };
const execute = { action: "execute", command: "x" };

const BAD: { readonly [what: string]: BadRequest } = {
  "JSON that ends early": {
    path: GROUPS,
    method: "POST",
    body: '{"name":',
    headers: JSON_TYPE,
    status: 400,
    code: "badRequest",
  },
  "a body of another type": {
    path: GROUPS,
    method: "POST",
    body: "name=x",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    status: 415,
    code: "unsupportedMediaType",
  },
  "an optional body of another type": {
    path: "/api/v1/presets/3/execute",
    method: "POST",
    body: '{"barrier":true}',
    headers: { "Content-Type": "text/plain" },
    status: 415,
    code: "unsupportedMediaType",
  },
  "no body where one is needed": { path: GROUPS, method: "POST", ...INVALID, field: "name" },
  "a body over 1 MB": {
    path: GROUPS,
    method: "POST",
    json: { name: "x".repeat(1_000_001), displayIds: [] },
    status: 413,
    code: "payloadTooLarge",
  },
  "an array for a body": { path: GROUPS, method: "POST", json: [], ...INVALID },
  "a missing field": {
    path: GROUPS,
    method: "POST",
    json: { displayIds: [] },
    ...INVALID,
    field: "name",
  },
  "a wrong type deep inside": {
    path: GROUPS,
    method: "POST",
    json: { name: "n", displayIds: [1, "two"] },
    ...INVALID,
    field: "displayIds.1",
  },
  "an unknown field": {
    path: GROUPS,
    method: "POST",
    json: { name: "n", displayIds: [], colour: "red" },
    ...INVALID,
    field: "colour",
  },
  "a name with a control character": {
    path: GROUPS,
    method: "POST",
    json: { name: "a\u0007b", displayIds: [] },
    ...INVALID,
    field: "name",
  },
  "a blank name": {
    path: GROUPS,
    method: "POST",
    json: { name: "  ", displayIds: [] },
    ...INVALID,
    field: "name",
  },
  "a name of 10 kB": {
    path: GROUPS,
    method: "POST",
    json: { name: "n".repeat(10_000), displayIds: [] },
    ...INVALID,
    field: "name",
  },
  "bytes that are not UTF-8": {
    path: GROUPS,
    method: "POST",
    // A name in the old Korean code page, as a console of Windows sends it.
    body: new Uint8Array([
      ...new TextEncoder().encode('{"name":"'),
      0xb9,
      0xab,
      0xb4,
      0xeb,
      0x22,
      0x7d,
    ]),
    headers: JSON_TYPE,
    status: 400,
    code: "badRequest",
  },
  "a filter that a list does not know": {
    path: `${GROUPS}?name=Lobby`,
    ...INVALID,
    field: "name",
  },
  "an unknown action": { ...ORDER, json: { action: "explode" }, ...INVALID, field: "action" },
  "an empty command": { ...ORDER, json: { ...execute, command: "" }, ...INVALID, field: "command" },
  "a command with NUL": {
    ...ORDER,
    json: { ...execute, command: "a\0b" },
    ...INVALID,
    field: "command",
  },
  "a command that is too long": {
    ...ORDER,
    json: { ...execute, command: "x".repeat(8_193) },
    ...INVALID,
    field: "command",
  },
  "a field of another action": {
    ...ORDER,
    json: { action: "check", command: "x" },
    ...INVALID,
    field: "command",
  },
  "a deadline under a second": {
    ...ORDER,
    json: { ...execute, deadlineMs: 999 },
    ...INVALID,
    field: "deadlineMs",
  },
  "a deadline over a day": {
    ...ORDER,
    json: { ...execute, deadlineMs: 86_400_001 },
    ...INVALID,
    field: "deadlineMs",
  },
  "a wait over a day": {
    ...ORDER,
    json: { ...execute, waitOnlineMs: 86_400_001 },
    ...INVALID,
    field: "waitOnlineMs",
  },
  "an idempotency key with spaces": {
    ...ORDER,
    json: execute,
    headers: { "Idempotency-Key": "a b" },
    ...INVALID,
    field: "idempotency-key",
  },
  "an id that is no number": { path: `${GROUPS}/seven`, ...INVALID, field: "id" },
  "a page size of 0": { path: "/api/v1/displays?limit=0", ...INVALID, field: "limit" },
  "an unknown filter": { path: "/api/v1/displays?colour=red", ...INVALID, field: "colour" },
  "an unknown state": { path: "/api/v1/commands?state=gone", ...INVALID, field: "state.0" },
  "a target without a key": {
    path: "/api/v1/commands?target=display",
    ...INVALID,
    field: "target",
  },
  "a cursor of another list": { path: "/api/v1/commands?cursor=x", ...INVALID, field: "cursor" },
  "a preset without commands": {
    path: "/api/v1/presets",
    method: "POST",
    json: { name: "n", commands: [] },
    ...INVALID,
    field: "commands",
  },
  "an end of a token that is no time": {
    path: "/api/v1/tokens",
    method: "POST",
    role: "admin",
    json: { name: "n", role: "view", expiresAt: "tomorrow" },
    ...INVALID,
    field: "expiresAt",
  },
  "an unknown path": { path: "/api/v1/nothing", status: 404, code: "notFound" },
  "an unknown command": { path: "/api/v1/commands/cmd_9", status: 404, code: "notFound" },
  "an unknown execution": { path: "/api/v1/executions/exe_9", status: 404, code: "notFound" },
  "an unknown group": { path: "/api/v1/groups/9", status: 404, code: "notFound" },
  "an unknown preset": { path: "/api/v1/presets/9", status: 404, code: "notFound" },
  "a method that is not known": {
    path: GROUPS,
    method: "DELETE",
    status: 405,
    code: "methodNotAllowed",
  },
};

for (const [what, { path, status, code, field, ...options }] of Object.entries(BAD)) {
  Deno.test(`createHttpApi() answers ${status} with a problem document for ${what}`, async () => {
    await withApi(async (bench) => {
      const response = await bench.request(path, { role: "operate", ...options });
      const problem = Problem.parse(await response.json());
      assert.equal(response.headers.get("Content-Type"), "application/problem+json");
      assert.deepEqual(
        [response.status, problem.status, problem.code, problem.field],
        [status, status, code, field],
      );
      assert.equal(problem.instance, `urn:uuid:${response.headers.get("X-Correlation-Id")}`);
      assert.doesNotMatch(JSON.stringify(problem), /\.ts|\.js|node_modules/);
      assert.deepEqual(bench.errors, []);
    });
  });
}

Deno.test("createHttpApi() words what is missing, what fits none of several kinds, and a rule of an actor with its field", async () => {
  await withApi(async (bench) => {
    const detailOf = async (path: string, json: unknown) => {
      const request = { method: "POST", role: "admin", json } as const;
      const { detail } = Problem.parse(await (await bench.request(path, request)).json());
      return detail;
    };
    assert.equal(await detailOf(GROUPS, {}), "name: is missing");
    assert.equal(
      await detailOf("/api/v1/displays", { name: "n", address: "here" }),
      "address: Invalid IPv4 address, or Invalid IPv6 address",
    );
    const ended = { name: "n", role: "view", expiresAt: "2001-01-01T00:00:00Z" };
    assert.equal(await detailOf("/api/v1/tokens", ended), "expiresAt: must be in the future");
  });
});

const REFUSALS: readonly [Refusal["code"], number][] = [
  ["notFound", 404],
  ["conflict", 409],
  ["invalid", 422],
  ["notConnected", 409],
  ["idempotencyMismatch", 422],
  ["unauthorized", 401],
  ["rateLimited", 429],
  ["storageFull", 507],
  ["storageFailed", 503],
  ["tooMany", 429],
];

Deno.test("createHttpApi() gives every refusal its status, with field and Retry-After where they are known", async () => {
  await withApi(async (bench) => {
    for (const [code, status] of REFUSALS) {
      const more = { field: "name", retryAfterMs: 1_001 };
      bench.displays.answers.findDisplay = () => refuse(code, "because", more);
      const response = await bench.request("/api/v1/displays/x", { role: "view" });
      const problem = Problem.parse(await response.json());
      assert.deepEqual([response.status, problem.code, problem.field], [status, code, "name"]);
      assert.equal(response.headers.get("Retry-After"), "2");
    }
  });
});

const ASK_FAILURES: readonly [AskFailure, unknown, number][] = [
  ["stopped", undefined, 503],
  ["refused", undefined, 503],
  ["aborted", undefined, 503],
  ["timedOut", undefined, 504],
  ["failed", new StorageError("full", "no space left"), 507],
  ["failed", new StorageError("failed", "I/O error"), 503],
];

Deno.test("createHttpApi() answers 503, 504 or 507 when an actor gives no answer", async () => {
  await withApi(async (bench) => {
    for (const [failure, cause, status] of ASK_FAILURES) {
      bench.displays.answers.findDisplay = () => Promise.reject(askError(failure, cause));
      const response = await bench.request("/api/v1/displays/x", { role: "view" });
      assert.equal(response.status, status, failure);
      Problem.parse(await response.json());
    }
    assert.deepEqual(bench.errors, []);
  });
});

Deno.test("createHttpApi() answers 500 without the fault's text, and hands the fault on, when an actor crashed", async () => {
  await withApi(async (bench) => {
    const fault = askError("failed", new Error("secret detail"));
    bench.displays.answers.findDisplay = () => Promise.reject(fault);
    const response = await bench.request("/api/v1/displays/x", { role: "view" });
    assert.equal(response.status, 500);
    assert.doesNotMatch(await response.text(), /secret|Error|stack|\.ts/);
    assert.deepEqual(bench.errors, [fault]);
  });
});

Deno.test("createHttpApi() lists the methods of a path with 405, and tells nobody's answer to sniff or store", async () => {
  await withApi(async (bench) => {
    const response = await bench.request("/api/v1/presets/3/execute", { method: "PUT" });
    assert.equal(response.headers.get("Allow"), "POST");
    assert.equal(response.headers.get("X-Content-Type-Options"), "nosniff");
    assert.equal(response.headers.get("Cache-Control"), "no-store");
    await response.body?.cancel();
  });
});

function askError(failure: AskFailure, cause: unknown): AskError {
  return new AskError({
    failure,
    to: "/displays",
    question: "findDisplay",
    timeoutMs: 10_000,
    queueLength: 0,
    handlingBegun: true,
    cause,
  });
}
