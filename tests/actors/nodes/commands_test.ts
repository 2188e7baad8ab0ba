import assert from "node:assert/strict";
import { RIGHTS } from "../../../actors/access/messages.ts";
import { NODE_COMMANDS } from "../../../protocols/mserver/commands.ts";
import { aContainer, aKey } from "../../support/nodes/fake_node_link.ts";
import { codeOf, TESTER, valueOf } from "../../support/displays/fleet.ts";
import { type NodeFleet, withNodes } from "../../support/nodes/node_fleet.ts";

/** A host with two containers. */
async function withHost(
  test: (fleet: NodeFleet, link: Awaited<ReturnType<NodeFleet["register"]>>) => Promise<void>,
  version = "1.1.0",
): Promise<void> {
  await withNodes(async (fleet) => {
    const link = await fleet.register("HOST-1", { version });
    link.reports([aContainer("3node0"), aContainer("node1"), aContainer("postgres")]);
    await fleet.settle();
    await test(fleet, link);
  });
}

Deno.test("a command is sent after its row says so, and ends with the client's answer", () =>
  withHost(async (fleet, link) => {
    const { gate } = fleet.stores.ledger;
    gate.hold();
    const asked = fleet.order("logs", { lines: 20 });
    await fleet.settle();
    assert.deepEqual(link.ordered, []);
    gate.release();
    const id = valueOf(await asked).commands[0]?.id ?? "";
    assert.deepEqual(link.ordered, [{
      type: "runCommand",
      commandId: id,
      command: "logs",
      target: "3node0",
      params: { lines: 20, follow: false },
    }]);
    assert.equal(fleet.row(id).state, "sent");
    link.answers(id, "line 1\nline 2");
    await fleet.settle();
    assert.deepEqual(fleet.row(id).result, { output: "line 1\nline 2" });
    assert.equal(fleet.row(id).state, "completed");
    assert.deepEqual(link.toldOf("commandReceived"), [{ type: "commandReceived", commandId: id }]);
  }));

Deno.test("one command is outstanding at a time, and the queue keeps its order", () =>
  withHost(async (fleet, link) => {
    const ids = [await fleet.run("status"), await fleet.run("logs"), await fleet.run("restart")];
    assert.deepEqual(link.ordered.map(({ command }) => command), ["status"]);
    const { work, queued } = await fleet.find();
    assert.deepEqual([work?.action, queued], ["status", 2]);
    link.answers(ids[0] ?? "", "up");
    await fleet.settle();
    link.fails(ids[1] ?? "", "exit status 1");
    await fleet.settle();
    link.answers(ids[2] ?? "", "ok");
    await fleet.settle();
    assert.deepEqual(link.ordered.map(({ command }) => command), ["status", "logs", "restart"]);
    assert.deepEqual(ids.map((id) => fleet.row(id).state), ["completed", "failed", "completed"]);
    assert.equal(fleet.row(ids[1] ?? "").reason, "exit status 1");
  }));

Deno.test("a result that carries an error has failed, whatever its status says", () =>
  withHost(async (fleet, link) => {
    const id = await fleet.run("check_keys");
    link.answers(id, { error: "RPC port unknown", container: "3node0" });
    await fleet.settle();
    assert.deepEqual([fleet.row(id).state, fleet.row(id).reason], ["failed", "RPC port unknown"]);
  }));

Deno.test("a search that failed says so in its status alone, and an error without words is none", () =>
  withHost(async (fleet, link) => {
    const cases = [
      ["find_validator", { is_validator: false, status: "error", message: "no answer" }, "failed"],
      [
        "find_validator",
        { is_validator: false, status: "not_validator", message: "m" },
        "completed",
      ],
      ["has_key", { has_key: true, error: "" }, "completed"],
    ] as const;
    for (const [command, result, state] of cases) {
      const params = command === "has_key" ? { public_key: "0xab" } : {};
      const id = await fleet.run(command, params);
      link.answers(id, result);
      await fleet.settle();
      assert.equal(fleet.row(id).state, state);
      if (state === "failed") assert.equal(fleet.row(id).reason, "no answer");
    }
  }));

for (const [version, acknowledged] of [["1.1.0", 0], ["1.0.0", 3]] as const) {
  Deno.test(`acknowledgements to build ${version}: ${acknowledged} of 3 while a command is outstanding`, () =>
    withHost(async (fleet, link) => {
      const id = await fleet.run("restart");
      link.told.length = 0;
      link.reports([aContainer()]);
      link.summarises();
      link.says({ type: "heartbeatReceived", at: fleet.now() });
      await fleet.settle();
      assert.equal(link.told.length, acknowledged);
      link.answers(id, "ok");
      link.reports([aContainer()]);
      await fleet.settle();
      assert.equal(link.told.at(-1)?.type, "statsReceived");
    }, version));
}

Deno.test("a client that is silent because it works for us is stale, and offline only when its time is over", () =>
  withNodes(async (fleet) => {
    await fleet.advance(60_000);
    const link = await fleet.register();
    for (let second = 0; second < 10; second++) {
      link.reports([aContainer()]);
      await fleet.advance(1_000);
    }
    await fleet.run("restart", {}, { deadlineMs: 120_000 });
    await fleet.advance(110_000);
    assert.equal((await fleet.find()).liveness.state, "stale");
    await fleet.advance(20_000);
    assert.equal((await fleet.find()).liveness.state, "offline");
    assert.equal(link.open, true);
  }));

Deno.test("a command to a host that is away fails at once, or waits when it is told to", () =>
  withHost(async (fleet, link) => {
    link.cut();
    await fleet.settle();
    const failed = fleet.row(await fleet.run("status"));
    assert.equal(failed.state, "failed");
    assert.match(failed.reason ?? "", /^not_connected: /);
    const id = await fleet.run("status", {}, { waitOnlineMs: 30_000, deadlineMs: 30_000 });
    assert.equal(fleet.row(id).state, "queued");
    const back = await fleet.register();
    assert.deepEqual(back.ordered.map(({ commandId }) => commandId), [id]);
  }));

Deno.test("a link lost while a command is outstanding makes it unknown, and it is never sent again", () =>
  withHost(async (fleet, link) => {
    const id = await fleet.run("exec", { command: "ls" });
    const queued = await fleet.run("logs");
    link.cut();
    await fleet.settle();
    assert.equal(fleet.row(queued).state, "failed");
    const back = await fleet.register();
    await fleet.advance(301_000);
    assert.equal(fleet.row(id).state, "unknown");
    assert.match(fleet.row(id).reason ?? "", /connection was lost/);
    assert.deepEqual(back.ordered, []);
  }));

Deno.test("an answer over a newer link of the same host still ends the command", () =>
  withHost(async (fleet, link) => {
    const id = await fleet.run("logs");
    link.cut();
    const back = await fleet.register();
    back.answers(id, "late, and true");
    await fleet.settle();
    assert.equal(fleet.row(id).state, "completed");
  }));

Deno.test("an answer that was under way when a newer link took over still ends the command", () =>
  withHost(async (fleet, link) => {
    const id = await fleet.run("rotate_keys");
    await fleet.register();
    link.answers(id, `새 세션 키: ${aKey()}`);
    await fleet.settle();
    assert.equal(fleet.row(id).state, "completed");
    assert.deepEqual(fleet.keys.saved.map(({ sessionKey }) => sessionKey), [aKey()]);
  }));

Deno.test("after a deadline the client is busy all the same: the queue goes on with its answer", () =>
  withHost(async (fleet, link) => {
    const slow = await fleet.run("logs", {}, { deadlineMs: 10_000 });
    const next = await fleet.run("status", {}, { deadlineMs: 100_000 });
    await fleet.advance(20_000);
    assert.equal(fleet.row(slow).state, "timed_out");
    assert.equal((await fleet.find()).work?.abandoned, true);
    assert.equal(link.ordered.length, 1);
    link.answers(slow, "late");
    await fleet.settle();
    assert.deepEqual(link.ordered.map(({ commandId }) => commandId), [slow, next]);
    const notes = fleet.stores.ledger.commandEvents(slow).map(({ state }) => state);
    assert.deepEqual(notes, ["queued", "sent", "timed_out", "completed"]);
    assert.equal(fleet.row(slow).state, "timed_out");
  }));

Deno.test("after a deadline the queue goes on ten minutes later, when no answer comes at all", () =>
  withHost(async (fleet, link) => {
    await fleet.run("logs", {}, { deadlineMs: 10_000 });
    const next = await fleet.run("status", {}, { deadlineMs: 3_600_000 });
    await fleet.advance(605_000);
    assert.equal(link.ordered.length, 1);
    await fleet.advance(10_000);
    assert.equal(link.ordered.at(-1)?.commandId, next);
  }));

Deno.test("answers to unknown ids and repeated answers change nothing, and do not fill the disk", () =>
  withHost(async (fleet, link) => {
    const id = await fleet.run("status");
    for (let n = 0; n < 50; n++) link.answers(`cmd_${n}`, "?");
    for (let n = 0; n < 50; n++) link.answers(id, `answer ${n}`);
    await fleet.settle();
    assert.deepEqual(fleet.row(id).result, { output: "answer 0" });
    assert.equal(fleet.stores.ledger.commandEvents(id).length, 3 + 3);
    assert.equal(fleet.kinds().filter((kind) => kind === "strayAnswer").length, 1);
  }));

Deno.test("a cancelled command that waits leaves the queue; one that was sent keeps the client busy", () =>
  withHost(async (fleet, link) => {
    const sent = await fleet.run("restart");
    const waiting = await fleet.run("logs");
    for (const id of [waiting, sent]) {
      await fleet.ledger({ type: "cancelCommand", id, requester: TESTER });
    }
    await fleet.settle();
    assert.deepEqual([fleet.row(sent).state, fleet.row(waiting).state], ["cancelled", "cancelled"]);
    assert.equal(link.ordered.length, 1);
    assert.equal((await fleet.find()).work?.abandoned, true);
  }));

Deno.test("the queue of a host is bounded, and says so", () =>
  withHost(async (fleet) => {
    for (let n = 0; n < 301; n++) await fleet.order("status");
    const last = fleet.row(await fleet.run("status"));
    assert.equal(last.state, "failed");
    assert.match(last.reason ?? "", /^busy: /);
  }));

Deno.test("a crash of the host's actor while a command is outstanding leaves no row hanging", () =>
  withHost(async (fleet, link) => {
    const id = await fleet.run("exec", { command: "ls" });
    link.host?.tell({ type: "nodeEvent", link, event: null as never });
    await fleet.advance(1_000);
    assert.equal(fleet.actor("/nodes/HOST-1")?.restarts, 1);
    assert.equal(link.open, true);
    await fleet.advance(301_000);
    assert.equal(fleet.row(id).state, "unknown");
    const next = await fleet.run("status");
    assert.equal(link.ordered.at(-1)?.commandId, next);
  }));

Deno.test("orderNodes refuses what the table, the rights or the block list forbid, and writes nothing", () =>
  withHost(async (fleet) => {
    const count = fleet.stores.ledger.gate.count;
    const cases = [
      [await fleet.order("dance"), "invalid"],
      [await fleet.order("logs", { lines: 0 }), "invalid"],
      [await fleet.order("logs", { lines: "5" }), "invalid"],
      [await fleet.order("logs", { file: "/etc/passwd" }), "invalid"],
      [await fleet.order("exec", { command: "  RM   -rf /data" }), "forbidden"],
      [
        await fleet.order("status", {}, {
          selection: { scope: "container", serverId: "HOST-1", container: "nobody" },
        }),
        "notFound",
      ],
      [
        await fleet.order("logs", {}, { selection: { scope: "host", serverId: "HOST-1" } }),
        "invalid",
      ],
    ] as const;
    for (const [outcome, code] of cases) assert.equal(codeOf(outcome), code);
    assert.equal(fleet.stores.ledger.gate.count, count);
  }));

for (const { name, right } of NODE_COMMANDS.values()) {
  if (right === "operate") continue;
  Deno.test(`orderNodes refuses ${name} to whoever has every right but ${right}, and writes nothing`, () =>
    withHost(async (fleet) => {
      const count = fleet.stores.ledger.gate.count;
      const params = name === "exec" ? { command: "ls" } : {};
      const outcome = await fleet.order(name, params, {
        rights: RIGHTS.filter((each) => each !== right),
      });
      assert.equal(codeOf(outcome), "forbidden");
      assert.ok(!outcome.ok && outcome.refusal.detail.includes(`the right ${right}`));
      assert.equal(fleet.stores.ledger.gate.count, count);
      assert.ok((await fleet.order(name, params, { rights: [right] })).ok);
    }));
}

Deno.test("a command for a host goes out once, with all as its target", () =>
  withHost(async (fleet, link) => {
    const selection = { scope: "host", serverId: "HOST-1" } as const;
    const id = await fleet.run("status", {}, { selection });
    assert.equal(link.ordered[0]?.target, "all");
    assert.deepEqual(fleet.row(id).target, { kind: "node", key: "HOST-1", name: "HOST-1" });
  }));

Deno.test("a broadcast makes one command per container, with a result for each", () =>
  withHost(async (fleet, link) => {
    const away = await fleet.register("HOST-2");
    away.reports([aContainer("3node0")]);
    await fleet.settle();
    away.cut();
    await fleet.settle();
    const selection = { scope: "each", filter: {} } as const;
    const { commands } = valueOf(await fleet.order("has_session_keys", {}, { selection }));
    assert.deepEqual(commands.map(({ target }) => target.key), [
      "HOST-1/3node0",
      "HOST-1/node1",
      "HOST-2/3node0",
    ]);
    for (const { id } of commands.slice(0, 2)) {
      link.answers(id, { has_keys: true });
      await fleet.settle();
    }
    assert.deepEqual(commands.map(({ id }) => fleet.row(id).state), [
      "completed",
      "completed",
      "failed",
    ]);
    const connected = { scope: "each", filter: { connected: true, nodeTypes: ["creditcoin3"] } };
    const again = valueOf(await fleet.order("status", {}, { selection: connected as never }));
    assert.deepEqual(again.commands.map(({ target }) => target.key), [
      "HOST-1/3node0",
      "HOST-1/node1",
      "HOST-1/postgres",
    ]);
  }));
