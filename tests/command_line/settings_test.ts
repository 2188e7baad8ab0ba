import assert from "node:assert/strict";
import { didYouMean } from "../../command_line/did_you_mean.ts";
import {
  loadSettings,
  type SettingsInput,
  type SettingsOutcome,
} from "../../command_line/settings.ts";
import { flagOf, SETTING_NAMES, SETTINGS, variableOf } from "../../command_line/settings_table.ts";
import { english } from "../../command_line/texts_english.ts";

/** What is given to the settings in a test; a file is its content. */
interface Given extends Partial<Pick<SettingsInput, "flags" | "env">> {
  readonly file?: string;
}

function load({ flags = {}, env = {}, file }: Given = {}): Promise<SettingsOutcome> {
  return loadSettings({
    flags,
    env,
    configPath: file === undefined ? undefined : "host.yaml",
    readTextFile: () => Promise.resolve(file ?? ""),
    texts: english,
  });
}

async function loaded(given?: Given) {
  const outcome = await load(given);
  assert.ok(outcome.ok, outcome.ok ? "" : outcome.problems.join("\n"));
  return outcome;
}

async function problems(given: Given): Promise<readonly string[]> {
  const outcome = await load(given);
  assert.equal(outcome.ok, false);
  return outcome.ok ? [] : outcome.problems;
}

Deno.test("loadSettings() takes the defaults when nothing is given", async () => {
  const { settings, sources } = await loaded();
  assert.deepEqual(settings, {
    host: "0.0.0.0",
    deviceHost: "0.0.0.0",
    httpPort: 8000,
    devicePort: 8080,
    tlsPort: 8443,
    dataDir: "./data",
    logLevel: "info",
    logFormat: "auto",
    maxDisplays: 10_000,
  });
  assert.equal(sources.httpPort?.kind, "default");
  assert.equal(sources.tlsCert, undefined);
});

Deno.test("loadSettings() prefers flag over variable over file over default", async () => {
  const file = "httpPort: 1\ndevicePort: 1\ntlsPort: 1\n";
  const env = { SIGNALBOX_HTTP_PORT: "2", SIGNALBOX_DEVICE_PORT: "2" };
  const { settings, sources } = await loaded({ file, env, flags: { httpPort: "3" } });
  assert.deepEqual([settings.httpPort, settings.devicePort, settings.tlsPort], [3, 2, 1]);
  assert.deepEqual(sources.httpPort, { kind: "flag", place: "--http-port" });
  assert.deepEqual(sources.devicePort, { kind: "variable", place: "SIGNALBOX_DEVICE_PORT" });
  assert.deepEqual(sources.tlsPort, { kind: "file", place: "host.yaml:3:10" });
});

Deno.test("loadSettings() reads JSON when the config file is JSON", async () => {
  const { settings } = await loaded({ file: '{\n  "httpPort": 9000, "logLevel": "debug"\n}' });
  assert.deepEqual([settings.httpPort, settings.logLevel], [9000, "debug"]);
});

Deno.test("loadSettings() takes an empty config file as one that says nothing", async () => {
  assert.equal((await loaded({ file: "# later\n" })).settings.httpPort, 8000);
});

const WRONG: readonly (readonly [what: string, given: Given, problem: string])[] = [
  [
    "a key in the file is unknown",
    { file: "host: 0.0.0.0\nhttp-prot: 80\n" },
    "host.yaml:2:1: http-prot: there is no such setting. Did you mean httpPort?",
  ],
  [
    "a value in the file has the wrong type",
    { file: "httpPort: '80'\n" },
    'host.yaml:1:11: httpPort: must be a whole number from 0 to 65535, got "80".',
  ],
  [
    "a value in the file is nested",
    { file: "httpPort:\n  number: 80\n" },
    'host.yaml:1:1: httpPort: must be a whole number from 0 to 65535, got {"number":80}.',
  ],
  [
    "a variable is out of range",
    { env: { SIGNALBOX_HTTP_PORT: "65536" } },
    "SIGNALBOX_HTTP_PORT: must be a whole number from 0 to 65535, got 65536.",
  ],
  [
    "a variable is unknown",
    { env: { SIGNALBOX_HTP_PORT: "1" } },
    "SIGNALBOX_HTP_PORT: there is no such setting. Did you mean SIGNALBOX_HTTP_PORT?",
  ],
  [
    "a flag is no number",
    { flags: { maxDisplays: "many" } },
    '--max-displays: must be a whole number from 1 to 100000, got "many".',
  ],
  [
    "a flag is a negative number",
    { flags: { httpPort: "-1" } },
    '--http-port: must be a whole number from 0 to 65535, got "-1".',
  ],
  [
    "a choice is mistyped",
    { flags: { logLevel: "wran" } },
    '--log-level: must be one of debug, info, warn, error, got "wran". Did you mean warn?',
  ],
  [
    "only half of a certificate is given",
    { env: { SIGNALBOX_TLS_CERT: "cert.pem" } },
    "SIGNALBOX_TLS_CERT: tlsCert needs tlsKey too.",
  ],
  ["the file is a list", { file: "- httpPort\n" }, "host.yaml:1:1: " + english.fileNotAMap],
];

for (const [what, given, expected] of WRONG) {
  Deno.test(`loadSettings() gives one line with the place when ${what}`, async () => {
    assert.deepEqual(await problems(given), [expected]);
  });
}

Deno.test("loadSettings() never shows a secret when it is a bad one", async () => {
  const lines = await problems({
    flags: { adminToken: "hunter2" },
    env: { SIGNALBOX_ADMIN_TOKEN: "hunter2" },
    file: "adminToken: hunter2\n",
  });
  assert.equal(lines.length, 3);
  assert.doesNotMatch(lines.join("\n"), /hunter2/);
});

Deno.test("loadSettings() tells every problem at once when there are several", async () => {
  const lines = await problems({
    file: "httpPort: x\nnonsense: 1\n",
    env: { SIGNALBOX_TLS_PORT: "y" },
    flags: { devicePort: "z" },
  });
  assert.equal(lines.length, 4);
});

Deno.test("loadSettings() complains of an overruled value when it is a bad one", async () => {
  const lines = await problems({ file: "httpPort: x\n", flags: { httpPort: "80" } });
  assert.match(lines.join("\n"), /^host\.yaml:1:11: httpPort/);
});

Deno.test("loadSettings() names file, line and column when the file is no YAML", async () => {
  const [line] = await problems({ file: "httpPort: 80\nhost: [0.0.0.0\n" });
  assert.match(line ?? "", /^host\.yaml:\d+:\d+: /);
  assert.doesNotMatch(line ?? "", /\n/);
});

Deno.test("loadSettings() refuses a key when it stands twice in the file", async () => {
  const [line] = await problems({ file: "httpPort: 80\nhttpPort: 81\n" });
  assert.match(line ?? "", /^host\.yaml:2:1: /);
});

Deno.test("loadSettings() says so when the config file cannot be read", async () => {
  const outcome = await loadSettings({
    flags: {},
    env: {},
    configPath: "gone.yaml",
    readTextFile: () => Promise.reject(new Error("No such file")),
    texts: english,
  });
  assert.deepEqual(outcome, {
    ok: false,
    problems: [`gone.yaml: ${english.fileUnreadable} (No such file)`],
  });
});

Deno.test("loadSettings() leaves variables alone when they are not settings of the host", async () => {
  const words = ["URL", "TOKEN", "LANG", "CONFIG", "TEST_SYSTEM", "TEST_LONG"];
  const env = Object.fromEntries(words.map((word) => [`SIGNALBOX_${word}`, "1"]));
  await loaded({ env: { ...env, HOME: "/root" } });
});

Deno.test("loadSettings() accepts the default of each setting from every source", async () => {
  for (const name of SETTING_NAMES) {
    const value = SETTINGS[name].default;
    if (value === undefined) continue;
    const file = JSON.stringify({ [name]: value });
    const expected = (await loaded()).settings[name];
    const given: Given[] = [
      { file },
      { env: { [variableOf(name)]: String(value) } },
      { flags: { [name]: String(value) } },
    ];
    for (const source of given) assert.equal((await loaded(source)).settings[name], expected);
  }
});

Deno.test("flagOf() and variableOf() spell a setting as people type it", () => {
  assert.equal(flagOf("httpPort"), "--http-port");
  assert.equal(variableOf("httpPort"), "SIGNALBOX_HTTP_PORT");
});

Deno.test("didYouMean() finds the near word, and none when none is near", () => {
  const words = ["httpPort", "devicePort", "logLevel", "dataDir"];
  const table: readonly (readonly [string, string | undefined])[] = [
    ["http_port", "httpPort"],
    ["htpPort", "httpPort"],
    ["httpPrto", "httpPort"],
    ["loglevle", "logLevel"],
    ["DATA-DIR", "dataDir"],
    ["password", undefined],
    ["", undefined],
    ["x".repeat(100_000), undefined],
  ];
  for (const [typed, meant] of table) assert.equal(didYouMean(typed, words), meant, typed);
});
