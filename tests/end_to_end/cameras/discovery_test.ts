import assert from "node:assert/strict";
import {
  createScriptedCamera,
  type ScriptedCamera,
} from "../../../agents/cameras/scripted_camera.ts";
import type { Camera, CameraPage, Recording } from "../../../protocols/api/camera.ts";
import type { Command } from "../../../protocols/api/command.ts";
import { VideoDecoder } from "../../../protocols/video/decoder.ts";
import { JpegSplitter } from "../../../protocols/video/jpeg_splitter.ts";
import { encodeLengthPrefixed } from "../../../protocols/video/length_prefixed.ts";
import { watch } from "../../agents/cameras/bare_viewer.ts";
import type { TestClient } from "../../adapters/mqtt/stage.ts";
import { type HostUnderTest, withControlHost } from "../../support/control_host.ts";
import { answerAs } from "../../support/cameras/discoverable_camera.ts";

/** Longer than any step here should take on a busy machine. */
const PATIENCE_MS = 20_000;

interface Stage extends HostUnderTest {
  readonly camera: ScriptedCamera;
  /** The camera's connection to the broker of the control host. */
  readonly broker: TestClient;
}

function fixture(name: string): Promise<Uint8Array> {
  return Deno.readFile(new URL(`../../fixtures/video/${name}`, import.meta.url));
}

/** Access units, each as it goes over the wire. */
async function h264Tape(): Promise<Uint8Array[]> {
  const decoder = new VideoDecoder();
  const events = [...decoder.push(await fixture("plain.h264")), ...decoder.end()];
  return events.flatMap((event) =>
    event.type === "frameCompleted" ? [event.frame.bytes.slice()] : []
  );
}

async function jpegTape(): Promise<Uint8Array[]> {
  const images = new JpegSplitter().push(await fixture("jpegs.mjpeg"));
  return images.map((image) => encodeLengthPrefixed(image));
}

/** Runs a test on a control host without any configured camera, and a camera that answers on its broker. */
async function withDiscoverable(
  tape: readonly Uint8Array[],
  test: (stage: Stage) => Promise<void>,
): Promise<void> {
  const camera = createScriptedCamera({ tape });
  await camera.start();
  try {
    await withControlHost(
      async (under) => {
        const broker = await answerAs("127.0.0.1", under.host.ports.get("mqtt")?.port ?? 0);
        try {
          await test({ ...under, camera, broker });
        } finally {
          await broker.leave();
        }
      },
      {},
      { cameraPort: camera.port },
    );
  } finally {
    await camera.stop();
  }
}

/** The camera, once it is as wanted. */
async function until(
  { api }: HostUnderTest,
  wanted: (camera: Camera) => boolean,
): Promise<Camera> {
  const { items } = await api.until<CameraPage>(
    "/api/v1/cameras",
    ({ items: [first] }) => first !== undefined && wanted(first),
    PATIENCE_MS,
  );
  return items[0] ?? assert.fail();
}

const streams = ({ stream, picture }: Camera) => stream === "streaming" && picture !== null;

Deno.test("a camera that answers on the control host's own broker is found, recorded by MQTT, and its recording is kept", async () =>
  withDiscoverable(await h264Tape(), async (stage) => {
    const { api, broker } = stage;
    const found = await until(stage, streams);
    assert.deepEqual([found.name, found.configured, found.format, found.picture?.width], [
      "127.0.0.1",
      false,
      "annexB",
      64,
    ]);
    await broker.say("command/rec", "start");
    await until(stage, ({ recording }) => recording !== null);
    const order = { action: "record_start" };
    const command = await api.call<Command>("/api/v1/cameras/127.0.0.1/commands", {
      method: "POST",
      json: order,
    });
    assert.equal((await api.finished(command, PATIENCE_MS)).state, "completed");
    await broker.say("commend/rec", "stop");
    await until(stage, ({ recording }) => recording === null);
    const { items } = await api.call<{ items: Recording[] }>("/api/v1/cameras/1/recordings");
    assert.equal(items.length, 1);
    assert.deepEqual([items[0]?.width, items[0]?.height], [64, 48]);
  }));

Deno.test("a fielded viewer sees the camera at its relay port, and hears by MQTT that the site is recorded", async () =>
  withDiscoverable(await jpegTape(), async (stage) => {
    const { broker } = stage;
    await broker.listen("command/rec");
    const { relayPort } = await until(
      stage,
      (camera) => streams(camera) && camera.relayPort !== null,
    );
    await broker.say("commend/rec", "start");
    await until(stage, ({ recording }) => recording !== null);
    const viewer = await watch({ address: "127.0.0.1", port: relayPort ?? 0 });
    await viewer.until(() => viewer.received > 5_000, PATIENCE_MS);
    const { bytes } = viewer;
    const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
    assert.deepEqual([...bytes.subarray(4, 6)], [0xff, 0xd8]);
    assert.deepEqual([...bytes.subarray(2 + length, 4 + length)], [0xff, 0xd9]);
    const order = await broker.hear(({ topic }) => topic === "command/rec");
    assert.equal(order.text, "start");
    viewer.leave();
  }));

Deno.test("a camera that is cut off is streaming again within seconds, and those who watch go on", async () =>
  withDiscoverable(await jpegTape(), async (stage) => {
    const { camera } = stage;
    const { relayPort } = await until(
      stage,
      (found) => streams(found) && found.relayPort !== null,
    );
    const viewer = await watch({ address: "127.0.0.1", port: relayPort ?? 0 });
    for (const how of ["reset", "midway"] as const) {
      camera.cut(how);
      await until(stage, (found) => found.figures.connects > 1 && streams(found));
      const before = viewer.received;
      await viewer.until(() => viewer.received > before + 5_000, PATIENCE_MS);
    }
    viewer.leave();
  }));
