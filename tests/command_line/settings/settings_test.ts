import assert from "node:assert/strict";
import { loadSettings, type TypedFlags } from "../../../command_line/settings/settings.ts";
import { textsFor } from "../../../command_line/texts/texts.ts";

interface Given {
  readonly flags?: TypedFlags;
  readonly env?: Record<string, string>;
  readonly file?: string;
  readonly language?: string;
}

function load({ flags = {}, env = {}, file, language = "en" }: Given) {
  return loadSettings({
    flags,
    env,
    configPath: file === undefined ? undefined : "s.yaml",
    readTextFile: () => Promise.resolve(file ?? ""),
    texts: textsFor(language, ""),
  });
}

async function problems(given: Given): Promise<readonly string[]> {
  const outcome = await load(given);
  return outcome.ok ? assert.fail("the settings were taken") : outcome.problems;
}

Deno.test("loadSettings() takes flag, then variable, then file, then default", async () => {
  const env = { SIGNALBOX_HTTP_PORT: "2", SIGNALBOX_DEVICE_PORT: "3" };
  const file = "httpPort: 4\ndevicePort: 5\ntlsPort: 6\n";
  const outcome = await load({ flags: { httpPort: "1" }, env, file });
  assert.ok(outcome.ok);
  const { httpPort, devicePort, tlsPort, logLevel } = outcome.settings;
  assert.deepEqual([httpPort, devicePort, tlsPort, logLevel], [1, 3, 6, "info"]);
  assert.deepEqual(outcome.sources.httpPort, { kind: "flag", place: "--http-port" });
  assert.deepEqual(outcome.sources.devicePort, {
    kind: "variable",
    place: "SIGNALBOX_DEVICE_PORT",
  });
  assert.deepEqual(outcome.sources.tlsPort, { kind: "file", place: "s.yaml:3:10" });
  assert.equal(outcome.sources.logLevel?.kind, "default");
});

Deno.test("loadSettings() reads JSON, and an empty file, as a config file", async () => {
  const json = await load({ file: '{"httpPort": 0, "logFormat": "json"}' });
  assert.ok(json.ok);
  assert.equal(json.settings.httpPort, 0);
  assert.ok((await load({ file: "" })).ok);
});

const BAD: readonly (readonly [why: string, given: Given, problem: RegExp])[] = [
  [
    "an unknown key",
    { file: "logLevel: info\nhtpPort: 1\n" },
    /^s\.yaml:2:1: htpPort: .*httpPort\?$/,
  ],
  [
    "an unknown variable",
    { env: { SIGNALBOX_HTTP_PROT: "1" } },
    /^SIGNALBOX_HTTP_PROT: .*SIGNALBOX_HTTP_PORT\?$/,
  ],
  [
    "a wrong type",
    { file: "httpPort: many\n" },
    /^s\.yaml:1:11: httpPort: must be a whole number from 0 to 65535, got "many"\.$/,
  ],
  [
    "a text in a flag",
    { flags: { httpPort: "8000x" } },
    /^--http-port: must be a whole number .*"8000x"/,
  ],
  [
    "a number out of range",
    { env: { SIGNALBOX_TLS_PORT: "65536" } },
    /^SIGNALBOX_TLS_PORT: must be .*65535, got 65536\.$/,
  ],
  [
    "a number with a fraction",
    { file: "maxDisplays: 1.5\n" },
    /maxDisplays: must be a whole number from 1 to 100000, got 1\.5/,
  ],
  [
    "a word nobody knows",
    { flags: { logLevel: "wran" } },
    /^--log-level: must be one of debug, info, warn, error, got "wran"\. Did you mean warn\?$/,
  ],
  [
    "an empty path",
    { env: { SIGNALBOX_DATA_DIR: "" } },
    /^SIGNALBOX_DATA_DIR: must be a path, got ""\.$/,
  ],
  [
    "a certificate without a key",
    { file: "tlsCert: a.pem\n" },
    /^s\.yaml:1:10: tlsCert needs tlsKey too\.$/,
  ],
  [
    "a key without a certificate",
    { flags: { tlsKey: "a.pem" } },
    /^--tls-key: tlsKey needs tlsCert too\.$/,
  ],
  [
    "a certificate beside one of our own",
    { flags: { tlsSelfSigned: true }, file: "tlsCert: a.pem\ntlsKey: b.pem\n" },
    /^--tls-self-signed: .*s\.yaml:1:10 exclude each other/,
  ],
  [
    "a switch that is neither on nor off",
    { env: { SIGNALBOX_TLS_SELF_SIGNED: "maybe" } },
    /^SIGNALBOX_TLS_SELF_SIGNED: must be one of true, false, got "maybe"\.$/,
  ],
  [
    "a name that no certificate can have",
    { flags: { tlsNames: "box.example, 192.0.2.7:8443" } },
    /^--tls-names: must be names or addresses, separated by commas/,
  ],
  [
    "a token policy nobody knows",
    { flags: { nodeTokens: "requried" } },
    /^--node-tokens: must be one of optional, required, migrate, .* Did you mean required\?$/,
  ],
  [
    "a list for a file",
    { file: "- httpPort\n" },
    /^s\.yaml:1:1: a config file is a list of `name: value` lines\.$/,
  ],
  ["broken YAML", { file: "httpPort: [1\n" }, /^s\.yaml:\d+:\d+: /],
  ["a key given twice", { file: "httpPort: 1\nhttpPort: 2\n" }, /^s\.yaml:2:1: .*unique/],
];

for (const [why, given, problem] of BAD) {
  Deno.test(`loadSettings() names the place and the rule when there is ${why}`, async () => {
    const [line = "", ...others] = await problems(given);
    assert.match(line, problem);
    assert.deepEqual(others, []);
  });
}

Deno.test("loadSettings() takes a switch from flag, variable and file", async () => {
  const given = [
    { flags: { tlsSelfSigned: true } },
    { env: { SIGNALBOX_TLS_SELF_SIGNED: "1" } },
    { file: "tlsSelfSigned: true\n" },
    { file: "tlsSelfSigned: true\n", env: { SIGNALBOX_TLS_SELF_SIGNED: "false" } },
  ] as const;
  const loaded = await Promise.all(given.map(load));
  const seen = loaded.map((each) => each.ok && each.settings.tlsSelfSigned);
  assert.deepEqual(seen, [true, true, true, false]);
});

Deno.test("loadSettings() leaves alone the variables of clients, the console and agents", async () => {
  const names = ["CONFIG", "URL", "TOKEN", "LANG", "HISTORY", "AGENT_SERVER"];
  const env = Object.fromEntries(names.map((name) => [`SIGNALBOX_${name}`, "x"]));
  assert.ok((await load({ env })).ok);
});

Deno.test("loadSettings() never repeats a secret when it is wrong", async () => {
  const [line = ""] = await problems({ env: { SIGNALBOX_ADMIN_TOKEN: "hunter2" } });
  assert.match(line, /^SIGNALBOX_ADMIN_TOKEN: must be sbx_.*got \*\*\*\.$/);
});

Deno.test("loadSettings() tells every problem at once, overruled values included", async () => {
  const given = { flags: { httpPort: "1" }, file: "httpPort: x\nlogLevel: y\n" };
  assert.equal((await problems(given)).length, 2);
});

Deno.test("loadSettings() says so when the config file cannot be read", async () => {
  const outcome = await loadSettings({
    flags: {},
    env: {},
    configPath: "gone.yaml",
    readTextFile: () => Promise.reject(new Error("No such file\u001b[2J")),
    texts: textsFor("en", ""),
  });
  assert.deepEqual(outcome, {
    ok: false,
    problems: ["gone.yaml: the config file cannot be read (No such file [2J)"],
  });
});

Deno.test("loadSettings() speaks Korean when asked to", async () => {
  const [line] = await problems({ flags: { httpPort: "x" }, language: "ko" });
  assert.equal(line, '--http-port: 올바른 값: 0부터 65535까지의 정수. 받은 값: "x".');
});
