import assert from "node:assert/strict";
import { withDataDir } from "../../../adapters/sqlite/with_data_dir.ts";
import { openDiskStore } from "../../../../agents/nodes/agent/disk_store.ts";
import { onNodeStage, withNodeAgent } from "./stage.ts";

const KEY = `0x${"5e".repeat(128)}`;
const ROTATED = {
  result: { container: "3node0", session_key: KEY },
  after: [{
    type: "key_update",
    data: { container: "3node0", session_key: KEY, timestamp: 1, action: "rotate_keys" },
  }],
} as const;

Deno.test("a command is answered under both of its names, with milliseconds", () =>
  withNodeAgent(async ({ order, until, answers, runner }) => {
    order("c1", "logs", { params: { lines: 3 } });
    await until(() => answers().length > 0);
    const { timestamp, ...answer } = answers()[0] ?? {};
    assert.deepEqual(answer, {
      command_id: "c1",
      id: "c1",
      status: "completed",
      result: "done",
      error: null,
    });
    assert.ok(Math.abs(Number(timestamp) - Date.now()) < 60_000);
    assert.deepEqual(runner.orders, [
      { id: "c1", command: "logs", target: "3node0", params: { lines: 3 } },
    ]);
  }));

Deno.test("a command that cannot be understood is answered with a sentence, and the line stays", () =>
  withNodeAgent(async ({ server, order, until, answers, heard, runner }) => {
    order("c1", "logs", { params: [] });
    order("c2", "restart", { serverId: "SOMEBODY-ELSE" });
    order("c3", "restart", { target: ["a"] });
    order("c4", "");
    server.send({ type: "command" });
    order("c6", "logs", { target: undefined, params: null });
    await until(() => answers().length === 6);
    assert.deepEqual(answers().map(({ error }) => error), [
      "params must be an object: nothing was done.",
      "The command is for SOMEBODY-ELSE, and this is 4F1A09C27B3E: nothing was done.",
      "target must be the name of a container: nothing was done.",
      "The frame names no command: nothing was done.",
      "The command has no id: nothing was done.",
      null,
    ]);
    assert.deepEqual(runner.orders, [{ id: "c6", command: "logs", target: null, params: {} }]);
    assert.equal(heard("register").length, 1);
  }));

Deno.test("commands run side by side, and each is answered when it ends", () =>
  withNodeAgent(async ({ order, until, answers, runner, heard }) => {
    runner.atOnce = null;
    order("slow", "payout");
    order("quick", "status");
    await until(() => runner.orders.length === 2);
    const before = heard("stats").length;
    await until(() => heard("stats").length > before + 2);
    runner.end("quick");
    await until(() => answers().length === 1);
    runner.end("slow");
    await until(() => answers().length === 2);
    assert.deepEqual(answers().map(({ id }) => id), ["quick", "slow"]);
  }));

Deno.test("a flood of commands is refused beyond 32 at once", () =>
  withNodeAgent(async ({ order, until, answers, runner }) => {
    runner.atOnce = null;
    for (let at = 0; at < 40; at++) order(`c${at}`, "exec");
    await until(() => answers().length === 8);
    assert.equal(answers()[0]?.error, "32 commands run already: nothing was done.");
    for (const { id } of runner.orders) runner.end(id);
    await until(() => answers().length === 40);
  }));

Deno.test("output goes out while a command runs, numbered from 1, before its answer", () =>
  withNodeAgent(async ({ order, until, answers, runner, heard, server }) => {
    runner.atOnce = null;
    order("c1", "logs", { params: { follow: true } });
    await until(() => runner.orders.length === 1);
    runner.says.get("c1")?.("one\n");
    runner.says.get("c1")?.("two\n");
    runner.end("c1", { result: { followed: true, lines: 2 } });
    await until(() => answers().length === 1);
    assert.deepEqual(
      heard("command_output").map(({ data }) => {
        const { timestamp: _, ...rest } = data as Record<string, unknown>;
        return rest;
      }),
      [{ command_id: "c1", sequence: 1, text: "one\n" }, {
        command_id: "c1",
        sequence: 2,
        text: "two\n",
      }],
    );
    const types = (server.heard as { readonly type: string }[]).map(({ type }) => type);
    assert.ok(types.lastIndexOf("command_output") < types.indexOf("command_response"));
  }));

Deno.test("a cancel ends what may be ended, and says so", () =>
  withNodeAgent(async ({ server, order, until, answers, runner, log }) => {
    runner.atOnce = null;
    order("c1", "exec");
    order("c2", "rotate_keys");
    await until(() => runner.orders.length === 2);
    for (const id of ["c1", "c2", "never"]) server.send({ type: "command_cancel", data: { id } });
    await until(() => answers().length === 2);
    const told = answers().map(({ id, status, error }) => [id, status, error]);
    assert.deepEqual(told.toSorted(), [
      ["c1", "failed", "cancelled"],
      ["never", "failed", "Nothing of that id was ever carried out here."],
    ]);
    assert.match(log.join("\n"), /rotate_keys goes on: it is not left half done/);
    runner.end("c2");
    await until(() => answers().length === 3);
    server.send({ type: "command_cancel", data: { id: "c1" } });
    order("c3", "status");
    runner.end("c3");
    await until(() => runner.orders.length === 3);
    runner.end("c3");
    await until(() => answers().length === 4);
    assert.equal(answers()[3]?.id, "c3", "a cancel that comes too late is no news");
  }));

Deno.test("what is followed ends with the line that it was followed over", () =>
  withNodeAgent(async ({ server, order, until, answers, runner }) => {
    runner.atOnce = null;
    order("c1", "logs", { params: { follow: true } });
    order("c2", "exec");
    await until(() => runner.orders.length === 2);
    server.cut();
    await until(() => answers().length === 1);
    assert.deepEqual([answers()[0]?.id, answers()[0]?.error], [
      "c1",
      "The connection was lost: nobody followed any more.",
    ]);
    runner.end("c2", { result: "after the loss" });
    await until(() => answers().length === 2);
    assert.equal(answers()[1]?.result, "after the loss");
  }));

Deno.test("an id that was seen is not carried out again, and its answer is given again", () =>
  withNodeAgent(async ({ server, order, until, answers, runner }) => {
    order("c1", "rotate_keys");
    await until(() => answers().length === 1);
    server.send({ type: "command_ack", command_id: "c1" });
    order("c1", "rotate_keys");
    await until(() => answers().length === 2);
    assert.deepEqual(answers()[0], answers()[1]);
    assert.equal(runner.orders.length, 1);
  }));

Deno.test("an answer that nobody acknowledged on a lost line goes out once more, and then no more", () =>
  withNodeAgent(async ({ server, order, until, answers, heard, runner }) => {
    runner.atOnce = ROTATED;
    order("c1", "rotate_keys");
    await until(() => answers().length === 1);
    server.cut();
    await until(() => answers().length === 2);
    assert.equal(heard("key_update").length, 2);
    const types = (server.heard as { readonly type: string }[]).map(({ type }) => type)
      .filter((type) => type === "key_update" || type === "command_response");
    assert.deepEqual(types.slice(0, 2), ["key_update", "command_response"]);
    server.send({ type: "key_update_ack", status: "success" });
    server.send({ type: "command_ack", command_id: "c1" });
    server.send({ type: "ping" });
    await until(() => heard("pong").length > 0);
    server.cut();
    await until(() => heard("register").length === 3);
    const before = heard("stats").length;
    await until(() => heard("stats").length > before + 3);
    assert.deepEqual([answers().length, heard("key_update").length, runner.orders.length], [
      2,
      2,
      1,
    ]);
  }));

Deno.test("a server that acknowledges nothing hears an answer once when the line held", () =>
  withNodeAgent(async ({ server, order, until, answers, heard }) => {
    order("c1", "payout");
    await until(() => answers().length === 1);
    // More than 10 s of the protocol's time.
    const before = heard("stats").length;
    await until(() => heard("stats").length > before + 25);
    server.cut();
    await until(() => heard("register").length === 2);
    order("c2", "status");
    await until(() => answers().some(({ id }) => id === "c2"));
    assert.equal(answers().filter(({ id }) => id === "c1").length, 1);
  }));

Deno.test("what an agent had begun when it was killed is told, and is not done again", () =>
  withDataDir((folder) =>
    onNodeStage(async ({ order, until, answers, runner, start }) => {
      runner.atOnce = null;
      const quiet = () => {};
      const dying = await openDiskStore(`${folder}/state`, quiet);
      const notes: Parameters<typeof dying.writeNotes>[0][] = [];
      // Its notes as they are when it is killed.
      const first = await start({
        store: { ...dying, writeNotes: (next) => (notes.push(next), dying.writeNotes(next)) },
      });
      await until(() => first.registered);
      order("c1", "backup_keys");
      order("c2", "rotate_keys");
      await until(() => runner.orders.length === 2);
      const atDeath = notes.at(-1) ?? { begun: [], done: [], deliveries: [] };
      assert.deepEqual(atDeath.begun.map(({ id }) => id), ["c1", "c2"]);
      for (const id of ["c1", "c2"]) runner.end(id);
      await first.stop();
      const before = answers().length;
      const writer = await openDiskStore(`${folder}/state`, quiet);
      await writer.writeNotes(atDeath);
      writer.close();

      const second = await start({ store: await openDiskStore(`${folder}/state`, quiet) });
      await until(() => second.registered && answers().length === before + 2);
      for (const answer of answers().slice(before)) {
        assert.match(String(answer.error), /nobody knows whether it was carried out/);
      }
      order("c1", "backup_keys");
      await until(() => answers().length === before + 3);
      assert.equal(runner.orders.length, 2, "nothing is carried out twice");
    })
  ));

Deno.test("what concerns keys and money is refused when it cannot be noted", () =>
  withNodeAgent(
    async ({ order, until, answers, runner }) => {
      order("c1", "rotate_keys");
      order("c2", "status");
      await until(() => answers().length === 2);
      const errors = Object.fromEntries(answers().map(({ id, error }) => [id, error]));
      assert.match(String(errors.c1), /^The state folder cannot be written: nothing was done/);
      assert.equal(errors.c2, null);
      assert.deepEqual(runner.orders.map(({ id }) => id), ["c2"]);
    },
    {
      store: {
        readNotes: () => Promise.resolve({ begun: [], done: [], deliveries: [] }),
        writeNotes: () => Promise.resolve(false),
        retryNotes: () => Promise.resolve(),
        readToken: () => Promise.resolve(null),
        saveToken: () => Promise.resolve(),
        close() {},
      },
    },
  ));

Deno.test("an agent that is stopped ends what it may, and waits for what it must", () =>
  withNodeAgent(async ({ order, until, answers, runner }, agent) => {
    runner.atOnce = null;
    order("c1", "backup_keys");
    order("c2", "exec");
    await until(() => runner.orders.length === 2);
    const stopped = agent.stop();
    await until(() => answers().length === 1);
    assert.equal(answers()[0]?.error, "The agent was stopped.");
    runner.end("c1", { result: "packed" });
    await stopped;
    assert.equal(answers()[1]?.result, "packed");
  }));
