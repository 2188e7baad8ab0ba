import assert from "node:assert/strict";
import {
  createScriptedNode,
  type ScriptedNode,
  type ScriptedNodeOptions,
} from "../../../agents/nodes/scripted_node.ts";
import { type BareMserver, withBareMserver } from "./bare_mserver.ts";

const PATIENCE_MS = 10_000;

/** Runs a client against a bare server, a hundred times as fast as in the field. */
function withNode(
  options: Partial<ScriptedNodeOptions>,
  test: (node: ScriptedNode, server: BareMserver) => Promise<void>,
  prepare: (server: BareMserver) => void = () => {},
): Promise<void> {
  return withBareMserver(async (server) => {
    prepare(server);
    const given = {
      build: "M11",
      url: server.url,
      serverId: "4F1A09C27B3E",
      timeScale: 100,
    } as const;
    const node = createScriptedNode({ ...given, ...options });
    node.start();
    try {
      await test(node, server);
    } finally {
      node.stop();
    }
  });
}

function ofType(server: BareMserver, type: string): Record<string, unknown>[] {
  return (server.heard as Record<string, unknown>[]).filter((frame) => frame.type === type);
}

Deno.test("an M11 client registers, streams in sequence, beats and sums up", () =>
  withNode({}, async (node, server) => {
    await node.until(() => node.statsAcknowledged >= 65, PATIENCE_MS);
    assert.equal(server.handshakes[0], "/ws/monitoring/ undefined");
    assert.equal(ofType(server, "register")[0]?.version, "1.1.0");
    const sequences = [...ofType(server, "stats"), ...ofType(server, "summary")]
      .map(({ sequence }) => Number(sequence)).sort((a, b) => a - b);
    assert.deepEqual(sequences, sequences.map((_, at) => at + 1));
    assert.ok(ofType(server, "summary").length >= 1);
    assert.ok(ofType(server, "heartbeat").length >= 1);
    assert.deepEqual(server.requests, [], "a client without a token saves no logs");
  }));

Deno.test("an M11 client gives up a connection whose first frame is anything but a good register_ack", () =>
  withNode({}, async (node, server) => {
    await node.until(() => node.failures.length >= 2, PATIENCE_MS);
    assert.deepEqual(node.failures.slice(0, 2), Array(2).fill('the first frame was "welcome"'));
    assert.deepEqual(ofType(server, "stats"), []);
    server.manners.greeting = { type: "register_ack", status: "success" };
    await node.until(() => node.registered, PATIENCE_MS);
  }, (server) => server.manners.greeting = { type: "welcome" }));

Deno.test("an M11 client gives up a connection on which no register_ack comes", () =>
  withNode({ answerTimeScale: 100 }, async (node) => {
    await node.until(() => node.failures.length >= 1, PATIENCE_MS);
    assert.equal(node.failures[0], "no register_ack within 5000 ms");
  }, (server) => server.manners.greeting = null));

Deno.test("an M11 client doubles its delay from dial to dial, and starts over after a success", () =>
  withNode({}, async (node, server) => {
    await node.until(() => node.failures.length >= 4, PATIENCE_MS);
    server.manners.greeting = { type: "register_ack", status: "success" };
    const before = Date.now();
    await node.until(() => node.registered, PATIENCE_MS);
    assert.ok(Date.now() - before >= 60, "16 s at a hundred times the speed, minus some slack");
    server.cut();
    await node.until(() => !node.registered, PATIENCE_MS);
    const cutAt = Date.now();
    await node.until(() => node.registered, PATIENCE_MS);
    assert.ok(Date.now() - cutAt < 1_000);
  }, (server) => server.manners.greeting = { type: "welcome" }));

Deno.test("an M11 client keeps the latest hundred readings while it is away, and flushes them at once", () =>
  withNode({ timeScale: 1_000 }, async (node, server) => {
    await node.until(() => node.queued === 100, PATIENCE_MS);
    server.manners.greeting = { type: "register_ack", status: "success" };
    await node.until(() => node.statsAcknowledged >= 100, PATIENCE_MS);
    const sequences = ofType(server, "stats").slice(0, 100).map(({ sequence }) => Number(sequence));
    const first = sequences[0] ?? 0;
    assert.deepEqual(sequences, sequences.map((_, at) => first + at));
    assert.equal(node.queued, 0);
  }, (server) => server.manners.greeting = { type: "welcome" }));

Deno.test("an M11 client carries commands out one by one, with what M11 answers", () =>
  withNode({}, async (node, server) => {
    await node.until(() => node.registered, PATIENCE_MS);
    for (const [id, command] of [["a", "logs"], ["b", "rotate_keys"], ["c", "dance"]]) {
      server.send({
        type: "command",
        data: { id, command, target: "3node0", params: { lines: 2 } },
      });
    }
    await node.until(() => ofType(server, "command_response").length === 3, PATIENCE_MS);
    const answers = ofType(server, "command_response").map(({ data }) =>
      data as Record<string, unknown>
    );
    assert.deepEqual(answers.map(({ command_id, status }) => [command_id, status]), [
      ["a", "completed"],
      ["b", "completed"],
      ["c", "failed"],
    ]);
    assert.equal(answers[0]?.result, "block imported\nblock imported");
    assert.match(String(answers[1]?.result), /^새 세션 키: 0x[0-9a-f]{256}$/);
    assert.ok(Number(answers[0]?.timestamp) < 1e11, "seconds");
  }));

Deno.test("an M11 client reads 32 more frames during a command, then stops, and closes with 1011", () =>
  withNode(
    { commands: () => ({ takesMs: 1e9 }), answerTimeScale: 20, timeScale: 100 },
    async (node, server) => {
      await node.until(() => node.registered, PATIENCE_MS);
      server.send({
        type: "command",
        data: { id: "a", command: "exec", target: "3node0", params: {} },
      });
      await node.until(() => node.busy, PATIENCE_MS);
      const before = node.received.length;
      await node.until(() => node.closes.length > 0, PATIENCE_MS);
      assert.equal(node.received.length, before);
      assert.ok([1011, 1006].includes(node.closes[0] ?? 0));
      assert.deepEqual(ofType(server, "command_response"), []);
    },
  ));

Deno.test("an M11 client stays through a long command when nothing is sent to it meanwhile", () =>
  withNode(
    { commands: () => ({ takesMs: 60_000, result: "done" }), answerTimeScale: 20 },
    async (node, server) => {
      await node.until(() => node.registered, PATIENCE_MS);
      server.manners.acknowledges = false;
      server.send({
        type: "command",
        data: { id: "a", command: "exec", target: "3node0", params: {} },
      });
      await node.until(() => ofType(server, "command_response").length === 1, PATIENCE_MS);
      assert.equal(node.connects, 1);
      assert.ok(server.pings >= 2, "its pings went on");
    },
  ));

Deno.test("an M11 client whose pings are not answered closes", () =>
  withNode({ answerTimeScale: 100 }, async (node) => {
    await node.until(() => node.closes.length > 0, PATIENCE_MS);
  }, (server) => server.manners.pongs = false));

Deno.test("an M10 client sends its small schema on /ws, and waits for each stats_ack", () =>
  withNode({ build: "M10", answerTimeScale: 50 }, async (node, server) => {
    await node.until(() => node.ackTimeouts >= 1, PATIENCE_MS);
    assert.equal(server.handshakes[0], "/ws undefined");
    const [first] = ofType(server, "stats");
    assert.equal(first?.interval, undefined);
    assert.equal((first?.data as Record<string, unknown>).server_id, "4F1A09C27B3E");
    await node.until(() => node.ackTimeouts >= 5, PATIENCE_MS);
    const sentBefore = node.statsSent;
    assert.ok(sentBefore <= 2, `${sentBefore} were sent without an acknowledgement`);
    server.manners.acknowledges = true;
    await node.until(() => node.statsAcknowledged >= 5, PATIENCE_MS);
  }, (server) => server.manners.acknowledges = false));

Deno.test("a client with a user logs in before it dials, shows its token, and saves its summaries", () =>
  withNode(
    { credentials: { username: "ops", password: "secret" } },
    async (node, server) => {
      await node.until(() => node.http.logsSaved >= 1, PATIENCE_MS);
      assert.equal(
        server.requests[0],
        'POST /api/auth/login/ undefined {"username":"ops","password":"secret"}',
      );
      assert.equal(server.handshakes[0], "/ws/monitoring/ Token issued");
      assert.match(
        server.requests[1] ?? "",
        /^POST \/api\/server-logs\/save\/ Token issued \{"server_id"/,
      );
    },
  ));

Deno.test("a client with an old token waits until it is confirmed", () =>
  withNode({ token: "old" }, async (node, server) => {
    await node.until(() => server.requests.length >= 2, PATIENCE_MS);
    assert.equal(node.connects, 0);
    server.manners.authStatus = 200;
    await node.until(() => node.registered, PATIENCE_MS);
    assert.equal(server.requests[0], "GET /api/auth/verify/ Token old ");
    assert.equal(server.handshakes[0], "/ws/monitoring/ Token old");
  }, (server) => server.manners.authStatus = 401));

Deno.test("a client of June 2025 encodes its validator events twice", () =>
  withNode({ build: "M11J" }, async (node, server) => {
    await node.until(() => node.registered, PATIENCE_MS);
    assert.equal(node.reportValidator("3node0", "activated", 7), true);
    await node.until(() => server.heard.some((each) => typeof each === "string"), PATIENCE_MS);
    const text = server.heard.find((each) => typeof each === "string") as string;
    assert.equal(JSON.parse(text).data.is_authority, true);
  }));
