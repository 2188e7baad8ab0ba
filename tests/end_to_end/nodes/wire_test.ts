import assert from "node:assert/strict";
// @ts-types="@types/ws"
import { WebSocket } from "ws";
import type { ScriptedNode } from "../../../agents/nodes/scripted_node.ts";
import { MAX_FRAME_BYTES } from "../../../protocols/mserver/decoder.ts";
import { NodePeer } from "../../adapters/websocket/gateway_bench.ts";
import { type NodeStage, PATIENCE_MS, withNodeStage } from "./stage.ts";

/** Runs a misdeed beside a client that behaves; that one must not notice. */
function withNeighbour(
  misdeed: (
    stage: NodeStage,
    dial: () => Promise<NodePeer>,
    neighbour: ScriptedNode,
  ) => Promise<void>,
): Promise<void> {
  return withNodeStage(async (stage) => {
    const neighbour = stage.join({ build: "M11", serverId: "neighbour", intervalMs: 50 });
    await neighbour.until(() => neighbour.statsAcknowledged >= 2, PATIENCE_MS);
    const peers: NodePeer[] = [];
    const dial = () => {
      const peer = new NodePeer(new WebSocket(`${stage.wsUrl}/ws`));
      peers.push(peer);
      return peer.opened();
    };
    try {
      await misdeed(stage, dial, neighbour);
      const before = neighbour.statsAcknowledged;
      await neighbour.until(() => neighbour.statsAcknowledged > before + 2, PATIENCE_MS);
      assert.deepEqual([neighbour.connects, neighbour.closes], [1, []]);
    } finally {
      for (const { socket } of peers) socket.terminate();
    }
  });
}

const container = (name: string) => ({ id: "a", name, status: "running" });
const stats = (names: readonly string[], sequence: number) => ({
  type: "stats",
  timestamp: Date.now(),
  sequence,
  data: { system: {}, containers: names.map(container) },
});

Deno.test("a wrong first frame is closed with 1008 and one log line, each kind alike", () =>
  withNeighbour(async ({ complaints }, dial) => {
    const firsts: readonly unknown[] = [
      stats(["a"], 1),
      "{",
      [],
      { type: "register", serverId: "../../etc/passwd" },
      { type: "register", serverId: "😀" },
      { type: "register", serverId: "a".repeat(65) },
    ];
    for (const first of firsts) {
      const peer = await dial();
      peer.say(first);
      const { code, reason } = await peer.closed;
      assert.equal(code, 1008);
      assert.match(reason, /^the first frame must be a register/);
      assert.deepEqual(peer.frames, [], "nothing goes out before register_ack");
    }
    assert.deepEqual(complaints(), ["notRegistered 127.0.0.1"]);
  }));

Deno.test("frames that make no sense are answered with an error, and the link is kept", () =>
  withNeighbour(async ({ complaints, look }, dial) => {
    const peer = await (await dial()).register("odd");
    const frames: readonly unknown[] = [
      "{",
      [],
      { type: "stats" },
      stats(["../../etc/passwd"], 1),
      stats(["a/b"], 2),
      { type: "key_update", data: { container: "3node0", session_key: "0xsecret" } },
      { type: "key_update", data: { container: "a/../b", session_key: `0x${"ab".repeat(128)}` } },
    ];
    for (const frame of frames) peer.say(frame);
    peer.socket.send(new Uint8Array([1, 2, 3]));
    peer.say({ type: "ping" });
    await peer.frame("pong");
    const errors = peer.frames.filter(({ type }) => type === "error");
    assert.equal(errors.length, 8);
    assert.doesNotMatch(JSON.stringify(errors), /passwd|secret|abab/);
    peer.say(stats(["3node0"], 3));
    await peer.frame("stats_ack");
    assert.deepEqual((await look("odd")).members.map(({ name }) => name), ["3node0"]);
    assert.deepEqual(complaints(), ["violation 127.0.0.1"]);
  }));

Deno.test("a message of one byte too many is closed with 1009", () =>
  withNeighbour(async ({ complaints }, dial) => {
    const peer = await (await dial()).register("large");
    peer.say("x".repeat(MAX_FRAME_BYTES + 1));
    assert.equal((await peer.closed).code, 1009);
    assert.deepEqual(complaints(), ["badFrame 127.0.0.1"]);
  }));

Deno.test("a flood of stats waits in the network, and nothing of it is lost", () =>
  withNeighbour(async ({ complaints, look }, dial) => {
    const peer = await (await dial()).register("flood");
    for (let n = 1; n <= 560; n++) peer.say(stats(["3node0"], n));
    while (peer.frames.filter(({ type }) => type === "stats_ack").length < 560) {
      await new Promise((resolve) => peer.socket.once("message", resolve));
    }
    const { sequence } = await look("flood");
    assert.equal(sequence.missing, 0);
    assert.deepEqual(complaints(), ["flood 127.0.0.1"]);
  }));

Deno.test("a second client of the same server id takes over, and the first is closed", () =>
  withNeighbour(async ({ look }, dial) => {
    const first = await (await dial()).register("twice");
    const second = await (await dial()).register("twice");
    assert.match((await first.closed).reason, /replaced/);
    second.say(stats(["3node0"], 1));
    await second.frame("stats_ack");
    assert.equal((await look("twice")).connected, true);
  }));

Deno.test("answers to unknown ids, and answers twice, change nothing", () =>
  withNeighbour(async ({ order, api }, dial) => {
    const peer = await (await dial()).register("answers");
    peer.say(stats(["3node0"], 1));
    await peer.frame("stats_ack");
    const answer = (id: unknown, result: string) =>
      peer.say({ type: "command_response", data: { command_id: id, status: "completed", result } });
    answer("cmd_1_unknown", "stray");
    const command = await order("answers", "status");
    await peer.frame("command");
    answer(command.id, "first");
    answer(command.id, "second");
    const ended = await api.finished(command, PATIENCE_MS);
    assert.deepEqual([ended.state, ended.result], ["completed", { output: "first" }]);
    peer.say({ type: "ping" });
    await peer.frame("pong");
    const later = await api.call<typeof ended>(`/api/v1/commands/${command.id}`);
    assert.deepEqual([later.state, later.result], ["completed", { output: "first" }]);
  }));
