import assert from "node:assert/strict";
import { splitLine } from "../../command_line/console/split_line.ts";
import { type ApiBench, withApi } from "../adapters/http/api_bench.ts";
import { type ApiOperation, readApiDocument } from "../support/api/api_document.ts";
import { reachStage } from "./fakes/reach_stage.ts";
import { type Reach, REACHED } from "./fakes/reach_table.ts";
import { READ } from "./fakes/read_table.ts";

/** Where a line may be typed. */
const WHERE = ["shell", "console"] as const;
type Where = typeof WHERE[number];

/** Whether a request is one that an operation takes; `path` starts behind `/api/v1`. */
function isOf(operation: ApiOperation, { method, path }: { method: string; path: string }) {
  const parts = operation.path.replace("/api/v1", "").split("/");
  const asked = path.split("/");
  return operation.method === method && parts.length === asked.length &&
    parts.every((part, at) => part.startsWith("{") || part === asked[at]);
}

/** Every operation of the API that is one of these, held against a table of lines. */
async function operationsIn(
  table: Readonly<Record<string, Reach>>,
  isOne: (operation: ApiOperation) => boolean,
  bench: ApiBench,
): Promise<readonly (readonly [ApiOperation, line: string])[]> {
  const { operations } = await readApiDocument((path) => bench.request(path));
  const wanted = operations.filter(isOne);
  const ids = wanted.map(({ operationId }) => operationId);
  assert.deepEqual(ids.filter((id) => !Object.hasOwn(table, id)), [], "without a line");
  assert.deepEqual(Object.keys(table).filter((id) => !ids.includes(id)), [], "no operation");
  return wanted.flatMap((operation) => {
    const reach = table[operation.operationId] ?? assert.fail();
    return "none" in reach ? [] : [[operation, reach.line] as const];
  });
}

/** How often a line sends an operation, typed behind `signalbox` or in the console. It must end well. */
async function sentBy(line: string, operation: ApiOperation, where: Where): Promise<number> {
  const sent = await sentIn(line, operation, where);
  // The console itself asks something as it opens.
  return where === "console" ? sent - await sentIn("quit", operation, where) : sent;
}

async function sentIn(line: string, operation: ApiOperation, where: Where): Promise<number> {
  const host = reachStage();
  // There is a command to be cancelled, or waited for.
  await host.run("send", "Left", "check");
  const before = host.api.asked.length;
  // A script's exit code is that of its lines.
  host.keyboard.interactive = false;
  if (where === "console") host.keyboard.lines.push(line);
  const { code, err } = await host.run(
    ...where === "console" ? ["console"] : splitLine(line) ?? [],
  );
  assert.equal(code, 0, `${line}: ${err}`);
  return host.api.asked.slice(before).filter((asked) => isOf(operation, asked)).length;
}

for (const where of WHERE) {
  Deno.test(`every operation that changes something is sent by a line of the ${where}, or has a reason why not`, () =>
    withApi(async (bench) => {
      const changing = await operationsIn(REACHED, ({ method }) => method !== "GET", bench);
      for (const [operation, line] of changing) {
        assert.equal(await sentBy(line, operation, where), 1, line);
      }
    }));

  Deno.test(`every operation that only reads is shown by a line of the ${where}, or has a reason why not`, () =>
    withApi(async (bench) => {
      const reading = await operationsIn(READ, ({ method }) => method === "GET", bench);
      for (const [operation, line] of reading) {
        assert.ok(
          await sentBy(line, operation, where) > 0,
          `${line} does not read ${operation.operationId}`,
        );
      }
    }));
}
