import assert from "node:assert/strict";
import type { CommandState } from "../../../../actors/ledger/command.ts";
import { accept } from "../../../../actors/outcome.ts";
import { type OutputChunk, outputTopic } from "../../../../actors/outputs/messages.ts";
import { commandChanged } from "../../../../actors/topics.ts";
import { CommandOutput, LogEvent, OutputEvent } from "../../../../protocols/api/command_output.ts";
import { AT, sampleCommand } from "../../../support/stores/store_samples.ts";
import { type ApiBench, withApi } from "../api_bench.ts";
import { sampleOutput } from "../stubs/past_samples.ts";
import { SseClient } from "../stubs/sse_client.ts";

const OUTPUT = "/api/v1/commands/cmd_7/output";
const LOGS = "/api/v1/nodes/HOST-1/containers/3node0/logs";
const SSE = { Accept: "text/event-stream" };

async function put(bench: ApiBench, state: CommandState, output?: string): Promise<void> {
  const result = output === undefined ? null : { output };
  const command = sampleCommand("cmd_7", { state, result });
  await bench.stores.ledger.commit([{ type: "commandAdded", command }]);
}

/** The command comes to its end: on the disk, and then told. */
async function end(bench: ApiBench, state: CommandState, id = "cmd_7"): Promise<void> {
  const command = sampleCommand(id, { state, reason: "Over." });
  await bench.stores.ledger.commit([{ type: "commandChanged", command }]);
  bench.system.publish(commandChanged, command);
}

/** Every order becomes the same command, which is not over. */
function takesOrders(bench: ApiBench): void {
  const commands = [sampleCommand("cmd_9", { state: "queued" })];
  bench.nodes.answers.orderNodes = () => accept({ commands, rotation: null, replayed: false });
}

function chunk(sequence: number, text: string, more: Partial<OutputChunk> = {}): OutputChunk {
  return { sequence, at: AT, text, divider: null, ...more };
}

async function open(bench: ApiBench, path = OUTPUT, headers: Record<string, string> = {}) {
  const role = path === OUTPUT ? "view" : "operate";
  const response = await bench.request(path, { role, headers: { ...SSE, ...headers } });
  assert.equal(response.status, 200);
  return new SseClient(response.body);
}

/** Id and data of the next messages, as their schema has them. */
async function next(
  client: SseClient,
  count: number,
  schema: typeof OutputEvent | typeof LogEvent,
) {
  const found: unknown[] = [];
  while (found.length < count) {
    const message = await client.next();
    const data = schema.parse(message?.data);
    assert.equal(message?.event, data.type);
    found.push([message.id, data]);
  }
  return found;
}

Deno.test("GET /commands/{id}/output answers what was said so far, and whether more will come", () =>
  withApi(async (bench) => {
    await put(bench, "running");
    const response = await bench.request(OUTPUT, { role: "view" });
    const { chunks, ...rest } = CommandOutput.parse(await response.json());
    assert.deepEqual(chunks.map(({ text }) => text), ["one\n", "two\nthree\n"]);
    assert.deepEqual(rest, {
      commandId: "cmd_7",
      state: "running",
      over: false,
      lastSequence: 2,
      truncated: false,
    });
    const unknown = await bench.request("/api/v1/commands/cmd_8/output", { role: "view" });
    assert.equal(unknown.status, 404);
  }));

Deno.test("GET /commands/{id}/output answers the result's text of a command that said nothing before its end", () =>
  withApi(async (bench) => {
    bench.outputs.answers = {
      getOutput: () => ({ lastSequence: 0, truncated: false, chunks: [] }),
    };
    await put(bench, "completed", "line 1\nline 2");
    const response = await bench.request(OUTPUT, { role: "view" });
    const { chunks, over } = CommandOutput.parse(await response.json());
    assert.deepEqual([over, chunks.map(({ text }) => text)], [true, ["line 1\nline 2"]]);
  }));

Deno.test("GET /commands/{id}/output streams past and present once each, and ends with the command", () =>
  withApi(async (bench) => {
    await put(bench, "running");
    const client = await open(bench);
    bench.system.publish(outputTopic("cmd_7"), chunk(2, "repeated"));
    bench.system.publish(outputTopic("cmd_6"), chunk(3, "of another"));
    bench.system.publish(outputTopic("cmd_7"), chunk(3, "four\n"));
    const told = await next(client, 3, OutputEvent);
    const at = new Date(AT).toISOString();
    assert.deepEqual(told[2], [
      "3",
      { type: "output", sequence: 3, at, text: "four\n", divider: null },
    ]);
    await end(bench, "completed");
    assert.deepEqual(await next(client, 1, OutputEvent), [[
      "",
      { type: "end", state: "completed", reason: "Over." },
    ]]);
    assert.equal(await client.next(), undefined);
    assert.equal(bench.api.streams(), 0);
  }));

Deno.test("GET /commands/{id}/output goes on after Last-Event-ID, and says what is not kept any more", () =>
  withApi(async (bench) => {
    await put(bench, "completed");
    const after = await open(bench, OUTPUT, { "Last-Event-ID": "1" });
    const told = await next(after, 2, OutputEvent) as [string, OutputEvent][];
    assert.deepEqual(told.map(([id, { type }]) => [id, type]), [["2", "output"], ["", "end"]]);
    const chunks = [chunk(9, "late\n")];
    bench.outputs.answers = {
      getOutput: () => sampleOutput({ lastSequence: 9, truncated: true, chunks }),
    };
    const skipping = await next(
      await open(bench, OUTPUT, { "Last-Event-ID": "4" }),
      3,
      OutputEvent,
    );
    assert.deepEqual(skipping[0], ["", { type: "skipped", sequence: 9 }]);
    const foreign = await open(bench, OUTPUT, { "Last-Event-ID": "70" });
    const again = await next(foreign, 3, OutputEvent) as [string, OutputEvent][];
    assert.deepEqual(again.map(([, { type }]) => type), ["skipped", "output", "end"]);
  }));

Deno.test("GET /commands/{id}/output tells the last words that arrive after the end of the row", () =>
  withApi(async (bench) => {
    await put(bench, "running");
    const client = await open(bench);
    await next(client, 2, OutputEvent);
    const chunks = [...sampleOutput().chunks, chunk(3, "last\n")];
    bench.outputs.answers = { getOutput: () => sampleOutput({ lastSequence: 3, chunks }) };
    await end(bench, "completed");
    const told = await next(client, 2, OutputEvent) as [string, OutputEvent][];
    assert.deepEqual(told.map(([, { type }]) => type), ["output", "end"]);
  }));

Deno.test("GET …/logs places one command for its reader, and shows lines and dividers", () =>
  withApi(async (bench) => {
    takesOrders(bench);
    const client = await open(bench, `${LOGS}?lines=20&follow=true`);
    const { selection, command, params, requester, waitOnlineMs } = bench.nodes.last("orderNodes");
    assert.deepEqual(selection, { scope: "container", serverId: "HOST-1", container: "3node0" });
    assert.deepEqual([command, params, requester.name, waitOnlineMs], [
      "logs",
      { lines: 20, follow: true },
      "operator",
      86_400_000,
    ]);
    bench.system.publish(
      outputTopic("cmd_9"),
      chunk(3, "The container was started anew.", { divider: "restarted" }),
    );
    const told = await next(client, 4, LogEvent) as [string, LogEvent][];
    assert.deepEqual(told[0], ["", { type: "ready", commandId: "cmd_9" }]);
    assert.deepEqual(
      told.map(([, event]) => "lines" in event ? event.lines : event.type),
      ["ready", ["one"], ["two", "three"], "divider"],
    );
    await client.leave();
    assert.equal(bench.ledger.last("cancelCommand").id, "cmd_9");
    assert.equal(bench.api.streams(), 0);
  }));

Deno.test("GET …/logs ends with its command", () =>
  withApi(async (bench) => {
    takesOrders(bench);
    await bench.stores.ledger.commit([
      { type: "commandAdded", command: sampleCommand("cmd_9", { state: "queued" }) },
    ]);
    const client = await open(bench, LOGS);
    await next(client, 3, LogEvent);
    await end(bench, "failed", "cmd_9");
    assert.deepEqual(await next(client, 1, LogEvent), [[
      "",
      { type: "end", state: "failed", reason: "Over." },
    ]]);
    assert.equal(await client.next(), undefined);
  }));

Deno.test("GET …/logs leaves no command behind when it cannot be shown, and none is made for a foreign page", () =>
  withApi(async (bench) => {
    bench.outputs.answers = {
      getOutput: () => {
        throw new Error("broken");
      },
    };
    const broken = await bench.request(LOGS, { role: "operate" });
    assert.equal(broken.status, 500);
    await broken.body?.cancel();
    assert.equal(bench.ledger.last("cancelCommand").type, "cancelCommand");
    bench.errors.length = 0;
    const asked = bench.nodes.asked.length;
    const headers = { Origin: "http://elsewhere.example" };
    const foreign = await bench.request(LOGS, { role: "operate", headers });
    assert.equal(foreign.status, 403);
    const head = await bench.request(LOGS, { role: "operate", method: "HEAD" });
    assert.equal(head.status, 200);
    assert.equal(bench.nodes.asked.length, asked);
    const tooMany = await bench.request(`${LOGS}?lines=10001`, { role: "operate" });
    assert.equal(tooMany.status, 422);
  }));

Deno.test("a stream of output ends when its token is not valid any more, and when the API closes", () =>
  withApi(async (bench) => {
    await put(bench, "running");
    const client = await open(bench);
    await next(client, 2, OutputEvent);
    assert.equal(bench.api.streams(), 1);
    bench.api.close();
    assert.equal(await client.next(), undefined);
    assert.equal(bench.api.streams(), 0);
  }));
