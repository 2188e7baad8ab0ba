import assert from "node:assert/strict";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import { Cable, needingCable } from "../../support/machine/cable.ts";
import { withCameraAgents } from "../../support/processes/camera_agent_process.ts";
import { ControlHostProcess } from "../../support/processes/control_host_process.ts";
import { missingFfmpeg } from "../../support/machine/ffmpeg.ts";
import { cameraOnce } from "../../support/cameras/found_camera.ts";
import { needingLong } from "../../support/machine/system_needs.ts";

/** The guide's port; nobody else is at the far end. */
const CAMERA_PORT = 8000;
const PATIENCE_MS = 60_000;
/** In the field it is 15 s; nobody here waits for the next time. */
const TUNING = { requestIntervalMs: 1_000 };
/** Silence after which a connection counts as dead. */
const WATCHDOG_MS = 5_000;

async function cutAndMend(
  cable: Cable,
  host: ControlHostProcess,
  cutMs: number,
): Promise<void> {
  const far = cable.hostAddress.replace(/1$/, "2");
  const before = await cameraOnce(host, far, PATIENCE_MS);
  assert.equal(before.configured, false, "it was found through the broker");
  await cable.cut();
  const isCut = new Promise((resolve) => setTimeout(resolve, cutMs));
  const cut = await cameraOnce(host, far, PATIENCE_MS, ({ stream }) => stream === "stalled");
  const silentMs = Date.parse(cut.since) - Date.parse(cut.liveness.lastSeenAt ?? "");
  assert.ok(silentMs >= WATCHDOG_MS && silentMs < WATCHDOG_MS + 3_000, `${silentMs} ms`);
  assert.match(cut.reason, /nothing has come for 5 s/);
  const stream = await host.api.request(`/api/v1/cameras/${far}/stream.h264`);
  assert.equal(stream.status, 503, "nobody is shown its last picture");
  await stream.body?.cancel();
  await isCut;
  await cable.mend();
  const mended = await cameraOnce(host, far, PATIENCE_MS);
  assert.equal(mended.id, before.id);
  assert.ok(mended.figures.connects > before.figures.connects);
}

/** Cuts the cable of a camera agent for so long. */
function throughSilence(cutMs: number): Promise<void> {
  return withDataDir(async (dataDir) => {
    const cable = await Cable.lay();
    const settings = { deviceHost: "0.0.0.0", cameraPort: CAMERA_PORT };
    const host = await ControlHostProcess.start(dataDir, settings, TUNING);
    try {
      const broker = `mqtt://${cable.hostAddress}:${host.ready.mqttPort}`;
      const words = ["--source", "test", "--size", "320x240", "--mqtt-url", broker];
      const agent = { words, before: cable.farEnd };
      await withCameraAgents([agent], () => cutAndMend(cable, host, cutMs));
    } finally {
      await host.stop();
      await cable.remove();
    }
  });
}

Deno.test({
  ...needingCable(
    "a camera agent whose cable is cut stalls after five seconds, and streams again when it is mended",
    missingFfmpeg,
  ),
  fn: () => throughSilence(8_000),
});

Deno.test({
  ...needingLong("a camera agent survives 60 s of packet loss", missingFfmpeg),
  fn: () => throughSilence(60_000),
});
