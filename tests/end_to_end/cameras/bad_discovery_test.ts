import assert from "node:assert/strict";
import { createScriptedCamera } from "../../../agents/cameras/scripted_camera.ts";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import type { CameraPage } from "../../../protocols/api/camera.ts";
import type { Discovery } from "../../../protocols/api/discovery.ts";
import { TestClient } from "../../adapters/mqtt/stage.ts";
import { ControlHostProcess } from "../../support/processes/control_host_process.ts";
import { eventually } from "../../support/eventually.ts";
import { cameraOnce } from "../../support/cameras/found_camera.ts";
import { Mosquitto, mosquittoProblem } from "../../support/machine/mosquitto.ts";
import { numberedPictures } from "../../support/cameras/numbered_pictures.ts";
import { SteadyViewer } from "../../support/cameras/steady_viewer.ts";
import { needing } from "../../support/machine/system_needs.ts";

const PATIENCE_MS = 40_000;
const RATE = 30;
/** A second and a half: more than any healthy host is behind, even on a machine that is busy with other tests. */
const MAX_BEHIND = 45;
const MOST_CAMERAS = 5;
const FLOOD = 10_000;

/** None of these is the address of a camera. */
const NO_ADDRESSES = [
  ...["", "no address", "10.0.0.1:8000", '{"ip":"10.0.0.1"}', "http://10.0.0.1/", "start"],
  ...["10.0.0.256", "10.0.0.1\u0000", "x".repeat(60_000)],
];

/** What is said on the broker, and what the control host makes of it. */
interface Scene {
  readonly host: ControlHostProcess;
  readonly speaker: TestClient;
  /** The topic on which the control host hears answers. */
  readonly replyTopic: string;
  broker: Mosquitto;
}

function discoveryOnce({ host }: Scene, wanted: (now: Discovery) => boolean): Promise<Discovery> {
  return eventually(() => host.api.call<Discovery>("/api/v1/discovery"), wanted, PATIENCE_MS);
}

async function cameras({ host }: Scene): Promise<CameraPage["items"]> {
  return (await host.api.call<CameraPage>("/api/v1/cameras?limit=500")).items;
}

/** Steps, in this order: each leaves the control host as the next one needs it. */
const STEPS: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
  "retained orders of another time are not obeyed": async (scene) => {
    const { stale } = await discoveryOnce(scene, (now) => now.stale >= 1);
    assert.equal(stale, 1);
    assert.ok((await cameras(scene)).every(({ recording }) => recording === null));
  },
  "answers that are no address make no camera": async (scene) => {
    const before = await discoveryOnce(scene, () => true);
    for (const text of NO_ADDRESSES) await scene.speaker.say(scene.replyTopic, text);
    await discoveryOnce(scene, (now) => now.violations >= before.violations + NO_ADDRESSES.length);
    assert.equal((await cameras(scene)).length, 1);
  },
  "10,000 answers at once make no more cameras than are configured": async (scene) => {
    const { speaker, replyTopic } = scene;
    const before = await discoveryOnce(scene, () => true);
    for (let n = 0; n < FLOOD; n++) {
      // Half of them come from the addresses of others, and some from one that is known.
      const address = n % 2 === 0 ? `198.51.100.${n % 250}` : `127.7.${n >> 8}.${n & 255}`;
      speaker.mqtt.publish(replyTopic, n % 10 === 0 ? "127.0.0.1" : address);
    }
    const isThrough = ({ answers, dropped }: Discovery) =>
      answers + dropped >= before.answers + before.dropped + FLOOD;
    await discoveryOnce(scene, isThrough);
    await eventually(
      () => cameras(scene),
      ({ length }) => length === 1 + MOST_CAMERAS,
      PATIENCE_MS,
    );
  },
  "a broker that goes away is told of with its reason": async (scene) => {
    await scene.broker.kill();
    const { reason } = await discoveryOnce(scene, ({ state }) => state === "down");
    assert.notEqual(reason, "");
    scene.broker = await Mosquitto.start(undefined, scene.broker.port);
    await discoveryOnce(scene, ({ state }) => state === "connected");
  },
};

/** Whoever listens where cameras do learns the topic for their answers. */
async function replyTopicOf(listener: TestClient): Promise<string> {
  const asked = await listener.hear(({ topic }) => topic === "commend");
  return asked.text;
}

async function withScene(test: (scene: Scene, viewer: SteadyViewer) => Promise<void>) {
  const camera = createScriptedCamera({ tape: numberedPictures(30), framesPerSecond: RATE });
  await camera.start();
  const broker = await Mosquitto.start();
  const speaker = await (await TestClient.join(broker.port)).listen("commend");
  await speaker.say("command/rec", "start", true);
  await withDataDir(async (dataDir) => {
    const { address, port } = camera;
    const host = await ControlHostProcess.start(dataDir, {
      cameras: [{ name: "Healthy", address, port }],
      mqttUrl: `mqtt://127.0.0.1:${broker.port}`,
      maxDiscoveredCameras: MOST_CAMERAS,
    });
    const scene = { host, speaker, broker, replyTopic: await replyTopicOf(speaker) };
    try {
      await cameraOnce(host, "Healthy", PATIENCE_MS);
      const watched = { url: host.url, name: "Healthy", camera, maxBehind: MAX_BEHIND };
      const viewer = await SteadyViewer.join(watched);
      await test(scene, viewer);
      viewer.leave();
    } finally {
      await host.stop();
      await speaker.leave();
      await scene.broker.kill();
      await camera.stop();
    }
  });
}

Deno.test({
  ...needing(
    "whatever is said on the broker, discovery stays bounded, and a healthy camera's pictures come on time",
    mosquittoProblem(),
  ),
  fn: (t) =>
    withScene(async (scene, viewer) => {
      for (const [name, step] of Object.entries(STEPS)) await t.step(name, () => step(scene));
      await viewer.sees(RATE, PATIENCE_MS);
      await t.step(`${viewer.mostBehind} pictures behind at most`, () => {});
    }),
});
