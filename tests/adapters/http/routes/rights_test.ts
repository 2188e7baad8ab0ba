import assert from "node:assert/strict";
import { type Right, RIGHTS, type Role, ROLES } from "../../../../actors/access/messages.ts";
import { commandChanged } from "../../../../actors/topics.ts";
import { type ApiOperation, readApiDocument } from "../../../support/api/api_document.ts";
import {
  examplePath,
  exampleRequest,
  type ExampleWorld,
} from "../../../support/api/api_requests.ts";
import { sampleCommand } from "../../../support/stores/store_samples.ts";
import { type ApiBench, withApi } from "../api_bench.ts";
import { benchWorld } from "../stubs/bench_world.ts";
import { SseClient } from "../stubs/sse_client.ts";

const LOG_LINE = "block 4711 imported";

/** A caller with exactly these. */
async function tokenOf(bench: ApiBench, role: Role, rights: readonly Right[]): Promise<string> {
  const json = { name: crypto.randomUUID(), role, rights };
  const made = await bench.request("/api/v1/tokens", { method: "POST", role: "admin", json });
  return (await made.json()).secret;
}

/** Every role with each set of rights that tells something. */
async function callers(bench: ApiBench, right: Right | null) {
  const sets: readonly (readonly Right[])[] = right === null
    ? [[]]
    : [[right], RIGHTS.filter((each) => each !== right)];
  const made = ROLES.flatMap((role) => sets.map((rights) => ({ role, rights })));
  return await Promise.all(made.map(async (caller) => {
    const secret = await tokenOf(bench, caller.role, caller.rights);
    return { ...caller, authorization: { Authorization: `Bearer ${secret}` } };
  }));
}

async function statusOf(
  bench: ApiBench,
  operation: ApiOperation,
  world: ExampleWorld,
  authorization: { readonly Authorization: string },
): Promise<{ readonly status: number; readonly detail: string }> {
  const example = exampleRequest(operation.operationId, world);
  const response = await bench.request(examplePath(operation.path, example), {
    method: operation.method,
    json: example.json,
    headers: { ...authorization, ...example.headers },
  });
  const { status } = response;
  if (status === 403) return { status, detail: (await response.json()).detail };
  await response.body?.cancel();
  return { status, detail: "" };
}

Deno.test("createHttpApi() lets nobody past a route's right, whatever the role, and names it", () =>
  withApi(async (bench) => {
    const { operations } = await readApiDocument((path) => bench.request(path));
    const world = await benchWorld(bench);
    const guarded = operations.filter(({ right }) => right !== null);
    assert.ok(guarded.length >= 5);
    for (const operation of guarded) {
      const needed = ROLES.findIndex((role) => role === operation.role);
      for (
        const { role, rights, authorization } of await callers(bench, operation.right as Right)
      ) {
        const { status, detail } = await statusOf(bench, operation, world, authorization);
        const where = `${operation.operationId} as ${role} with ${rights}: ${status}`;
        if (ROLES.indexOf(role) < needed) assert.equal(status, 403, where);
        else if (rights.length === 1) assert.ok(status < 300, where);
        else {assert.deepEqual(
            [status, detail],
            [403, `this needs the right ${operation.right}`],
            where,
          );}
      }
    }
  }));

Deno.test("createHttpApi() asks for no right where the document names none", () =>
  withApi(async (bench) => {
    const { operations } = await readApiDocument((path) => bench.request(path));
    const world = await benchWorld(bench);
    const people = await callers(bench, null);
    for (const operation of operations.filter(({ right }) => right === null)) {
      const caller = people.find(({ role }) => role === operation.role);
      if (!caller) continue;
      const { status } = await statusOf(bench, operation, world, caller.authorization);
      assert.ok(
        status < 300,
        `${operation.operationId} as ${caller.role} without rights: ${status}`,
      );
    }
  }));

async function keepLog(bench: ApiBench) {
  const order = { action: "logs", params: { lines: 20 } };
  const target = { kind: "container", key: "HOST-1/3node0", name: "3node0" };
  const result = { output: LOG_LINE };
  const command = sampleCommand("cmd_7", { target, order, state: "completed", result });
  await bench.stores.ledger.commit([{ type: "commandAdded", command }]);
  // Nothing was heard while it ran: the row's answer is what it said.
  bench.outputs.answers.getOutput = () => ({ lastSequence: 0, truncated: false, chunks: [] });
  return command;
}

for (
  const path of [
    "/api/v1/commands",
    "/api/v1/commands/cmd_7",
    "/api/v1/commands/cmd_7/output",
  ]
) {
  Deno.test(`GET ${path} tells what a log says to nobody without the right, admin or not`, () =>
    withApi(async (bench) => {
      await keepLog(bench);
      const read = async (role: Role, rights: readonly Right[]) => {
        const Authorization = `Bearer ${await tokenOf(bench, role, rights)}`;
        const response = await bench.request(path, { headers: { Authorization } });
        return [response.status, await response.text()] as const;
      };
      const [status, text] = await read("admin", RIGHTS.filter((each) => each !== "logs"));
      assert.equal(status, path.endsWith("output") ? 403 : 200);
      assert.ok(!text.includes(LOG_LINE));
      assert.match(text, /this needs the right logs/);
      const [seen, log] = await read("view", ["logs"]);
      assert.deepEqual([seen, log.includes(LOG_LINE)], [200, true]);
    }));
}

Deno.test("GET /events tells that a log was read, and to nobody what it says", () =>
  withApi(async (bench) => {
    const response = await bench.request("/api/v1/events", { role: "admin" });
    const client = new SseClient(response.body);
    await client.next();
    bench.system.publish(commandChanged, await keepLog(bench));
    const message = JSON.stringify(await client.next());
    assert.match(message, /"state":"completed"/);
    assert.ok(!message.includes(LOG_LINE));
    await client.leave();
  }));

Deno.test("a recording takes the token by HTTP Basic, with the right and not without", () =>
  withApi(async (bench) => {
    const { camera, recording } = await benchWorld(bench);
    const path = `/api/v1/cameras/${camera}/recordings/${recording}`;
    for (const [rights, expected] of [[["recordings"], 200], [["logs"], 403]] as const) {
      const secret = await tokenOf(bench, "view", rights);
      const Authorization = `Basic ${btoa(`viewer:${secret}`)}`;
      const response = await bench.request(path, { headers: { Authorization } });
      assert.equal(response.status, expected);
      await response.body?.cancel();
    }
  }));
