import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import type { CameraPage } from "../../../protocols/api/camera.ts";
import {
  missingChromium,
  openPage,
  UNTRUSTED_HOST,
  withBrowser,
} from "../../support/machine/browser.ts";
import { withCameraAgents } from "../../support/processes/camera_agent_process.ts";
import { decode, missingFfmpeg } from "../../support/machine/ffmpeg.ts";
import { freePort } from "../../support/machine/free_port.ts";
import { Mosquitto, mosquittoProblem } from "../../support/machine/mosquitto.ts";
import { pahoProblem, PythonProgram } from "../../support/machine/python.ts";
import { type StartedHost, withStartedHost } from "../../support/processes/started_host.ts";
import { needing, needingLong } from "../../support/machine/system_needs.ts";
import { signIn, tileOf } from "../../support/watch_stage.ts";

const PATIENCE_MS = 60_000;
/** A second of each camera. */
const SOME_FRAMES = 30;
const CAMERAS = ["127.0.0.2", "127.0.0.3"] as const;
const SIZES = ["320x240", "640x360"];
const LOCAL = ["localhost", "webcodecs"] as const;
const ELSEWHERE = [UNTRUSTED_HOST, "mse"] as const;

/** Two camera agents at two addresses, found through a broker by a control host that was told of neither. */
async function withFoundCameras(
  cameraPort: number,
  mqttPort: number,
  { api }: StartedHost,
  test: () => Promise<void>,
): Promise<void> {
  const orders = CAMERAS.map((address, nth) => ({
    words: [
      ...["--source", "test", "--size", SIZES[nth] ?? "", "--bind", address],
      ...["--port", String(cameraPort), "--mqtt-url", `mqtt://127.0.0.1:${mqttPort}`],
    ],
  }));
  await withCameraAgents(orders, async () => {
    const { items } = await api.until<CameraPage>(
      "/api/v1/cameras",
      ({ items }) => items.length === 2 && items.every((each) => each.stream === "streaming"),
      PATIENCE_MS,
    );
    const found = items.map(({ address, configured, format, picture }) =>
      `${address} ${configured} ${format} ${picture?.width}x${picture?.height}`
    );
    assert.deepEqual(
      found.sort(),
      CAMERAS.map((address, nth) => `${address} false annexB ${SIZES[nth]}`),
    );
    await test();
  });
}

/** Both cameras side by side in one page. */
async function playsBoth(
  browser: Browser,
  { url, token }: StartedHost,
  [host, player]: readonly [string, string],
): Promise<void> {
  const [one, other] = CAMERAS;
  const { port } = new URL(url);
  const page = `http://${host}:${port}/cameras/${one}/watch?also=${other}`;
  const watched = await openPage(browser, page);
  await signIn(watched.page, token);
  const tiles = CAMERAS.map((_, nth) => tileOf(watched.page, nth));
  for (const tile of tiles) {
    await tile.decodes(SOME_FRAMES);
    await tile.isLive();
    assert.equal(await tile.player(), player);
  }
  const shots = Deno.env.get("SIGNALBOX_TEST_SHOTS");
  if (shots !== undefined) await watched.page.screenshot({ path: `${shots}/${player}.png` });
  await watched.page.context().close();
}

Deno.test({
  ...needing(
    "two camera agents are found by `signalbox start` through its own broker, and play side by side in Chromium",
    missingChromium ?? missingFfmpeg,
  ),
  fn: () =>
    withDataDir(async (dataDir) => {
      const cameraPort = await freePort(...CAMERAS);
      await withStartedHost(dataDir, ["--camera-port", `${cameraPort}`], (host) =>
        withFoundCameras(cameraPort, host.port("mqtt"), host, () =>
          withBrowser(async (browser) => {
            for (const how of [LOCAL, ELSEWHERE]) {
              await playsBoth(browser, host, how);
            }
          })));
    }),
});

/** The guide's client finds one of the cameras, and has pictures of it that play. */
async function guideClientWatches(mqttPort: number, cameraPort: number, path: string) {
  const script = new URL("../../fixtures/camera_guide/stream_client.py", import.meta.url);
  const args = [mqttPort, cameraPort, SOME_FRAMES, path].map(String);
  const client = new PythonProgram(fileURLToPath(script), args);
  try {
    await client.out.find((line) => line.startsWith("watched "), PATIENCE_MS);
    const [found = ""] = client.out.all;
    assert.ok(CAMERAS.some((address) => found === `camera ${address}`), found);
  } finally {
    await client.stop();
  }
  const { frames, complaints } = await decode(path);
  // It leaves at the start of a picture, and a decoder cannot tell that the rest is missing.
  assert.ok(frames >= SOME_FRAMES, `${frames} frames; ${complaints}`);
}

Deno.test({
  ...needingLong(
    "two camera agents are found through mosquitto, by `signalbox start` and by the guide's client, and play in Chromium",
    missingChromium ?? missingFfmpeg ?? mosquittoProblem() ?? pahoProblem(),
  ),
  fn: () =>
    withDataDir(async (dataDir) => {
      const broker = await Mosquitto.start();
      const cameraPort = await freePort(...CAMERAS);
      const words = ["--camera-port", `${cameraPort}`];
      const url = `mqtt://127.0.0.1:${broker.port}`;
      try {
        await withStartedHost(dataDir, [...words, "--mqtt-url", url], (host) =>
          withFoundCameras(cameraPort, broker.port, host, async () => {
            await guideClientWatches(broker.port, cameraPort, `${dataDir}/watched.h264`);
            await withBrowser((browser) =>
              playsBoth(browser, host, LOCAL)
            );
          }));
      } finally {
        await broker.kill();
      }
    }),
});
