import assert from "node:assert/strict";
import { createScriptedNode, type ScriptedNode } from "../../../agents/nodes/scripted_node.ts";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import { ControlHostProcess } from "../../support/processes/control_host_process.ts";
import { PATIENCE_MS, withNodeStage } from "./stage.ts";

/** Twenty client seconds in one; the server's answers are not given less time. */
const TIME_SCALE = 20;

/** Nothing went wrong between client and server, ever. */
function assertSteady(node: ScriptedNode): void {
  assert.deepEqual([node.connects, node.closes, node.failures], [1, [], []]);
}

Deno.test("M11, M11 of June 2025 and M10 stay connected, and every reading is acknowledged", () =>
  withNodeStage(async ({ join, look }) => {
    const builds = ["M11", "M11J", "M10"] as const;
    const nodes = builds.map((build) =>
      join({
        build,
        serverId: `steady-${build}`,
        timeScale: TIME_SCALE,
        containers: ["3node0", "node1"],
      })
    );
    // Long enough for a summary, heartbeats, and both kinds of ping.
    await Promise.all(
      nodes.map((node) => node.until(() => node.statsAcknowledged >= 65, PATIENCE_MS)),
    );
    for (const node of nodes) {
      assertSteady(node);
      assert.equal(node.ackTimeouts, 0);
      assert.ok(node.received.some(({ type }) => type === "summary_ack"));
      assert.ok(node.received.some(({ type }) => type === "heartbeat_ack"));
      const { connected, sequence, members } = await look(node.serverId);
      assert.equal(connected, true);
      assert.equal(sequence.missing, 0);
      assert.deepEqual(members.map(({ name, health }) => [name, health]).sort(), [
        ["3node0", "running"],
        ["node1", "running"],
      ]);
    }
    const [june = assert.fail()] = nodes.slice(1);
    assert.equal(june.reportValidator("3node0", "activated", 7), true);
    const acknowledged = june.statsAcknowledged;
    await june.until(() => june.statsAcknowledged > acknowledged + 1, PATIENCE_MS);
    const { members: [container] } = await look(june.serverId);
    assert.equal(container?.validator?.active, true);
  }));

Deno.test("an M11 client stays connected through an inline command of 60 s, and M10 is acknowledged meanwhile", () =>
  withNodeStage(async ({ join, order, api }) => {
    const slow = join({
      build: "M11",
      serverId: "slow",
      timeScale: TIME_SCALE,
      commands: () => ({ takesMs: 60_000, result: "done" }),
    });
    const old = join({ build: "M10", serverId: "old", timeScale: TIME_SCALE });
    await slow.until(() => slow.statsAcknowledged >= 3, PATIENCE_MS);
    const command = await order("slow", "exec", { command: "sleep 60" });
    await slow.until(() => slow.busy, PATIENCE_MS);
    const [sentBefore, heardBefore] = [slow.statsSent, slow.received.length];
    const oldBefore = old.statsAcknowledged;
    const ended = await api.finished(command, PATIENCE_MS);
    assert.deepEqual([ended.state, ended.result], ["completed", { output: "done" }]);
    await slow.until(() => slow.statsSent > sentBefore + 40, PATIENCE_MS);
    assertSteady(slow);
    assert.equal(slow.commandCounts.get(command.id), 1);
    // Whatever was under way when the command left; not the 60 that a chatty server would have sent.
    const meanwhile = slow.received.slice(heardBefore).filter(({ type }) => type === "stats_ack");
    assert.ok(meanwhile.length < 60);
    assert.ok(old.statsAcknowledged > oldBefore + 20, "M10 waits for its acknowledgements");
    assert.equal(old.ackTimeouts, 0);
  }));

Deno.test("an M11 client answers every one of the thirteen commands", () =>
  withNodeStage(async ({ join, run }) => {
    const node = join({ build: "M11", serverId: "all", timeScale: TIME_SCALE });
    await node.until(() => node.statsAcknowledged >= 1, PATIENCE_MS);
    const key = `0x${"ab".repeat(32)}`;
    const commands = [
      ["start", {}],
      ["stop", {}],
      ["restart", {}],
      ["logs", { lines: 3 }],
      ["status", {}],
      ["exec", { command: "uptime" }],
      ["backup_keys", {}],
      ["payout", {}],
      ["check_keys", {}],
      ["has_session_keys", {}],
      ["has_key", { public_key: key }],
      ["find_validator", {}],
    ] as const;
    for (const [command, params] of commands) {
      const ended = await run("all", command, params);
      assert.equal(ended.state, "completed", `${command}: ${ended.reason}`);
    }
    const rotated = await run("all", "rotate_keys");
    assert.equal(rotated.action, "rotate_keys");
    assert.doesNotMatch(JSON.stringify(rotated), /0x[0-9a-f]{64}/, "no whole key in the ledger");
    assertSteady(node);
  }));

Deno.test("a fleet of old and new clients flushes what it kept while the control host was away", () =>
  withDataDir(async (dataDir) => {
    let host = await ControlHostProcess.start(dataDir, {}, { warmUpMs: 0 });
    const url = `ws://127.0.0.1:${host.ready.devicePort}`;
    const nodes = (["M11", "M10"] as const).map((build) =>
      createScriptedNode({ build, url, serverId: `away-${build}`, timeScale: 100 })
    );
    try {
      for (const node of nodes) node.start();
      await Promise.all(
        nodes.map((node) => node.until(() => node.statsAcknowledged > 3, PATIENCE_MS)),
      );
      await host.stop();
      await Promise.all(nodes.map((node) => node.until(() => node.queued === 100, PATIENCE_MS)));
      assert.equal(nodes[0]?.closes[0], 1001, "the control host says goodbye");
      host = await host.again();
      for (const node of nodes) {
        await node.until(() => node.registered && node.queued === 0, PATIENCE_MS);
        const before = node.statsAcknowledged;
        await node.until(() => node.statsAcknowledged > before + 5, PATIENCE_MS);
        assert.deepEqual(node.closes.filter((code) => code === 1008 || code === 1011), []);
      }
    } finally {
      for (const node of nodes) node.stop();
      await host.stop();
    }
  }));
