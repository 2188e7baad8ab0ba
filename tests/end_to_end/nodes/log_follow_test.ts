import assert from "node:assert/strict";
import { createMeasurements } from "../../../agents/nodes/agent/machine_measurements.ts";
import { createMemoryStore } from "../../../agents/nodes/agent/node_notes.ts";
import { type NodeAgent, startNodeAgent } from "../../../agents/nodes/agent/node_agent.ts";
import { realClock } from "../../../agents/waits.ts";
import type { CommandScript } from "../../../agents/nodes/scripted_commands.ts";
import { healthyMachine } from "../../../agents/nodes/scripted_commands.ts";
import type { Command } from "../../../protocols/api/command.ts";
import { LogEvent } from "../../../protocols/api/command_output.ts";
import { SseClient } from "../../adapters/http/stubs/sse_client.ts";
import { FakeEngine } from "../../agents/nodes/agent/fake_engine.ts";
import { SERVER_ID, TestRunner } from "../../agents/nodes/agent/stage.ts";
import { eventually } from "../../support/eventually.ts";
import { ADMIN_TOKEN } from "../../support/host_settings.ts";
import { Lines } from "../../support/lines.ts";
import { projectTask } from "../../support/processes/project_task.ts";
import { signalChild } from "../../support/processes/signal_child.ts";
import { type NodeStage, PATIENCE_MS, withNodeStage } from "./stage.ts";

/** Our own agent on a machine that only seems to be there, with commands that a test ends. */
async function startAgent(url: string, runner: TestRunner): Promise<NodeAgent> {
  const engine = new FakeEngine();
  engine.add("3node0");
  runner.atOnce = null;
  return await startNodeAgent({
    urls: [url],
    serverId: SERVER_ID,
    version: "signalbox-test",
    runner,
    measurements: createMeasurements({
      engine,
      clock: realClock,
      system: { read: () => Promise.resolve({ host_name: "guide-host" }) },
    }),
    store: createMemoryStore(),
    log: () => {},
    intervalMs: 1_000,
    timeScale: 10,
  });
}

/** A reader of a log, as a page is one. */
interface Reader {
  next(): Promise<LogEvent>;
  leave(): void;
}

async function listen(stage: NodeStage, serverId: string): Promise<Reader> {
  const path = `/api/v1/nodes/${serverId}/containers/3node0/logs?lines=5`;
  const reading = new AbortController();
  const signal = AbortSignal.any([reading.signal, AbortSignal.timeout(PATIENCE_MS)]);
  const response = await stage.api.request(path, { signal });
  assert.equal(response.status, 200, await (response.ok ? "" : response.text()));
  const client = new SseClient(response.body);
  return {
    leave: () => reading.abort(),
    async next() {
      for (;;) {
        const message = await client.next();
        if (message === undefined) assert.fail("the stream has ended");
        if (message.comment === undefined) return LogEvent.parse(message.data);
      }
    },
  };
}

function linesOf(event: LogEvent): readonly string[] {
  return event.type === "lines"
    ? event.lines
    : [`[${"divider" in event ? event.divider : event.type}]`];
}

function until<T>(look: () => T | Promise<T>, wanted: (seen: T) => boolean): Promise<T> {
  return eventually(() => Promise.resolve(look()), wanted, PATIENCE_MS);
}

Deno.test("a log of our own agent is followed across its reconnect, and ends with its reader", () =>
  withNodeStage(async (stage) => {
    const runner = new TestRunner();
    const agent = await startAgent(`${stage.wsUrl}/ws`, runner);
    let second: NodeAgent | undefined;
    try {
      const node = `/api/v1/nodes/${SERVER_ID}`;
      await until(
        () =>
          stage.api.request(`${node}/containers/3node0`).then(async (response) => {
            await response.body?.cancel();
            return response.status;
          }),
        (status) => status === 200,
      );
      const { next } = await listen(stage, SERVER_ID);
      const ready = await next();
      assert.equal(ready.type, "ready");
      const commandId = ready.type === "ready" ? ready.commandId : "";
      const [order] = await until(() => runner.orders, (orders) => orders.length === 1);
      assert.deepEqual([order?.command, order?.id], ["logs", commandId]);
      runner.says.get(commandId)?.("one\ntwo\n");
      assert.deepEqual(linesOf(await next()), ["one", "two"]);
      runner.says.get(commandId)?.("--- 3node0 restarted at 2026-03-01T09:30:00.000Z ---\nthree\n");
      assert.deepEqual(linesOf(await next()), ["[restarted]"]);
      assert.deepEqual(linesOf(await next()), ["three"]);
      await agent.stop();
      assert.deepEqual(linesOf(await next()), ["[away]"]);
      const again = new TestRunner();
      second = await startAgent(`${stage.wsUrl}/ws`, again);
      assert.deepEqual(linesOf(await next()), ["[back]"]);
      const [resumed] = await until(() => again.orders, (orders) => orders.length === 1);
      again.says.get(resumed?.id ?? "")?.("two\nthree\nfour\n");
      assert.deepEqual(linesOf(await next()), ["four"]);
      const row = await stage.api.call<Command>(`/api/v1/commands/${commandId}`, {
        method: "DELETE",
      });
      assert.equal(row.state, "cancelled");
      const end = await next();
      assert.equal(end.type === "end" && end.state, "cancelled");
      // Whatever happened to the connection, it was one command.
      const page = await stage.api.call<{ items: Command[] }>("/api/v1/commands?limit=10");
      assert.equal(page.items.length, 1);
    } finally {
      await agent.stop();
      await second?.stop();
    }
  }));

Deno.test("a log of a fielded client is followed over one row of the ledger, each line once", () =>
  withNodeStage(async (stage) => {
    const log = ["a", "b", "c"];
    const commands: CommandScript = (command) =>
      command.command === "logs"
        ? { takesMs: 0, result: log.slice(-Number(command.params.lines ?? 50)).join("\n") }
        : healthyMachine(command);
    stage.join({ build: "M11", serverId: "HOST-1", containers: ["3node0"], commands });
    await until(
      () => stage.look("HOST-1").catch(() => undefined),
      (node) => node?.members.length === 1,
    );
    const { next, leave } = await listen(stage, "HOST-1");
    assert.equal((await next()).type, "ready");
    assert.deepEqual(linesOf(await next()), ["a", "b", "c"]);
    log.push("d", "e");
    assert.deepEqual(linesOf(await next()), ["d", "e"]);
    const rows = async () => {
      const page = await stage.api.call<{ items: Command[] }>("/api/v1/commands?limit=10");
      return page.items.map(({ action, state }) => `${action} ${state}`);
    };
    assert.deepEqual(await rows(), ["logs running"]);
    leave();
    await until(rows, (found) => found.join() === "logs cancelled");
  }));

Deno.test("send logs --follow shows a log until Ctrl+C, which ends the command", () =>
  withNodeStage(async (stage) => {
    const commands: CommandScript = (command) =>
      command.command === "logs" ? { takesMs: 0, result: "a\nb" } : healthyMachine(command);
    stage.join({ build: "M11", serverId: "HOST-1", containers: ["3node0"], commands });
    await until(
      () => stage.look("HOST-1").catch(() => undefined),
      (node) => node?.members.length === 1,
    );
    const child = projectTask("signalbox", ["send", "HOST-1/3node0", "logs", "--follow"], {
      SIGNALBOX_URL: stage.url,
      SIGNALBOX_TOKEN: ADMIN_TOKEN,
    }).spawn();
    const [out, err] = [new Lines(child.stdout), new Lines(child.stderr)];
    await out.find((line) => line === "b", PATIENCE_MS);
    signalChild(child, "SIGINT");
    const { code } = await child.status;
    await Promise.all([out.ended, err.ended]);
    assert.equal(code, 0, err.all.join("\n"));
    const { items } = await stage.api.call<{ items: Command[] }>("/api/v1/commands?limit=10");
    assert.equal(items[0]?.state, "cancelled");
  }));
