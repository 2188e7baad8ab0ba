import assert from "node:assert/strict";
import type {
  NodeAgentSettings,
  RunningNodeAgent,
} from "../../../command_line/agents/node_agent_host.ts";
import { serveNode } from "../../../command_line/agents/serve_node.ts";
import { textsFor } from "../../../command_line/texts/texts.ts";
import { type Served, served } from "../fakes/serve_stage.ts";

const SETTINGS: NodeAgentSettings = {
  servers: ["ws://192.0.2.10:8080/ws/monitoring/"],
  serverId: null,
  ca: null,
  login: null,
  engine: "unix:///run/docker.sock",
  nodes: null,
  intervalMs: 1_000,
  backupDir: "/var/backups",
  payout: null,
  rpcPorts: {},
  basePaths: {},
  stateDir: "/var/lib/node",
  logLevel: "info",
  logFormat: "auto",
};

function run(
  start: () => Promise<RunningNodeAgent>,
  settings: Partial<NodeAgentSettings> = {},
  language = "en",
): Promise<Served> {
  const agentTexts = textsFor(language, "").nodeAgent;
  return served(
    language,
    (needs) => serveNode({ ...SETTINGS, ...settings }, { start, agentTexts, ...needs }),
  );
}

function agent(nodes: readonly string[] | null, trouble = ""): () => Promise<RunningNodeAgent> {
  const stop = () => Promise.resolve();
  return () => Promise.resolve({ serverId: "4f1a09c27b3e", nodes, trouble, stop });
}

Deno.test("serveNode() says who it is, where, and of which nodes, and ends with code 0", async () => {
  assert.deepEqual(await run(agent(["3node0", "node1"])), {
    code: 0,
    said: [
      "Node host 4f1a09c27b3e, at ws://192.0.2.10:8080/ws/monitoring/.",
      "Nodes at unix:///run/docker.sock: 3node0, node1.",
      "Pays nothing out; --payout-program names what does.",
      "Stop it with Ctrl+C; containers run on.",
      "Stopping: what is under way, then the connection.",
      "Stopped.",
    ],
  });
});

Deno.test("serveNode() says that no container is a node, that Docker is away, and what pays out", async () => {
  const none = await run(agent([]));
  assert.match(none.said[1] ?? "", /^No container at unix:\/\/\/run\/docker\.sock is called as/);
  const payout = { program: "/bin/pay", args: [] };
  const away = await run(agent(null, "Nobody listens at /run/docker.sock"), { payout });
  assert.deepEqual(away.said.slice(1, 3), [
    "Nobody listens at /run/docker.sock. Tried again for ever.",
    "Payouts run /bin/pay.",
  ]);
});

const FAILURES = [
  ["taken", "en", "Another agent works with /x. Choose another folder with --state-dir."],
  ["unusable", "en", "The state folder cannot be used: /x. Choose another with --state-dir."],
  ["noServerId", "en", "This machine has no id of its own: name it with --server-id."],
  ["noServerId", "ko", "이 컴퓨터에는 고유 ID가 없습니다. --server-id로 이름을 정하십시오."],
] as const;

for (const [code, language, line] of FAILURES) {
  Deno.test(`serveNode() ends with code 2 and one line when it cannot start: ${code} (${language})`, async () => {
    const start = () => Promise.reject(Object.assign(new Error("no"), { code, what: "/x" }));
    assert.deepEqual(await run(start, {}, language), { code: 2, said: [line] });
  });
}
