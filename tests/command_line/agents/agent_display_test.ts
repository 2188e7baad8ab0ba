import assert from "node:assert/strict";
import type { DisplayAgentSettings } from "../../../command_line/agents/display_agent_host.ts";
import { FakeHost } from "../fakes/fake_host.ts";

const DEFAULTS: DisplayAgentSettings = {
  server: "http://127.0.0.1:8000",
  name: null,
  address: null,
  stateDir: "./agent-display",
  shell: "auto",
  allow: null,
  allowPower: false,
  logLevel: "info",
  logFormat: "auto",
};

async function settingsOf(
  words: readonly string[],
  prepare: (host: FakeHost) => void = () => {},
): Promise<DisplayAgentSettings> {
  const host = new FakeHost();
  prepare(host);
  const { code, err } = await host.run("agent", "display", ...words);
  assert.deepEqual([code, err], [0, ""]);
  return host.displays[0] ?? assert.fail("no agent was started");
}

Deno.test("agent display is this machine's display when nothing is said", async () => {
  assert.deepEqual(await settingsOf([]), DEFAULTS);
});

Deno.test("agent display takes every option", async () => {
  const words = [
    ...["--server", "https://control.example/", "--name", " Wall L2 ", "--address", "192.0.2.31"],
    ...["--state-dir", "/var/lib/show", "--shell", "never", "--allow", "Stage.exe, D:\\show\\"],
    ...["--allow-power", "true"],
    ...["--log-level", "debug", "--log-format", "json"],
  ];
  assert.deepEqual(await settingsOf(words), {
    server: "https://control.example",
    name: "Wall L2",
    address: "192.0.2.31",
    stateDir: "/var/lib/show",
    shell: "never",
    allow: ["Stage.exe", "D:\\show\\"],
    allowPower: true,
    logLevel: "debug",
    logFormat: "json",
  });
});

Deno.test("agent display takes allowPower from its config file, and true or false alone", async () => {
  const { allowPower } = await settingsOf(["--config", "agent.yaml"], (host) => {
    host.files.set("agent.yaml", "allowPower: true\n");
  });
  assert.equal(allowPower, true);
  const { code, err } = await new FakeHost().run("agent", "display", "--allow-power", "maybe");
  assert.equal(code, 2);
  assert.match(err, /^--allow-power: .*true, false/);
});

Deno.test("agent display takes a bare host for one at port 8000", async () => {
  const servers = [
    ["192.0.2.10", "http://192.0.2.10:8000"],
    ["control.example:9000", "http://control.example:9000"],
    ["http://192.0.2.10", "http://192.0.2.10"],
    ["[2001:db8::1]", "http://[2001:db8::1]:8000"],
  ] as const;
  for (const [typed, server] of servers) {
    assert.equal((await settingsOf(["--server", typed])).server, server);
  }
});

Deno.test("agent display reads flags, then variables, then its config file", async () => {
  const { server, name, shell, allow } = await settingsOf(["--name", "Flag"], (host) => {
    host.env.SIGNALBOX_AGENT_CONFIG = "agent.yaml";
    host.env.SIGNALBOX_AGENT_NAME = "Variable";
    host.env.SIGNALBOX_AGENT_SHELL = "never";
    host.files.set("agent.yaml", "name: File\nshell: always\nallow: Stage\nserver: 192.0.2.10\n");
  });
  assert.deepEqual([server, name, shell, allow], [
    "http://192.0.2.10:8000",
    "Flag",
    "never",
    ["Stage"],
  ]);
});

Deno.test("agent display reads the config.json of a client in the field", async () => {
  const file = { server_url: "http://192.0.2.10:8000", client_name: "Wall-L2", saved_at: "2025" };
  const read = await settingsOf(["--config", "config.json"], (host) => {
    host.files.set("config.json", JSON.stringify(file));
  });
  assert.deepEqual(read, { ...DEFAULTS, server: "http://192.0.2.10:8000", name: "Wall-L2" });
});

const REFUSED: readonly (readonly [readonly string[], RegExp])[] = [
  [
    ["--server", "http://192.0.2.10/show"],
    /^--server: must be http:\/\/ or https:\/\/ with a host/,
  ],
  [["--server", "two words"], /^--server: must be/],
  [["--name", "a\u202eb"], /^--name: must be 1 to 255 characters that can be shown/],
  [["--name", "x".repeat(256)], /^--name/],
  [["--address", "192.0.2.7:80"], /^--address: must be an address or a host name, without a port/],
  [["--allow", "Stage,,sh"], /^--allow: must be programs with commas between/],
  [["--shell", "sometimes"], /^--shell: must be one of auto, always, never/],
  [["--shell", "always", "--allow", "Stage"], /^--shell always and --allow exclude each other/],
  [["--config", "missing.json"], /^missing\.json: /],
];

for (const [words, line] of REFUSED) {
  const shown = words.join(" ").slice(0, 40);
  Deno.test(`agent display refuses ${JSON.stringify(shown)} in one line, with code 2`, async () => {
    const host = new FakeHost();
    const { code, out, err } = await host.run("agent", "display", ...words);
    assert.deepEqual([code, out, host.displays], [2, "", []]);
    assert.match(err, line);
  });
}
