import assert from "node:assert/strict";
import {
  createScriptedCamera,
  type ScriptedCamera,
} from "../../../agents/cameras/scripted_camera.ts";
import type { Camera, RecordingList } from "../../../protocols/api/camera.ts";
import type { Command } from "../../../protocols/api/command.ts";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import { ControlHostProcess } from "../../support/processes/control_host_process.ts";
import { decode, missingFfmpeg } from "../../support/machine/ffmpeg.ts";
import { cameraOnce } from "../../support/cameras/found_camera.ts";
import { needing } from "../../support/machine/system_needs.ts";
import { h264Tape } from "../../support/cameras/test_pictures.ts";

const PATIENCE_MS = 30_000;
const RATE = 30;
/** Four seconds are recorded, of which the last two may be lost. */
const RECORDED = 4 * RATE;
const LOST_AT_MOST = 2 * RATE;
const PATH = "/api/v1/cameras/Gate";

/** Records, and kills the control host in the middle of it; answers how many pictures the camera had sent meanwhile. */
async function recordAndKill(host: ControlHostProcess, camera: ScriptedCamera): Promise<number> {
  await cameraOnce(host, "Gate", PATIENCE_MS);
  const json = { action: "record_start" };
  const order = await host.api.call<Command>(`${PATH}/commands`, { method: "POST", json });
  const { state } = await host.api.finished(order, PATIENCE_MS);
  assert.equal(state, "completed");
  const from = camera.played;
  await camera.until(() => camera.played >= from + RECORDED, PATIENCE_MS);
  const sent = camera.played - from;
  await host.kill();
  return sent;
}

/** The recording as it lies on the disk, found by nobody's help but its folder. */
function fileOf(dataDir: string): string {
  const folder = `${dataDir}/recordings/camera_1`;
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name)
    .filter((name) => name.endsWith(".mp4"));
  assert.equal(names.length, 1, names.join());
  return `${folder}/${names[0]}`;
}

Deno.test({
  ...needing(
    "a control host that is killed while it records leaves a recording that plays up to the last two seconds, and goes on with it",
    missingFfmpeg,
  ),
  fn: () =>
    withDataDir(async (dataDir) => {
      const tape = await h264Tape({ width: 320, height: 240, frames: 60, framesPerSecond: RATE });
      const camera = createScriptedCamera({ tape, framesPerSecond: RATE });
      await camera.start();
      const { address, port } = camera;
      const cameras = [{ name: "Gate", address, port }];
      let host = await ControlHostProcess.start(dataDir, { cameras });
      try {
        const sent = await recordAndKill(host, camera);
        const file = fileOf(dataDir);
        const killed = await decode(file);
        assert.equal(killed.complaints, "");
        assert.ok(killed.frames >= sent - LOST_AT_MOST, `${killed.frames} of ${sent} pictures`);
        host = await host.again();
        const path = `${PATH}/recordings`;
        await host.api.until<Camera>(PATH, ({ recording }) => recording !== null, PATIENCE_MS);
        const { items: [first] } = await host.api.call<RecordingList>(path);
        assert.equal(first?.finished, true);
        const { body } = await host.api.request(`${path}/${first?.name}`);
        await Deno.writeFile(`${dataDir}/downloaded.mp4`, body ?? new Uint8Array());
        assert.deepEqual(await decode(`${dataDir}/downloaded.mp4`), killed);
      } finally {
        // Also when it is dead already; its stop is another test's.
        await host.kill();
        await camera.stop();
      }
    }),
});
