import assert from "node:assert/strict";
import { splitLine } from "../../command_line/console/split_line.ts";
import { withApi } from "../adapters/http/api_bench.ts";
import { type ApiOperation, readApiDocument } from "../support/api/api_document.ts";
import { reachStage } from "./fakes/reach_stage.ts";
import { REACHED } from "./fakes/reach_table.ts";

/** Whether a request is one that an operation takes; `path` starts behind `/api/v1`. */
function isOf(operation: ApiOperation, { method, path }: { method: string; path: string }) {
  const parts = operation.path.replace("/api/v1", "").split("/");
  const asked = path.split("/");
  return operation.method === method && parts.length === asked.length &&
    parts.every((part, at) => part.startsWith("{") || part === asked[at]);
}

Deno.test("every operation that changes something is sent by a command line, or has a reason why not", () =>
  withApi(async (bench) => {
    const { operations } = await readApiDocument((path) => bench.request(path));
    const changing = operations.filter(({ method }) => method !== "GET");
    const ids = changing.map(({ operationId }) => operationId);
    assert.deepEqual(ids.filter((id) => !Object.hasOwn(REACHED, id)), [], "without a line");
    assert.deepEqual(Object.keys(REACHED).filter((id) => !ids.includes(id)), [], "no operation");
    for (const operation of changing) {
      const reach = REACHED[operation.operationId] ?? assert.fail();
      if ("none" in reach) continue;
      const host = reachStage();
      // There is a command to be cancelled.
      await host.run("send", "Left", "check");
      const before = host.api.asked.length;
      const { code, err } = await host.run(...splitLine(reach.line) ?? []);
      const sent = host.api.asked.slice(before).filter((asked) => isOf(operation, asked));
      assert.equal(sent.length, 1, `${reach.line}: ${err}`);
      assert.equal(code, 0, `${reach.line}: ${err}`);
    }
  }));
