import assert from "node:assert/strict";
import { loadSettings, type TypedFlags } from "../../../command_line/settings/settings.ts";
import { textsFor } from "../../../command_line/texts/texts.ts";

interface Given {
  readonly flags?: TypedFlags;
  readonly env?: Record<string, string>;
  readonly file?: string;
  readonly language?: string;
}

function load({ flags = {}, env = {}, file = "", language = "en" }: Given) {
  return loadSettings({
    flags,
    env,
    configPath: "s.yaml",
    readTextFile: () => Promise.resolve(file),
    texts: textsFor(language, ""),
  });
}

async function problems(given: Given): Promise<readonly string[]> {
  const outcome = await load(given);
  return outcome.ok ? assert.fail("the settings were taken") : outcome.problems;
}

Deno.test("loadSettings() finds cameras with a broker of our own, unless it is told otherwise", async () => {
  const outcome = await load({});
  assert.ok(outcome.ok);
  const { mqttPort, mqttUrl, cameraPort, maxDiscoveredCameras, cameras } = outcome.settings;
  assert.deepEqual([mqttPort, mqttUrl, cameraPort, maxDiscoveredCameras, cameras], [
    1883,
    undefined,
    8000,
    64,
    undefined,
  ]);
});

const CAMERAS = `
cameras:
  - { name: 정문, address: 192.0.2.77 }
  - { name: Back, address: cam-2.example, port: 8001, relayPort: 8910 }
cameraAddresses: [192.0.2.0/24, "2001:db8::/32", 198.51.100.7]
cameraTopics: { requests: [who], replyPrefix: answers/ }
`;

Deno.test("loadSettings() takes cameras, ranges of addresses and topics from a config file", async () => {
  const outcome = await load({ file: CAMERAS });
  assert.ok(outcome.ok);
  assert.deepEqual(outcome.settings.cameras, [
    { name: "정문", address: "192.0.2.77" },
    { name: "Back", address: "cam-2.example", port: 8001, relayPort: 8910 },
  ]);
  const ranges = ["192.0.2.0/24", "2001:db8::/32", "198.51.100.7"];
  assert.deepEqual(outcome.settings.cameraAddresses, ranges);
  const topics = { requests: ["who"], replyPrefix: "answers/" };
  assert.deepEqual(outcome.settings.cameraTopics, topics);
});

for (
  const url of [
    "mqtt://192.0.2.10",
    "mqtts://broker.example:8884/",
    "mqtt://show:p%40ss%2Fw@[2001:db8::1]:1883",
  ]
) {
  Deno.test(`loadSettings() takes ${url} as a broker, from a variable`, async () => {
    const outcome = await load({ env: { SIGNALBOX_MQTT_URL: url } });
    assert.ok(outcome.ok);
    assert.equal(outcome.settings.mqttUrl, url);
  });
}

for (
  const url of [
    "http://show:pw-secret@192.0.2.10",
    "192.0.2.10:1883",
    "mqtt://",
    "mqtt://show:pw-secret/x@192.0.2.10",
    "mqtt://show:pw-secret#x@192.0.2.10",
    "mqtt://show:pw-secret?x@192.0.2.10",
    "mqtt://show:1/pw-secret@192.0.2.10",
    "mqtt://show:pw-secret@192.0.2.10:99999",
    "mqtt://show:pw secret@192.0.2.10",
    "mqtt://192.0.2.10/path",
  ]
) {
  Deno.test(`loadSettings() refuses ${url} as a broker, and does not repeat it`, async () => {
    for (const given of [{ flags: { mqttUrl: url } }, { file: `mqttUrl: "${url}"\n` }]) {
      const [problem = "", ...more] = await problems(given);
      assert.deepEqual(more, []);
      assert.match(problem, /(--mqtt-url|mqttUrl): must be mqtt:\/\/host:port .*, got \*\*\*\.$/);
      assert.doesNotMatch(problem, /secret|192\.0\.2\.10/);
    }
  });
}

const camera = (rest: string) =>
  `cameras:\n  - { name: A, address: 192.0.2.1, relayPort: 8901 }\n${rest}`;

const BAD: readonly (readonly [why: string, given: Given, problem: RegExp])[] = [
  ["a camera without an address", { file: "cameras:\n  - name: A\n" }, /cameras\.0\.address: /],
  [
    "an unknown key",
    { file: camera("  - { name: B, address: b, prot: 1 }\n") },
    /cameras\.1\.prot: /,
  ],
  [
    "a name twice",
    { file: camera("  - { name: a, address: b }\n") },
    /s\.yaml:3:\d+: cameras\.1\.name: "a" is there twice/,
  ],
  [
    "an address twice",
    { file: camera("  - { name: B, address: 192.0.2.1 }\n") },
    /cameras\.1\.address: .*"A" already/,
  ],
  [
    "a relay port twice",
    { file: camera("  - { name: B, address: b, relayPort: 8901 }\n") },
    /cameras\.1\.relayPort: "A" has this relay port already/,
  ],
  [
    "port 0 of a camera",
    { file: "cameras:\n  - { name: A, address: b, port: 0 }\n" },
    /cameras\.0\.port: /,
  ],
  ["a range that is none", { file: "cameraAddresses: [192.0.2.0/33]\n" }, /cameraAddresses\.0: /],
  [
    "a request topic with a wildcard",
    { file: "cameraTopics: { requests: [a/#] }\n" },
    /cameraTopics\.requests\.0: /,
  ],
  [
    "a prefix that ends in no slash",
    { file: "cameraTopics: { replyPrefix: a }\n" },
    /cameraTopics\.replyPrefix: /,
  ],
  ["no topic at all", { file: "cameraTopics: { records: [] }\n" }, /cameraTopics\.records: /],
  ["an unknown topic", { file: "cameraTopics: { reply: a }\n" }, /cameraTopics\.reply: /],
  [
    "a camera port of 0",
    { flags: { cameraPort: "0" } },
    /--camera-port: must be a whole number from 1/,
  ],
  ["too many cameras", { flags: { maxDiscoveredCameras: "1001" } }, /from 0 to 1000, got 1001/],
  ["port 70000", { env: { SIGNALBOX_MQTT_PORT: "70000" } }, /SIGNALBOX_MQTT_PORT: .*65535/],
];

for (const [why, given, problem] of BAD) {
  Deno.test(`loadSettings() tells the place of ${why}`, async () => {
    const all = await problems(given);
    assert.equal(all.length, 1, all.join("\n"));
    assert.match(all[0] ?? "", problem);
    const [korean = ""] = await problems({ ...given, language: "ko" });
    assert.match(korean, /[가-힣]/);
  });
}

Deno.test("loadSettings() takes one address at two ports as two cameras", async () => {
  const outcome = await load({ file: camera("  - { name: B, address: 192.0.2.1, port: 8001 }\n") });
  assert.ok(outcome.ok);
});
