import assert from "node:assert/strict";
import { membersOf } from "../../agents/cameras/recorded_feed.ts";
import { withDataDir } from "../../adapters/sqlite/with_data_dir.ts";
import type { Camera } from "../../../protocols/api/camera.ts";
import type { Discovery } from "../../../protocols/api/discovery.ts";
import {
  CameraAgentProcess,
  withCameraAgents,
} from "../../support/processes/camera_agent_process.ts";
import { withControlHost } from "../../support/control_host.ts";
import { ControlHostProcess } from "../../support/processes/control_host_process.ts";
import { eventually } from "../../support/eventually.ts";
import { missingFfmpeg } from "../../support/machine/ffmpeg.ts";
import { cameraOnce } from "../../support/cameras/found_camera.ts";
import { freePort } from "../../support/machine/free_port.ts";
import { Mosquitto, mosquittoProblem } from "../../support/machine/mosquitto.ts";
import { needing } from "../../support/machine/system_needs.ts";

const PATIENCE_MS = 60_000;
/** In the field it is 15 s; nobody here waits for the next time. */
const TUNING = { requestIntervalMs: 1_000 };
const ONE = "127.0.0.6";
const OTHER = "127.0.0.7";

function wordsFor(address: string, port: number, mqttPort: number): readonly string[] {
  return [
    ...["--source", "test", "--size", "320x240", "--bind", address, "--port", `${port}`],
    ...["--mqtt-url", `mqtt://127.0.0.1:${mqttPort}`],
  ];
}

Deno.test({
  ...needing(
    "a camera agent that is killed is gone at once, leaves nothing behind, and streams again when it is back",
    missingFfmpeg,
  ),
  async fn() {
    const cameraPort = await freePort(ONE);
    await withControlHost(
      async (under) => {
        const words = wordsFor(ONE, cameraPort, under.host.ports.get("mqtt")?.port ?? 0);
        const killed = new CameraAgentProcess({ words });
        let group = 0;
        try {
          await cameraOnce(under, ONE, PATIENCE_MS);
          group = await killed.groupOfSource();
          assert.ok((await membersOf(group)).length > 0);
        } finally {
          await killed.end("SIGKILL");
        }
        const gone = await cameraOnce(
          under,
          ONE,
          PATIENCE_MS,
          ({ stream }) => stream === "connecting",
        );
        assert.notEqual(gone.reason, "");
        const snapshot = await under.api.request(`/api/v1/cameras/${ONE}/snapshot.jpg`);
        assert.equal(snapshot.status, 503, "its last picture is nobody's any more");
        await snapshot.body?.cancel();
        await eventually(() => membersOf(group), ({ length }) => length === 0, PATIENCE_MS);
        await withCameraAgents([{ words }], async () => {
          const { id, figures } = await cameraOnce(under, ONE, PATIENCE_MS);
          assert.equal(id, gone.id);
          assert.equal(figures.connects, 2);
        });
      },
      TUNING,
      { cameraPort },
    );
  },
});

/** Cameras are found through a broker, before it is restarted and after; one that streams does not notice. */
async function findsThroughMosquitto(broker: { current: Mosquitto }): Promise<void> {
  const { port } = broker.current;
  const cameraPort = await freePort(ONE, OTHER);
  const orders = [ONE, OTHER].map((address) => ({ words: wordsFor(address, cameraPort, port) }));
  const [first = assert.fail(), second = assert.fail()] = orders;
  await withControlHost(
    (under) =>
      withCameraAgents([first], async () => {
        const { figures: { frames } } = await cameraOnce(under, ONE, PATIENCE_MS);
        const discovery = (state: Discovery["state"]) =>
          eventually(
            () => under.api.call<Discovery>("/api/v1/discovery"),
            (now) => now.state === state,
            PATIENCE_MS,
          );
        await broker.current.kill();
        assert.notEqual((await discovery("down")).reason, "");
        broker.current = await Mosquitto.start(undefined, port);
        assert.equal((await discovery("connected")).reason, "");
        await withCameraAgents([second], async () => {
          await cameraOnce(under, OTHER, PATIENCE_MS);
        });
        const { figures } = await under.api.call<Camera>(`/api/v1/cameras/${ONE}`);
        assert.equal(figures.connects, 1);
        assert.ok(figures.frames > frames);
      }),
    TUNING,
    { cameraPort, mqttUrl: `mqtt://127.0.0.1:${port}` },
  );
}

Deno.test({
  ...needing(
    "cameras are found again when mosquitto was killed and is back, and streams go on meanwhile",
    mosquittoProblem() ?? missingFfmpeg,
  ),
  async fn() {
    const broker = { current: await Mosquitto.start() };
    try {
      await findsThroughMosquitto(broker);
    } finally {
      await broker.current.kill();
    }
  },
});

Deno.test({
  ...needing(
    "cameras are found again when the control host with its own broker was killed and is back",
    missingFfmpeg,
  ),
  fn: () =>
    withDataDir(async (dataDir) => {
      const cameraPort = await freePort(ONE);
      let host = await ControlHostProcess.start(dataDir, { cameraPort }, TUNING);
      try {
        await withCameraAgents(
          [{ words: wordsFor(ONE, cameraPort, host.ready.mqttPort) }],
          async ([agent]) => {
            await cameraOnce(host, ONE, PATIENCE_MS);
            await host.kill();
            await agent?.says(/no broker/);
            host = await host.again();
            const back = Date.now();
            const isBack = ({ answeredAt, stream }: Camera) =>
              stream === "streaming" && Date.parse(answeredAt ?? "") >= back;
            assert.equal((await cameraOnce(host, ONE, PATIENCE_MS, isBack)).id, 1);
          },
        );
      } finally {
        await host.stop();
      }
    }),
});
