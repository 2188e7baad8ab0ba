import assert from "node:assert/strict";
import type {
  CameraAgentSettings,
  RunningCameraAgent,
} from "../../../command_line/agents/agent_host.ts";
import { serveCamera } from "../../../command_line/agents/serve_camera.ts";
import { textsFor } from "../../../command_line/texts/texts.ts";
import { type Served, served } from "../fakes/serve_stage.ts";

const SETTINGS: CameraAgentSettings = {
  source: { kind: "test" },
  codec: "h264",
  format: "h264",
  width: 1_280,
  height: 720,
  framesPerSecond: undefined,
  bitrateKbps: 8_000,
  keyframeEvery: undefined,
  bind: "0.0.0.0",
  port: 8_000,
  mqttUrl: "mqtt://user:secret@192.0.2.10:1883",
  advertise: null,
  silenceMs: 10_000,
  logLevel: "info",
  logFormat: "auto",
};

function run(
  start: () => Promise<RunningCameraAgent>,
  settings: Partial<CameraAgentSettings> = {},
  language = "en",
): Promise<Served> {
  const agentTexts = textsFor(language, "").agents;
  return served(
    language,
    (needs) => serveCamera({ ...SETTINGS, ...settings }, { start, agentTexts, ...needs }),
  );
}

function running(port = 8_000): () => Promise<RunningCameraAgent> {
  return () => Promise.resolve({ sourceName: "rpicam-vid", port, stop: () => Promise.resolve() });
}

function failing(facts: Readonly<Record<string, unknown>>): () => Promise<RunningCameraAgent> {
  return () => Promise.reject(Object.assign(new Error("EADDRINUSE"), facts));
}

Deno.test("serveCamera() says what is served where, stops at a signal, and ends with code 0", async () => {
  assert.deepEqual(await run(running()), {
    code: 0,
    said: [
      "Serving raw H.264 from rpicam-vid at 0.0.0.0:8000, 0 viewers.",
      "Answering those who look for cameras at 192.0.2.10:1883.",
      "Stop it with Ctrl+C.",
      "Stopping: viewers, discovery, the source.",
      "Stopped.",
    ],
  });
});

Deno.test("serveCamera() warns of a port that viewers do not expect", async () => {
  const { said } = await run(running(40_123), { bind: "::" });
  assert.match(said[0] ?? "", / at \[::\]:40123, /);
  assert.match(said[2] ?? "", /set to 40123 instead of 8000/);
});

Deno.test("serveCamera() waits until the agent has stopped", async () => {
  const order: string[] = [];
  const agent = {
    sourceName: "rpicam-vid",
    port: 8_000,
    stop: async () => {
      await Promise.resolve();
      order.push("stopped");
    },
  };
  await run(() => Promise.resolve(agent));
  assert.deepEqual(order, ["stopped"]);
});

const FAILURES: readonly (readonly [Readonly<Record<string, unknown>>, string, string])[] = [
  [
    { code: "missing", what: "rpicam-vid, libcamera-vid" },
    "Not installed: rpicam-vid, libcamera-vid.",
    "설치되어 있지 않습니다: rpicam-vid, libcamera-vid.",
  ],
  [
    { listener: "agent", port: 8_000, code: "EADDRINUSE" },
    "Port 8000 is taken by another program. Choose another with --port, or 0 for any free one.",
    "포트 8000: 다른 프로그램이 사용 중입니다. --port 로 다른 포트를 고르거나, 0으로 빈 포트를 쓰십시오.",
  ],
];

for (const [facts, english, korean] of FAILURES) {
  Deno.test(`serveCamera() ends with code 2 and one line when it cannot start: ${facts.code}`, async () => {
    assert.deepEqual(await run(failing(facts)), { code: 2, said: [english] });
    assert.deepEqual(await run(failing(facts), {}, "ko"), { code: 2, said: [korean] });
  });
}
