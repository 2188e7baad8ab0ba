import assert from "node:assert/strict";
import type { CameraAgentSettings } from "../../../command_line/agents/agent_host.ts";
import { FakeHost } from "../fakes/fake_host.ts";

const DEFAULTS: CameraAgentSettings = {
  source: { kind: "camera", words: [] },
  codec: "h264",
  format: "h264",
  width: 1_920,
  height: 1_080,
  framesPerSecond: undefined,
  bitrateKbps: 8_000,
  keyframeEvery: undefined,
  bind: "0.0.0.0",
  port: 8_000,
  mqttUrl: "mqtt://127.0.0.1:1883",
  advertise: null,
  silenceMs: 10_000,
  logLevel: "info",
  logFormat: "auto",
};

async function settingsOf(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CameraAgentSettings> {
  const host = new FakeHost();
  Object.assign(host.env, env);
  const { code, err } = await host.run("agent", "camera", ...words);
  assert.deepEqual([code, err], [0, ""]);
  return host.cameras[0] ?? assert.fail("no agent was started");
}

Deno.test("agent camera serves the camera of this machine when nothing is said", async () => {
  assert.deepEqual(await settingsOf([]), DEFAULTS);
});

Deno.test("agent camera takes every option", async () => {
  const words = [
    ...["--source", "test", "--format", "framed-jpeg", "--size", "640x480", "--fps", "15"],
    ...["--bitrate", "2000", "--intra", "45", "--bind", "127.0.0.2", "--port", "0"],
    ...["--mqtt-url", "mqtts://user:p%40ss@192.0.2.10:8883", "--advertise", "Camera.Example"],
    ...["--silence", "1m", "--log-level", "debug", "--log-format", "json"],
  ];
  assert.deepEqual(await settingsOf(words), {
    source: { kind: "test" },
    codec: "mjpeg",
    format: "framed-jpeg",
    width: 640,
    height: 480,
    framesPerSecond: 15,
    bitrateKbps: 2_000,
    keyframeEvery: 45,
    bind: "127.0.0.2",
    port: 0,
    mqttUrl: "mqtts://user:p%40ss@192.0.2.10:8883",
    advertise: "camera.example",
    silenceMs: 60_000,
    logLevel: "debug",
    logFormat: "json",
  });
});

Deno.test("agent camera takes options from variables, and flags before them", async () => {
  const env = {
    SIGNALBOX_AGENT_PORT: "8010",
    SIGNALBOX_AGENT_MQTT_URL: "mqtt://192.0.2.10",
    SIGNALBOX_AGENT_SOURCE: "test",
    SIGNALBOX_AGENT_BIND: "",
  };
  const { port, mqttUrl, source, bind } = await settingsOf(["--port", "8020"], env);
  assert.deepEqual([port, mqttUrl, source, bind], [
    8_020,
    "mqtt://192.0.2.10",
    { kind: "test" },
    "0.0.0.0",
  ]);
});

Deno.test("agent camera knows where pictures come from", async () => {
  const sources = [
    [["--source", "file:a: show.mp4"], { kind: "file", path: "a: show.mp4" }],
    [["--source", "file", "--file", "show.h264"], { kind: "file", path: "show.h264" }],
    [["--file", "show.h264"], { kind: "file", path: "show.h264" }],
    [["--", "--rotation", "180"], { kind: "camera", words: ["--rotation", "180"] }],
    [
      ["--source", "command", "--port", "0", "--", "sh", "-c", "cat --port"],
      { kind: "command", program: "sh", words: ["-c", "cat --port"] },
    ],
  ] as const;
  for (const [words, source] of sources) {
    assert.deepEqual((await settingsOf(words)).source, source);
  }
  assert.equal((await settingsOf(["--source", "test"])).width, 1_280);
});

const REFUSED: readonly (readonly [readonly string[], RegExp])[] = [
  [
    ["--source", "tset"],
    /^--source: must be one of camera, test, file, command.*Did you mean test/,
  ],
  [["test"], /^"test": a source is named with --source/],
  [["--source", "test", "--", "-x"], /^"-x": a source is named/],
  [["--source", "file"], /^Which file\?/],
  [["--source", "command"], /^Which command\?/],
  [["--codec", "mjpeg"], /^--codec mjpeg cannot be served as h264/],
  [["--format", "jpeg"], /^--format: must be one of h264, framed-h264, framed-jpeg/],
  [["--size", "1920"], /^--size: must be width x height/],
  [["--size", "641x480"], /^--size: must be width x height in even numbers/],
  [["--size", "8x8"], /^--size/],
  [["--fps", "0"], /^--fps: must be a whole number from 1 to 240/],
  [["--port", "70000"], /^--port: must be a whole number from 0 to 65535/],
  [["--bind", "every where"], /^--bind: must be a host name or an address/],
  [["--advertise", "192.0.2.7:8000"], /^--advertise: must be an address or a host name, without a/],
  [["--silence", "1"], /^--silence: must be a number with/],
  [["--silence", "1s"], /^--silence: must be a duration from 2s to 1d/],
  [["--colour", "red"], /^There is no option --colour here/],
];

for (const [words, line] of REFUSED) {
  Deno.test(`agent camera refuses ${words.join(" ")} in one line, with code 2`, async () => {
    const host = new FakeHost();
    const { code, out, err } = await host.run("agent", "camera", ...words);
    assert.deepEqual([code, out, host.cameras], [2, "", []]);
    assert.match(err, line);
  });
}

Deno.test("agent camera names the variable that is wrong, and shows no password", async () => {
  const host = new FakeHost();
  host.env.SIGNALBOX_AGENT_MQTT_URL = "mqtt://user:secret/word@192.0.2.10";
  const { code, err } = await host.run("agent", "camera");
  assert.equal(code, 2);
  assert.match(err, /^SIGNALBOX_AGENT_MQTT_URL: must be mqtt:\/\//);
  assert.doesNotMatch(err, /secret/);
});

Deno.test("agent says which agent was meant", async () => {
  const { code, err } = await new FakeHost().run("agent", "camra");
  assert.equal(code, 2);
  assert.match(err, /^There is no command "camra"\. Did you mean camera\?/);
});
