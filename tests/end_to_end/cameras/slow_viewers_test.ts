import assert from "node:assert/strict";
import { createScriptedCamera } from "../../../agents/cameras/scripted_camera.ts";
import type { Camera } from "../../../protocols/api/camera.ts";
import { FieldedViewer } from "../../adapters/video/fielded_viewer.ts";
import { type HostUnderTest, withControlHost } from "../../support/control_host.ts";
import { DeafViewer, requestFor } from "../../support/cameras/deaf_viewer.ts";
import { eventually } from "../../support/eventually.ts";
import { cameraOnce } from "../../support/cameras/found_camera.ts";
import {
  numberedJpegs,
  numberedPictures,
  pictureNumber,
} from "../../support/cameras/numbered_pictures.ts";
import { SteadyViewer } from "../../support/cameras/steady_viewer.ts";

const PATIENCE_MS = 40_000;
/** What waits for one viewer at most: its queue of 4 MiB, the keyframe group that it began with, and one picture. */
const MOST_QUEUED = 4 * 1024 * 1024 + 31 * 100_000;
/** 80 Mb/s: what the machine's own buffers take is full within two seconds. */
const PICTURE_BYTES = 100_000;
const RATE = 100;
const PATH = "/api/v1/cameras/Gate";

interface Stage extends HostUnderTest {
  readonly camera: ReturnType<typeof createScriptedCamera>;
}

/** A control host with one camera, which streams. */
async function withCamera(
  tape: readonly Uint8Array[],
  test: (stage: Stage) => Promise<void>,
): Promise<void> {
  const camera = createScriptedCamera({ tape, framesPerSecond: RATE });
  await camera.start();
  const { address, port } = camera;
  try {
    await withControlHost(
      async (under) => {
        await cameraOnce(under, "Gate", PATIENCE_MS);
        await test({ ...under, camera });
      },
      {},
      { cameras: [{ name: "Gate", address, port }] },
    );
  } finally {
    await camera.stop();
  }
}

/** Each is told of as slow and holds no more than it may; and when it reads again, it gets pictures again. */
async function areBounded(
  { api }: Stage,
  deaf: readonly DeafViewer[],
  kinds: readonly string[],
): Promise<void> {
  const slow = ({ viewers }: Camera) => viewers.filter((each) => each.droppedFrames > 0);
  const once = (wanted: (camera: Camera) => boolean) =>
    eventually(() => api.call<Camera>(PATH), wanted, PATIENCE_MS);
  const told = slow(await once((camera) => slow(camera).length === kinds.length));
  assert.deepEqual(told.map(({ kind }) => kind).sort(), [...kinds].sort());
  for (const { kind, queuedBytes } of told) {
    assert.ok(queuedBytes <= MOST_QUEUED, `${kind} holds ${queuedBytes} bytes`);
  }
  for (const viewer of deaf) viewer.read();
  const sent = new Map(told.map(({ kind, sentFrames }) => [kind, sentFrames]));
  const goesOn = ({ viewers }: Camera, kind: string) =>
    viewers.some((each) =>
      each.droppedFrames > 0 && each.kind === kind && each.sentFrames > (sent.get(kind) ?? Infinity)
    );
  await once((camera) => kinds.every((kind) => goesOn(camera, kind)));
}

Deno.test("viewers of H.264 that stop reading are bounded and counted, and their neighbour gets every picture", () =>
  withCamera(numberedPictures(30, PICTURE_BYTES), async (stage) => {
    const { url, camera } = stage;
    const neighbour = await SteadyViewer.join({ url, name: "Gate", camera, maxBehind: RATE });
    const deaf = await Promise.all([
      DeafViewer.dial(stage.httpPort, requestFor(`${PATH}/stream.h264`)),
      DeafViewer.dial(stage.httpPort, requestFor(`${PATH}/stream.mp4`)),
      DeafViewer.dial(stage.httpPort, requestFor(`${PATH}/live`, true)),
    ]);
    try {
      await areBounded(stage, deaf, ["h264", "mp4", "websocket"]);
      await neighbour.sees(RATE, PATIENCE_MS);
    } finally {
      neighbour.leave();
      for (const viewer of deaf) viewer.leave();
    }
  }));

Deno.test("viewers of JPEG that stop reading are bounded and counted, and their neighbour gets every picture", () =>
  withCamera(numberedJpegs(30, PICTURE_BYTES), async (stage) => {
    const { relayPort } = await cameraOnce(
      stage,
      "Gate",
      PATIENCE_MS,
      (camera) => camera.relayPort !== null,
    );
    const neighbour = await FieldedViewer.dial(relayPort ?? 0);
    const deaf = await Promise.all([
      DeafViewer.dial(relayPort ?? 0),
      DeafViewer.dial(stage.httpPort, requestFor(`${PATH}/stream.mjpeg`)),
      DeafViewer.dial(stage.httpPort, requestFor(`${PATH}/live`, true)),
    ]);
    try {
      await areBounded(stage, deaf, ["relay", "mjpeg", "websocket"]);
      const numbers = (await neighbour.frames(RATE)).map(pictureNumber);
      const first = numbers[0] ?? assert.fail();
      assert.deepEqual(numbers, numbers.map((_, at) => (first + at) % 30));
    } finally {
      neighbour.leave();
      for (const viewer of deaf) viewer.leave();
    }
  }));
