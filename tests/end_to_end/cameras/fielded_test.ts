import assert from "node:assert/strict";
import { TestClient } from "../../adapters/mqtt/stage.ts";
import type { Camera, RecordingList } from "../../../protocols/api/camera.ts";
import { withCameraAgents } from "../../support/processes/camera_agent_process.ts";
import { type HostUnderTest, withControlHost } from "../../support/control_host.ts";
import { eventually } from "../../support/eventually.ts";
import { decode, missingFfmpeg, probe } from "../../support/machine/ffmpeg.ts";
import { withV3 } from "../../support/processes/fielded_viewer_process.ts";
import { cameraOnce } from "../../support/cameras/found_camera.ts";
import { freePort } from "../../support/machine/free_port.ts";
import type { Lines } from "../../support/lines.ts";
import { pahoProblem } from "../../support/machine/python.ts";
import { needing } from "../../support/machine/system_needs.ts";

const PATIENCE_MS = 60_000;
/** In the field it is 15 s; nobody here waits for the next time. */
const TUNING = { requestIntervalMs: 1_000 };
/** The viewer tells of every fourth picture. */
const LINES = 8;
const PICTURES = 24;

interface Stage extends HostUnderTest {
  readonly camera: Camera;
  readonly cameraPort: number;
  readonly mqttPort: number;
}

/** A control host with a camera agent at `address`, found over the host's broker. */
async function withAgent(
  address: string,
  words: readonly string[],
  test: (stage: Stage) => Promise<void>,
): Promise<void> {
  const cameraPort = await freePort(address);
  await withControlHost(
    async (under) => {
      const mqttPort = under.host.ports.get("mqtt")?.port ?? 0;
      const order = [
        ...["--source", "test", "--size", "320x240", "--bind", address, "--port", `${cameraPort}`],
        ...["--mqtt-url", `mqtt://127.0.0.1:${mqttPort}`, ...words],
      ];
      await withCameraAgents([{ words: order }], async () => {
        const camera = await cameraOnce(under, address, PATIENCE_MS);
        await test({ ...under, camera, cameraPort, mqttPort });
      });
    },
    TUNING,
    { cameraPort },
  );
}

/** The camera is shown, and recorded between two orders; answers what the viewer has kept of it. */
async function showsAndRecords(
  stage: Stage,
  { out }: { readonly out: Lines },
  operator: TestClient,
): Promise<string> {
  const { address } = stage.camera;
  const shown = new RegExp(`^shown ${address} \\d+$`);
  await out.find((line) => shown.test(line), PATIENCE_MS);
  await operator.say("command/rec", "start");
  await out.find((line) => line === "recording", PATIENCE_MS);
  const from = out.all.length;
  const enough = () => out.all.slice(from).filter((line) => shown.test(line)).length > LINES;
  await out.find(enough, PATIENCE_MS);
  await hostRecords(stage);
  await operator.say("command/rec", "stop");
  const line = await out.find((each) => each.startsWith("recorded "), PATIENCE_MS);
  assert.ok(!out.all.some((each) => each.startsWith("not a picture")), out.all.join("\n"));
  return line.slice("recorded ".length);
}

async function isVideo(path: string, codec: string): Promise<void> {
  const { packets, streams: [stream] } = await probe(path);
  assert.deepEqual([stream?.codec_name, stream?.width, stream?.height], [codec, 320, 240]);
  assert.ok(packets.length >= PICTURES, `${packets.length} pictures were recorded`);
}

/** Resolves when the control host has recorded enough: it begins with the next keyframe. */
async function hostRecords({ api, camera }: Stage): Promise<void> {
  const read = () => api.call<Camera>(`/api/v1/cameras/${camera.id}`);
  const began = await eventually(read, (now) => (now.recording?.bytes ?? 0) > 0, PATIENCE_MS);
  const enough = began.figures.frames + PICTURES;
  await eventually(read, ({ figures }) => figures.frames >= enough, PATIENCE_MS);
}

/** What the control host has recorded meanwhile, as the API hands it out. */
async function hostRecorded({ api, camera }: Stage, folder: string, codec: string): Promise<void> {
  const path = `/api/v1/cameras/${camera.id}/recordings`;
  const { items } = await api.call<RecordingList>(path);
  assert.equal(items.length, 1);
  const file = `${folder}/downloaded.mp4`;
  const { body } = await api.request(`${path}/${items[0]?.name}`);
  await Deno.writeFile(file, body ?? new Uint8Array());
  await isVideo(file, codec);
  assert.equal((await decode(file)).complaints, "");
}

/** Watches through one port, and has the whole site recorded by MQTT. */
async function watchAndRecord(stage: Stage, port: number, codec: string): Promise<void> {
  const operator = await TestClient.join(stage.mqttPort);
  try {
    await withV3(stage.mqttPort, port, async (viewer, folder) => {
      const name = await showsAndRecords(stage, viewer, operator);
      await isVideo(`${folder}/${name}`, "mjpeg");
      await cameraOnce(stage, stage.camera.name, PATIENCE_MS, (each) => each.recording === null);
      await hostRecorded(stage, folder, codec);
    });
  } finally {
    await operator.leave();
  }
}

const missing = pahoProblem() ?? missingFfmpeg;

Deno.test({
  ...needing(
    "a V3 viewer finds and shows a JPEG camera agent beside the control host, and both record on command",
    missing,
  ),
  fn: () =>
    withAgent("127.0.0.5", ["--format", "framed-jpeg"], async (stage) => {
      assert.equal(stage.camera.format, "lengthPrefixedJpeg");
      await watchAndRecord(stage, stage.cameraPort, "mjpeg");
    }),
});

Deno.test({
  ...needing(
    "a V3 viewer shows an H.264 camera agent at its relay port, and records it on command",
    missing,
  ),
  fn: () =>
    withAgent("127.0.0.1", [], async (stage) => {
      const { relayPort } = await cameraOnce(
        stage,
        stage.camera.name,
        PATIENCE_MS,
        (each) => each.relayPort !== null,
      );
      assert.equal(stage.camera.format, "annexB");
      await watchAndRecord(stage, relayPort ?? 0, "h264");
    }),
});
