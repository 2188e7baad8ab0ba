import assert from "node:assert/strict";
import type { NodeAgentSettings } from "../../../command_line/agents/node_agent_host.ts";
import { FakeHost } from "../fakes/fake_host.ts";

const PEM = "-----BEGIN CERTIFICATE-----\nMII=\n-----END CERTIFICATE-----\n";
const DEFAULTS: NodeAgentSettings = {
  servers: ["wss://127.0.0.1:8443/ws/monitoring/", "ws://127.0.0.1:8080/ws/monitoring/"],
  serverId: null,
  ca: null,
  login: null,
  engine: "unix:///var/run/docker.sock",
  nodes: null,
  intervalMs: 1_000,
  backupDir: "./agent-node/backups",
  payout: null,
  rpcPorts: {},
  basePaths: {},
  stateDir: "./agent-node",
  logLevel: "info",
  logFormat: "auto",
};

async function settingsOf(
  words: readonly string[],
  prepare: (host: FakeHost) => void = () => {},
): Promise<NodeAgentSettings> {
  const host = new FakeHost();
  prepare(host);
  const { code, err } = await host.run("agent", "node", ...words);
  assert.deepEqual([code, err], [0, ""]);
  return host.nodeAgents[0] ?? assert.fail("no agent was started");
}

Deno.test("agent node reports this machine to this machine when nothing is said", async () => {
  assert.deepEqual(await settingsOf([]), DEFAULTS);
});

Deno.test("agent node takes every option", async () => {
  const words = [
    ...["--server", "wss://control.example:9443/ws", "--server-id", "rack-07", "--ca", "ca.pem"],
    ...["--username", "ops", "--password-file", "password", "--engine", "tcp://127.0.0.1:2375"],
    ...["--nodes", "validator, archive", "--interval", "5s", "--backup-dir", "/var/backups/keys"],
    ...["--payout-program", "/usr/local/bin/payout", "--payout-args", "--node {container}  now"],
    ...["--rpc-ports", "validator=9944, archive=9945", "--base-paths", "validator=/chain"],
    ...["--state-dir", "/var/lib/node", "--log-level", "debug", "--log-format", "json"],
  ];
  const read = await settingsOf(words, ({ files }) => {
    files.set("ca.pem", PEM);
    files.set("password", "secret word\r\n");
  });
  assert.deepEqual(read, {
    servers: ["wss://control.example:9443/ws"],
    serverId: "rack-07",
    ca: PEM,
    login: { username: "ops", password: "secret word" },
    engine: "tcp://127.0.0.1:2375",
    nodes: ["validator", "archive"],
    intervalMs: 5_000,
    backupDir: "/var/backups/keys",
    payout: { program: "/usr/local/bin/payout", args: ["--node", "{container}", "now"] },
    rpcPorts: { validator: 9_944, archive: 9_945 },
    basePaths: { validator: "/chain" },
    stateDir: "/var/lib/node",
    logLevel: "debug",
    logFormat: "json",
  });
});

const SERVERS: readonly (readonly [string, ...string[]])[] = [
  ["192.0.2.10", "wss://192.0.2.10:8443/ws/monitoring/", "ws://192.0.2.10:8080/ws/monitoring/"],
  ["control.example:443", ...["wss", "ws"].map((s) => `${s}://control.example:443/ws/monitoring/`)],
  ["control.example:80/ws", "wss://control.example:80/ws", "ws://control.example:80/ws"],
  ["ws://192.0.2.10", "ws://192.0.2.10:8080/ws/monitoring/"],
  ["ws://192.0.2.10:80", "ws://192.0.2.10:80/ws/monitoring/"],
  ["wss://control.example", "wss://control.example:8443/ws/monitoring/"],
  ["WSS://control.example:443/ws/", "wss://control.example:443/ws/"],
  [
    "[2001:db8::1]",
    "wss://[2001:db8::1]:8443/ws/monitoring/",
    "ws://[2001:db8::1]:8080/ws/monitoring/",
  ],
];

for (const [typed, ...servers] of SERVERS) {
  Deno.test(`agent node dials ${servers.length} place(s) for ${typed}`, async () => {
    assert.deepEqual((await settingsOf(["--server", typed])).servers, servers);
  });
}

Deno.test("agent node reads flags, then variables, then its config file, and the password from neither flag", async () => {
  const read = await settingsOf(["--nodes", "flag"], (host) => {
    host.env.SIGNALBOX_AGENT_CONFIG = "node.yaml";
    host.env.SIGNALBOX_AGENT_NODES = "variable";
    host.env.SIGNALBOX_AGENT_SERVER_ID = "of-variable";
    host.env.SIGNALBOX_AGENT_PASSWORD = "of-variable";
    host.files.set(
      "node.yaml",
      "nodes: file\nserverId: of-file\nusername: ops\npassword: of-file\ninterval: 2s\n",
    );
  });
  assert.deepEqual([read.nodes, read.serverId, read.login, read.intervalMs], [
    ["flag"],
    "of-variable",
    { username: "ops", password: "of-variable" },
    2_000,
  ]);
});

const REFUSED: readonly (readonly [readonly string[], RegExp])[] = [
  [["--server", "http://192.0.2.10"], /^--server: must be host\[:port\], or ws:\/\/ or wss:\/\//],
  [["--server", "ops:secret@192.0.2.10"], /^--server: must be/],
  [["--server", "two words"], /^--server: must be/],
  [["--server", ""], /^--server: must be/],
  [["--server-id", "a/b"], /^--server-id: must be 1 to 64 letters/],
  [["--ca", "missing.pem"], /^missing\.pem: /],
  [["--ca", "no.pem"], /^--ca: must be a certificate in PEM/],
  [["--username", "ops"], /^A login takes both/],
  [["--password-file", "no.pem"], /^A login takes both/],
  [["--engine", "npipe:////./pipe/docker"], /^--engine: must be unix:\/\/\/path/],
  [["--nodes", "a,,b"], /^--nodes: must be names of containers/],
  [["--interval", "10ms"], /^--interval: must be/],
  [["--payout-args", "x"], /^--payout-args says what a program is given/],
  [["--rpc-ports", "validator"], /^--rpc-ports: must be container=port/],
  [["--rpc-ports", "validator=0"], /^--rpc-ports: must be/],
  [["--base-paths", "validator=data"], /^--base-paths: must be container=\/path/],
];

for (const [words, line] of REFUSED) {
  const shown = words.join(" ");
  Deno.test(`agent node refuses ${JSON.stringify(shown)} in one line, with code 2`, async () => {
    const host = new FakeHost();
    host.files.set("no.pem", "hello");
    const { code, out, err } = await host.run("agent", "node", ...words);
    assert.deepEqual([code, out, host.nodeAgents], [2, "", []]);
    assert.match(err, line);
    assert.equal(err.trimEnd().split("\n").length, 1);
  });
}

Deno.test("agent node --help names every option, its variable, and examples, in both languages", async () => {
  for (
    const [language, about] of [["en", /Report this machine's/], [
      "ko",
      /컨테이너 상태를 보고/,
    ]] as const
  ) {
    const host = new FakeHost();
    host.env.SIGNALBOX_LANG = language;
    const { code, out } = await host.run("agent", "node", "--help");
    assert.equal(code, 0);
    assert.match(out, about);
    for (
      const word of ["--payout-program", "SIGNALBOX_AGENT_RPC_PORTS", "SIGNALBOX_AGENT_PASSWORD"]
    ) {
      assert.ok(out.includes(word), word);
    }
    assert.match(out, /agent node --server 192\.0\.2\.10/);
  }
});
