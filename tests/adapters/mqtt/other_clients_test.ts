import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { Lines } from "../../support/lines.ts";
import { Mosquitto, mosquittoProblem } from "../../support/machine/mosquitto.ts";
import { pahoProblem, PythonProgram } from "../../support/machine/python.ts";
import { needing } from "../../support/machine/system_needs.ts";
import { withDiscovery } from "./discovery_stage.ts";
import { TestClient, withBroker } from "./stage.ts";

const HOST = "127.0.0.1";
const WAIT_MS = 10_000;

function guide(file: string): string {
  return fileURLToPath(new URL(`../../fixtures/camera_guide/${file}`, import.meta.url));
}

async function run(program: string, ...args: readonly string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(program, { args: [...args] }).output();
  assert.ok(success, `${program}: ${new TextDecoder().decode(stderr)}`);
  return new TextDecoder().decode(stdout);
}

Deno.test({
  ...needing("openBroker() serves mosquitto's clients at every quality", mosquittoProblem()),
  fn: () =>
    withBroker({}, async ({ port }) => {
      const where = ["-h", HOST, "-p", `${port}`];
      await run("mosquitto_pub", ...where, "-t", "sensor/r", "-m", "kept", "-r", "-q", "1");
      const listener = new Deno.Command("mosquitto_sub", {
        args: [...where, "-t", "sensor/#", "-C", "4", "-v", "-q", "2"],
        stdin: "null",
        stdout: "piped",
      }).spawn();
      const { all, ended, find } = linesOf(listener.stdout);
      await find("sensor/r kept");
      for (const qos of ["0", "1", "2"]) {
        const message = ["-t", "sensor/a", "-m", `quality ${qos}`, "-q", qos];
        await run("mosquitto_pub", ...where, ...message);
      }
      await ended;
      assert.deepEqual(all, [
        "sensor/r kept",
        "sensor/a quality 0",
        "sensor/a quality 1",
        "sensor/a quality 2",
      ]);
      assert.ok((await listener.status).success);
    }),
});

function linesOf(stream: ReadableStream<Uint8Array>) {
  const lines = new Lines(stream);
  const find = (wanted: string) => lines.find((line) => line === wanted, WAIT_MS);
  return { all: lines.all, ended: lines.ended, find };
}

/** A camera and a viewer of every generation, each in a process of its own, and discovery between them. */
async function meetPaho(port: number): Promise<void> {
  const cameras = [["commend", "192.0.2.1"], ["commend/getIP", "192.0.2.2"], [
    "command/getIP",
    "192.0.2.3",
  ]] as const;
  const programs: PythonProgram[] = [];
  const start = (script: string, ...args: readonly string[]) => {
    const program = new PythonProgram(guide(script), [`${port}`, ...args]);
    programs.push(program);
    return program.out.find((line) => line === "listening", WAIT_MS);
  };
  try {
    await Promise.all(cameras.map((args) => start("camera.py", ...args)));
    await Promise.all([
      start("viewer.py", "commend", "commend/rec"),
      start("viewer.py", "command/getIP", "command/rec"),
    ]);
    await withDiscovery(
      { broker: { host: HOST, port } },
      async ({ events, discovery, toldMany }) => {
        await Promise.all(
          programs.slice(0, 3).map(({ out }) =>
            out.find((line) => line.startsWith("asked camera/response/signalbox-"), WAIT_MS)
          ),
        );
        await discovery.publishRecord("start");
        const [old, young] = programs.slice(3);
        await old?.out.find((line) => line === "commend/rec start", WAIT_MS);
        await young?.out.find((line) => line === "command/rec start", WAIT_MS);
        await old?.out.find((line) => line === "answer 192.0.2.1", WAIT_MS);
        await young?.out.find((line) => line === "answer 192.0.2.3", WAIT_MS);
        await toldMany(cameras.length);
        const found = events.map((event) =>
          event.type === "cameraAnswered" ? event.address : event
        );
        assert.deepEqual(found.sort(), ["192.0.2.1", "192.0.2.2", "192.0.2.3"]);
      },
    );
  } finally {
    await Promise.all(programs.map((program) => program.stop()));
  }
}

Deno.test({
  ...needing(
    "openBroker() lets paho's cameras and viewers of every generation meet",
    pahoProblem(),
  ),
  fn: () => withBroker({}, ({ port }) => meetPaho(port)),
});

Deno.test({
  ...needing(
    "connectDiscovery() meets paho's cameras and viewers at mosquitto",
    mosquittoProblem() ?? pahoProblem(),
  ),
  async fn() {
    const broker = await Mosquitto.start();
    try {
      await meetPaho(broker.port);
    } finally {
      await broker.kill();
    }
  },
});

Deno.test({
  ...needing(
    "connectDiscovery() recovers when mosquitto is killed and comes back",
    mosquittoProblem(),
  ),
  async fn() {
    let broker = await Mosquitto.start();
    const { port } = broker;
    try {
      await withDiscovery({ broker: { host: HOST, port } }, async (stage) => {
        await stage.reached("connected");
        await broker.kill();
        await stage.reached("down");
        broker = await Mosquitto.start(undefined, port);
        const camera = await (await TestClient.join(port)).listen("commend");
        await stage.advance(1_000);
        await stage.reached("connected", 2);
        const { text } = await camera.hear(({ topic }) => topic === "commend");
        assert.match(text, /^camera\/response\/signalbox-/);
        await camera.leave();
        assert.deepEqual(stage.changes.map(({ state }) => state), [
          "connected",
          "down",
          "connected",
        ]);
      });
    } finally {
      await broker.kill();
    }
  },
});

Deno.test({
  ...needing(
    "connectDiscovery() logs in at mosquitto, or says that it may not",
    mosquittoProblem(),
  ),
  async fn() {
    const password = "p@ss:w/o?r#d%";
    const file = await Deno.makeTempFile();
    await run("mosquitto_passwd", "-b", "-c", file, "show", password);
    const broker = await Mosquitto.start(["allow_anonymous false", `password_file ${file}`]);
    const url = (word: string) => `mqtt://show:${encodeURIComponent(word)}@${HOST}:${broker.port}`;
    try {
      await withDiscovery({ broker: { url: url(password) } }, async ({ reached }) => {
        await reached("connected");
      });
      await withDiscovery({ broker: { url: url("wrong") } }, async ({ reached, discovery }) => {
        assert.match((await reached("down")).reason, /refuses our user name or password$/);
        assert.doesNotMatch(JSON.stringify(discovery.status), /wrong|show/);
      });
    } finally {
      await broker.kill();
      await Deno.remove(file);
    }
  },
});
