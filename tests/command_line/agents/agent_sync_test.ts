import assert from "node:assert/strict";
import type { SyncAgentSettings } from "../../../command_line/agents/sync_agent_host.ts";
import { FakeHost } from "../fakes/fake_host.ts";

const DEFAULTS: SyncAgentSettings = {
  source: { kind: "wmi" },
  target: null,
  send: false,
  intervalMs: 1_000,
  claim: null,
  listen: { address: "0.0.0.0", port: 8_080 },
  logLevel: "info",
  logFormat: "auto",
};

interface Given {
  readonly env?: Readonly<Record<string, string>>;
  /** Content of `sync.conf`. */
  readonly file?: string;
}

function hostOf({ env = {}, file }: Given): FakeHost {
  const host = new FakeHost();
  Object.assign(host.env, env);
  if (file !== undefined) host.files.set("sync.conf", file);
  return host;
}

async function settingsOf(words: readonly string[], given: Given = {}): Promise<SyncAgentSettings> {
  const host = hostOf(given);
  const { code, err } = await host.run("agent", "sync", ...words);
  assert.deepEqual([code, err], [0, ""]);
  return host.syncs[0] ?? assert.fail("no agent was started");
}

Deno.test("agent sync reads NVIDIA's WMI and only answers when nothing is said", async () => {
  assert.deepEqual(await settingsOf([]), DEFAULTS);
});

Deno.test("agent sync takes every option", async () => {
  const words = [
    ...["--target-ip", "Control.Example", "--target-port", "9000", "--interval", "5s"],
    ...["--state-command", "my-card --state", "--claim", "10.20.0.31", "--bind", "127.0.0.2"],
    ...["--port", "off", "--log-level", "debug", "--log-format", "json"],
    ...["--enable-external-send", "true"],
  ];
  assert.deepEqual(await settingsOf(words), {
    source: { kind: "command", command: "my-card --state" },
    target: { address: "control.example", port: 9_000 },
    send: true,
    intervalMs: 5_000,
    claim: "10.20.0.31",
    listen: null,
    logLevel: "debug",
    logFormat: "json",
  });
});

const FILES: readonly (readonly [string, string, Partial<SyncAgentSettings>])[] = [
  [
    "the guide's",
    "# SyncGuard\r\nTARGET_IP=192.0.2.10\r\nTARGET_PORT=8081\r\nENABLE_EXTERNAL_SEND=false\r\n",
    { target: { address: "192.0.2.10", port: 8_081 }, send: false },
  ],
  [
    "the guide's without a switch",
    "TARGET_IP=192.0.2.10\nTARGET_PORT=8080\n",
    { target: { address: "192.0.2.10", port: 8_080 }, send: true },
  ],
  [
    "a fielded build's",
    '{"ServerIP": "192.0.2.10", "ServerPort": 8080, "TransmissionInterval": 10000, "EnableExternalSend": true}',
    { target: { address: "192.0.2.10", port: 8_080 }, send: true, intervalMs: 10_000 },
  ],
  [
    "the first build's",
    "192.0.2.10\r\n8090\r\n",
    { target: { address: "192.0.2.10", port: 8_090 }, send: true },
  ],
  [
    "ours",
    "targetIp: 192.0.2.10\ntargetPort: 8090\nstateFile: /run/state\ninterval: 2s\n",
    {
      target: { address: "192.0.2.10", port: 8_090 },
      send: true,
      intervalMs: 2_000,
      source: { kind: "file", path: "/run/state" },
    },
  ],
  [
    "ours as JSON",
    '{"targetIp": "192.0.2.10", "enableExternalSend": false, "port": "off"}',
    { target: { address: "192.0.2.10", port: 8_080 }, send: false, listen: null },
  ],
];

for (const [whose, file, settings] of FILES) {
  Deno.test(`agent sync reads a config file: ${whose}`, async () => {
    const read = await settingsOf(["--config", "sync.conf"], { file });
    assert.deepEqual(read, { ...DEFAULTS, ...settings });
  });
}

Deno.test("agent sync takes a flag before a variable, and that before the file", async () => {
  const env = {
    SIGNALBOX_AGENT_CONFIG: "sync.conf",
    SIGNALBOX_AGENT_TARGET_PORT: "2",
    SIGNALBOX_AGENT_INTERVAL: "2s",
  };
  const file = "TARGET_IP=192.0.2.1\nTARGET_PORT=1\n";
  const { target, intervalMs } = await settingsOf(["--target-port", "3"], { env, file });
  assert.deepEqual([target, intervalMs], [{ address: "192.0.2.1", port: 3 }, 2_000]);
  const { target: second } = await settingsOf([], { env, file });
  assert.equal(second?.port, 2);
});

const REFUSED: readonly (readonly [readonly string[], RegExp, string?])[] = [
  [["--target-ip", "192.0.2.10:8080"], /^--target-ip: must be an address or a host name, without/],
  [["--target-port", "0"], /^--target-port: must be a whole number from 1 to 65535/],
  [["--interval", "50ms"], /^--interval: must be a duration from 100ms to 1h/],
  [["--interval", "1"], /^--interval: must be a number with/],
  [["--claim", "2001:db8::1"], /^--claim: must be an IPv4 address/],
  [["--claim", "10.0.0.256"], /^--claim: must be an IPv4 address/],
  [["--port", "on"], /^--port: must be off, or a whole number/],
  [["--port", "70000"], /^--port: must be a whole number from 0 to 65535/],
  [["--enable-external-send", "yes", "--target-ip", "192.0.2.1"], /^--enable-external-send: must/],
  [["--state-file", "a", "--state-command", "b"], /^--state-command and --state-file exclude/],
  [["--config", "nowhere"], /^nowhere: .*No such file/],
  [
    ["--config", "sync.conf"],
    /^sync\.conf:2: TARGET_PORT: It must/,
    "TARGET_IP=1.2.3.4\nTARGET_PORT=x",
  ],
  [
    ["--config", "sync.conf"],
    /^sync\.conf:1:1: targetIP: .*Did you mean targetIp\?/,
    "targetIP: a",
  ],
  [["--config", "sync.conf"], /^sync\.conf:1:11: interval: must be a/, "interval: 7"],
  [["--config", "sync.conf"], /must be a single value/, "targetIp: [a, b]"],
];

for (const [words, line, file] of REFUSED) {
  Deno.test(`agent sync refuses ${words.join(" ")} (${line.source.slice(0, 30)}) with code 2`, async () => {
    const host = hostOf(file === undefined ? {} : { file });
    const { code, out, err } = await host.run("agent", "sync", ...words);
    assert.deepEqual([code, out, host.syncs], [2, "", []]);
    assert.match(err, line);
  });
}

Deno.test("agent sync test tries the target once, with what both commands were told", async () => {
  const host = hostOf({ file: "TARGET_IP=192.0.2.10\nENABLE_EXTERNAL_SEND=false\n" });
  host.trialResult = { ok: true, tookMs: 4, sent: "10.0.0.1_state2" };
  const words = ["--config", "sync.conf", "--state-file", "state", "--claim", "10.0.0.1"];
  const { code, out } = await host.run("agent", "sync", "test", ...words);
  assert.equal(code, 0);
  assert.equal(
    out,
    "Connected to 192.0.2.10:8080 in 4 ms.\n" +
      "Sent 10.0.0.1_state2. A target says nothing to that: look there whether it has come.\n",
  );
  assert.deepEqual(host.trials, [{
    source: { kind: "file", path: "state" },
    claim: "10.0.0.1",
    target: { address: "192.0.2.10", port: 8_080 },
    ask: false,
  }]);
});

Deno.test("agent sync test asks, and says it for programs as well", async () => {
  const host = new FakeHost();
  host.trialResult = { ok: true, tookMs: 4, answer: "Free" };
  const words = ["agent", "sync", "test", "--target-ip", "192.0.2.10", "--ask"];
  assert.match((await host.run(...words)).out, /\nIt answers Free\.\n$/);
  const { out } = await host.run(...words, "--json");
  assert.deepEqual(JSON.parse(out), { target: "192.0.2.10:8080", ...host.trialResult });
  assert.equal(host.trials[1]?.ask, true);
});

Deno.test("agent sync test ends with code 1 and a sentence when it fails", async () => {
  const host = new FakeHost();
  host.trialResult = { ok: false, failure: "refused", detail: "" };
  const words = ["agent", "sync", "test", "--target-ip", "192.0.2.10"];
  const { code, out } = await host.run(...words);
  assert.equal(code, 1);
  assert.match(out, /^192\.0\.2\.10:8080 refuses: the machine is there, and nothing listens/);
  host.env.SIGNALBOX_LANG = "ko";
  assert.match((await host.run(...words)).out, /^192\.0\.2\.10:8080 연결이 거부되었습니다/);
});

Deno.test("agent sync test needs a target", async () => {
  const { code, err } = await new FakeHost().run("agent", "sync", "test");
  assert.equal(code, 2);
  assert.match(err, /^Which target\?/);
});
