import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { convertedToJpeg } from "../../../agents/cameras/converted_source.ts";
import { processSource } from "../../../agents/cameras/process_source.ts";
import type { VideoSource } from "../../../agents/cameras/video_source.ts";
import { TestClient, withBroker } from "../../adapters/mqtt/stage.ts";
import { withV3 } from "../../support/processes/fielded_viewer_process.ts";
import { missingFfmpeg, probe } from "../../support/machine/ffmpeg.ts";
import { Mosquitto, mosquittoProblem } from "../../support/machine/mosquitto.ts";
import { pahoProblem, PythonProgram } from "../../support/machine/python.ts";
import { needing } from "../../support/machine/system_needs.ts";
import { type AgentStage, TapeSource, withAgent } from "./agent_stage.ts";

const PATIENCE_MS = 30_000;

const V1 = fileURLToPath(new URL("../../fixtures/field_viewers/v1.py", import.meta.url));

/** Runs a test on an agent of JPEG that answers at one broker, ours or mosquitto. */
async function withCamera(
  brokerPort: number,
  source: VideoSource,
  run: (stage: AgentStage) => Promise<void>,
): Promise<void> {
  const brokerUrl = `mqtt://127.0.0.1:${brokerPort}`;
  await withAgent({ source, brokerUrl, random: () => 0.9 }, async (stage) => {
    await stage.said(/answering 127\.0\.0\.1$/);
    await run(stage);
  });
}

async function withMosquitto(run: (brokerPort: number) => Promise<void>): Promise<void> {
  const broker = await Mosquitto.start();
  try {
    await run(broker.port);
  } finally {
    await broker.kill();
  }
}

async function seenByV1(brokerPort: number): Promise<void> {
  const source = new TapeSource("jpeg");
  await withCamera(brokerPort, source, async ({ agent }) => {
    const viewer = new PythonProgram(V1, [String(brokerPort), String(agent.port)]);
    try {
      await viewer.out.find((line) => line === "camera 127.0.0.1", PATIENCE_MS);
      await viewer.out.find((line) => line === "shown 50", PATIENCE_MS);
      assert.ok(!viewer.out.all.some((line) => line.startsWith("not a picture")));
      source.pause();
      await viewer.out.find((line) => line === "keep-alive", PATIENCE_MS);
    } finally {
      await viewer.stop();
    }
  });
}

Deno.test({
  ...needing("a V1 viewer finds the camera agent through our broker and shows it", pahoProblem()),
  fn: () => withBroker({}, ({ port }) => seenByV1(port)),
});

Deno.test({
  ...needing(
    "a V1 viewer finds the camera agent through mosquitto and shows it",
    pahoProblem() ?? mosquittoProblem(),
  ),
  fn: () => withMosquitto(seenByV1),
});

Deno.test({
  ...needing(
    "a V3 viewer shows the camera agent, records on command, and comes back after a lost source",
    pahoProblem() ?? mosquittoProblem() ?? missingFfmpeg,
  ),
  fn: () =>
    withMosquitto(async (brokerPort) => {
      const source = new TapeSource("jpeg");
      await withCamera(brokerPort, source, ({ agent }) =>
        withV3(brokerPort, agent.port, async ({ out }, folder) => {
          await out.find((line) =>
            line === "shown 127.0.0.1 9", PATIENCE_MS);
          const operator = await TestClient.join(brokerPort);
          await operator.say("command/rec", "recording_start");
          await out.find((line) =>
            line === "recording", PATIENCE_MS);
          const shown = out.all.length;
          await out.find((line, at) => at > shown + 5 && line.startsWith("shown"), PATIENCE_MS);
          // Orders are obeyed between two frames, so a camera without pictures must send something.
          source.pause();
          await out.find((line) => line.startsWith("keep-alive"), PATIENCE_MS);
          await operator.say("command/rec", " STOP ");
          const line = await out.find((each) => each.startsWith("recorded "), PATIENCE_MS);
          await operator.leave();
          const { packets, streams } = await probe(`${folder}/${line.slice("recorded ".length)}`);
          assert.equal(streams[0]?.codec_name, "mjpeg");
          assert.ok(packets.length >= 20, `${packets.length} pictures were recorded`);

          source.end("exit code 1");
          const again = out.all.length;
          await out.find((each, at) => at >= again && each.startsWith("shown"), PATIENCE_MS);
          assert.ok(!out.all.some((each) => each.startsWith("not a picture")));
        }));
    }),
});

Deno.test({
  ...needing("a V3 viewer that was closed finds the camera agent again by asking", pahoProblem()),
  fn: () =>
    withBroker({}, async ({ port }) => {
      const source = new TapeSource("jpeg");
      await withCamera(port, source, async ({ agent }) => {
        await withV3(port, agent.port, async ({ out }) => {
          await out.find((line) => line === "shown 127.0.0.1 5", PATIENCE_MS);
          source.end("the camera was unplugged");
          // It stays away for longer than viewers are kept.
          source.refusals = Infinity;
          await out.find((line) => line.startsWith("ended 127.0.0.1"), PATIENCE_MS);
          source.refusals = 0;
          const ended = out.all.length;
          await out.find((line, at) => at >= ended && line.startsWith("shown"), PATIENCE_MS);
        });
      });
    }),
});

Deno.test({
  ...needing("a V3 viewer shows H.264 that was converted for it", pahoProblem() ?? missingFfmpeg),
  fn: () =>
    withBroker({}, async ({ port }) => {
      const source = convertedToJpeg(processSource({
        codec: "h264",
        choices: [{
          program: "ffmpeg",
          args: [
            ...["-v", "error", "-re", "-f", "lavfi", "-i", "testsrc2=size=320x240:rate=30"],
            ...["-c:v", "libx264", "-preset", "ultrafast", "-g", "30", "-f", "h264", "-"],
          ],
        }],
      }));
      await withCamera(port, source, async ({ agent }) => {
        await withV3(port, agent.port, async ({ out }) => {
          await out.find((line) => line === "shown 127.0.0.1 61", PATIENCE_MS);
        });
      });
    }),
});
