import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { Camera } from "../../../protocols/api/camera.ts";
import { withControlHost } from "../../support/control_host.ts";
import { decode, missingFfmpeg } from "../../support/machine/ffmpeg.ts";
import { cameraOnce } from "../../support/cameras/found_camera.ts";
import { freePort } from "../../support/machine/free_port.ts";
import { ADMIN_TOKEN } from "../../support/host_settings.ts";
import { Mosquitto, mosquittoProblem } from "../../support/machine/mosquitto.ts";
import { pahoProblem, PythonProgram } from "../../support/machine/python.ts";
import { needing } from "../../support/machine/system_needs.ts";
import { watch } from "../../agents/cameras/bare_viewer.ts";

const PATIENCE_MS = 30_000;
const ADDRESS = "127.0.0.4";
/** Two seconds and a half, with two keyframes behind the first. */
const PICTURES = 75;
const SCRIPT = new URL("../../fixtures/camera_guide/stream_server.py", import.meta.url);

/** Raw H.264 as libcamera-vid writes it with `--inline`: parameter sets before each keyframe, no delimiters. */
const PROGRAM = [
  ...["ffmpeg", "-v", "error", "-nostdin", "-re", "-f", "lavfi"],
  ...["-i", "testsrc2=size=320x240:rate=30", "-c:v", "libx264", "-preset", "ultrafast"],
  ...["-bf", "0", "-g", "30", "-pix_fmt", "yuv420p", "-f", "h264", "-"],
];

/** Runs a test with the guide's server at a port of its address. */
async function withGuideServer(
  brokerPort: number,
  port: number,
  test: (server: PythonProgram) => Promise<void>,
): Promise<void> {
  const args = [`${brokerPort}`, ADDRESS, `${port}`, ...PROGRAM];
  const server = new PythonProgram(fileURLToPath(SCRIPT), args);
  try {
    for (const half of ["serving", "listening"]) {
      await server.out.find((line) => line === half, PATIENCE_MS);
    }
    await test(server);
  } finally {
    await server.stop();
  }
}

Deno.test({
  ...needing(
    "the guide's server in Python is found through mosquitto, and plays in ffmpeg beside its own clients",
    missingFfmpeg ?? mosquittoProblem() ?? pahoProblem(),
  ),
  async fn() {
    const broker = await Mosquitto.start();
    const cameraPort = await freePort(ADDRESS);
    const settings = { cameraPort, mqttUrl: `mqtt://127.0.0.1:${broker.port}` };
    try {
      await withGuideServer(broker.port, cameraPort, (server) =>
        withControlHost(
          async (under) => {
            const { format, configured, picture } = await cameraOnce(under, ADDRESS, PATIENCE_MS);
            assert.deepEqual([format, configured, picture?.width, picture?.height], [
              "annexB",
              false,
              320,
              240,
            ]);
            const neighbour = await watch({ address: ADDRESS, port: cameraPort });
            await server.out.find((line) => line === "clients 2", PATIENCE_MS);
            const from = under.url.replace("//", `//ffmpeg:${ADMIN_TOKEN}@`);
            const streams = ["stream.h264", "stream.mp4"].map((name) =>
              decode(`${from}/api/v1/cameras/${ADDRESS}/${name}`, PICTURES)
            );
            for (const { frames, complaints } of await Promise.all(streams)) {
              assert.deepEqual([frames, complaints], [PICTURES, ""]);
            }
            // However many watch, the camera serves us once.
            assert.ok(!server.out.all.includes("clients 3"), server.out.all.join("\n"));
            assert.ok(neighbour.received > 0);
            neighbour.leave();
            const { figures } = await under.api.call<Camera>(`/api/v1/cameras/${ADDRESS}`);
            assert.deepEqual([figures.connects, figures.skippedBytes], [1, 0]);
          },
          {},
          settings,
        ));
    } finally {
      await broker.kill();
    }
  },
});
