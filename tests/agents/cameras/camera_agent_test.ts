import assert from "node:assert/strict";
import { createServer } from "node:net";
import { openBroker } from "../../../adapters/mqtt/broker.ts";
import { startCameraAgent } from "../../../agents/cameras/camera_agent.ts";
import { SourceUnavailable } from "../../../agents/cameras/video_source.ts";
import { DEFAULT_TOPICS } from "../../../protocols/discovery/topics.ts";
import { type BrokerStage, TestClient, withBroker } from "../../adapters/mqtt/stage.ts";
import { freePort } from "../../support/machine/free_port.ts";
import { decodeAll, JPEGS, only, prefixed } from "../../protocols/video/streams.ts";
import { NO_BROKER, TapeSource, withAgent } from "./agent_stage.ts";
import { watch } from "./bare_viewer.ts";

const PATIENCE_MS = 20_000;
const REPLY = "camera/response/of-the-test";

function urlOf({ port }: { readonly port: number }): string {
  return `mqtt://127.0.0.1:${port}`;
}

/** Asks on one topic, and gives the answer. */
async function ask(client: TestClient, topic: string, replyTopic = REPLY): Promise<string> {
  const heard = client.heard.length;
  const answer = client.hear((message) =>
    message.topic === replyTopic && client.heard.indexOf(message) >= heard
  );
  await client.say(topic, replyTopic);
  return (await answer).text;
}

function asking(stage: BrokerStage): Promise<TestClient> {
  return stage.join().then((client) => client.listen("camera/response/#"));
}

for (const topic of DEFAULT_TOPICS.requests) {
  Deno.test(`startCameraAgent() answers whoever asks on ${topic}, each time, with its bare address`, () =>
    withBroker(
      {},
      (broker) =>
        withAgent({ source: new TapeSource(), brokerUrl: urlOf(broker) }, async ({ said }) => {
          await said(/answering 127\.0\.0\.1$/);
          const client = await asking(broker);
          for (let n = 0; n < 3; n++) assert.equal(await ask(client, topic), "127.0.0.1");
          assert.ok(client.heard.every(({ retain }) => !retain));
          const late = await asking(broker);
          assert.equal(await ask(late, topic, `${REPLY}/late`), "127.0.0.1");
          assert.deepEqual(late.heard.map(({ topic }) => topic), [`${REPLY}/late`], "none is kept");
        }),
    ));
}

Deno.test("startCameraAgent() answers with --advertise, else with the one address it is bound to", () =>
  withBroker({}, async (broker) => {
    const brokerUrl = urlOf(broker);
    for (
      const [options, answer] of [
        [{ advertise: "camera.example" }, "camera.example"],
        [{ bind: "127.0.0.2" }, "127.0.0.2"],
        [{ bind: "127.0.0.2", advertise: "192.0.2.7" }, "192.0.2.7"],
        [{ bind: "0.0.0.0" }, "127.0.0.1"],
      ] as const
    ) {
      await withAgent({ source: new TapeSource(), brokerUrl, ...options }, async ({ said }) => {
        await said(/answering/);
        assert.equal(await ask(await asking(broker), "commend"), answer);
      });
    }
  }));

Deno.test("startCameraAgent() bounds its answers to one reply topic, and reaches others meanwhile", () =>
  withBroker(
    {},
    (broker) =>
      withAgent({ source: new TapeSource(), brokerUrl: urlOf(broker) }, async ({ agent, said }) => {
        await said(/answering/);
        const client = await asking(broker);
        for (let n = 0; n < 60; n++) client.mqtt.publish("commend", REPLY);
        assert.equal(await ask(client, "commend", `${REPLY}/other`), "127.0.0.1");
        // Two windows of a second at most have been touched.
        assert.ok(agent.answers >= 2 && agent.answers <= 9, `${agent.answers} answers`);
      }),
  ));

Deno.test("startCameraAgent() ignores requests that name no topic to answer to, and says so", () =>
  withBroker(
    {},
    (broker) =>
      withAgent({ source: new TapeSource(), brokerUrl: urlOf(broker) }, async ({ agent, said }) => {
        await said(/answering/);
        const client = await asking(broker);
        for (const bad of ["", "camera/#", "commend", "$SYS/x", "a\u0000b", "x".repeat(300)]) {
          await client.say("commend", bad);
        }
        assert.equal(await ask(client, "commend"), "127.0.0.1");
        assert.equal(agent.answers, 1);
        await said(/^warn discovery: a request was ignored, /);
      }),
  ));

Deno.test("startCameraAgent() streams without a broker, and answers when one comes, goes and comes back", async () => {
  const onProblem = () => {};
  const port = await freePort("127.0.0.1");
  await withAgent(
    // Half of the usual time to the next try.
    { source: new TapeSource(), brokerUrl: `mqtt://127.0.0.1:${port}`, random: () => 0 },
    async ({ agent, said, log }) => {
      await said(/^warn discovery .* no broker/);
      const viewer = await watch({ address: "127.0.0.1", port: agent.port });
      await viewer.until(() => viewer.received > 0, PATIENCE_MS);
      for (const _ of ["comes", "comes back"]) {
        const broker = await openBroker({ host: "127.0.0.1", port, onProblem });
        const client = await (await TestClient.join(port)).listen("camera/response/#");
        // A request that comes before the agent does is lost, as in the field.
        const timer = setInterval(() => client.mqtt.publish("commend", REPLY), 300);
        await client.hear(({ text }) => text === "127.0.0.1");
        clearInterval(timer);
        await client.leave();
        await broker.close(0);
      }
      const { received } = viewer;
      await viewer.until(() => viewer.received > received, PATIENCE_MS);
      assert.equal(agent.viewers, 1, "the stream never ended");
      viewer.leave();
      assert.ok(log.filter((line) => /no broker/.test(line)).length <= 3, "told once each time");
    },
  );
});

Deno.test("startCameraAgent() gives raw H.264 that decodes from its first byte on", () =>
  withAgent({ source: new TapeSource(), brokerUrl: NO_BROKER }, async ({ agent, said }) => {
    const viewer = await watch({ address: "127.0.0.1", port: agent.port });
    await viewer.until(() => viewer.received > 8_000, PATIENCE_MS);
    const events = decodeAll([viewer.bytes]);
    const frames = only(events, "frameCompleted").map(({ frame }) => frame.keyframe);
    assert.equal(frames[0], true);
    assert.deepEqual(only(events, "bytesSkipped"), []);
    await said(/^info pictures of 64 × 48, H\.264 High 1\.0, 30 frames per second$/);
    viewer.leave();
  }));

Deno.test("startCameraAgent() gives JPEG with lengths to as many as want it", () =>
  withAgent({ source: new TapeSource("jpeg"), brokerUrl: NO_BROKER }, async ({ agent }) => {
    const where = { address: "127.0.0.1", port: agent.port };
    const viewers = await Promise.all(Array.from({ length: 5 }, () => watch(where)));
    const round = prefixed(...JPEGS).length;
    for (const viewer of viewers) {
      await viewer.until(() => viewer.received > 3 * round, PATIENCE_MS);
      const events = only(decodeAll([viewer.bytes]), "frameCompleted");
      assert.ok(events.length >= 11, `${events.length} pictures`);
      viewer.leave();
    }
  }));

Deno.test("startCameraAgent() starts its source again, and viewers that stayed go on with a keyframe", () => {
  const source = new TapeSource();
  return withAgent(
    { source, brokerUrl: NO_BROKER, random: () => 1 },
    async ({ agent, said }) => {
      const viewer = await watch({ address: "127.0.0.1", port: agent.port });
      await viewer.until(() => viewer.received > 0, PATIENCE_MS);
      source.end("exit code 1");
      await said(/^warn fake camera has ended \(exit code 1\)/);
      await said(/^info fake camera delivers again/);
      const { received } = viewer;
      await viewer.until(() => viewer.received > received + 2_000, PATIENCE_MS);
      const [first] = only(decodeAll([viewer.bytes.subarray(received)]), "frameCompleted");
      assert.equal(first?.frame.keyframe, true);
      assert.equal(agent.runs, 2);
      viewer.leave();
    },
  );
});

for (const codec of ["h264", "jpeg"] as const) {
  Deno.test(`startCameraAgent() shows a viewer that comes late whole pictures of ${codec} from its first byte on`, () => {
    const source = new TapeSource(codec);
    return withAgent({ source, brokerUrl: NO_BROKER }, async ({ agent }) => {
      for (let n = 0; n < 3; n++) {
        await source.brings(30);
        const viewer = await watch({ address: "127.0.0.1", port: agent.port });
        await viewer.until(() => viewer.received > 8_000, PATIENCE_MS);
        viewer.leave();
        const events = decodeAll([viewer.bytes]);
        assert.deepEqual(
          only(events, "bytesSkipped").filter(({ reason }) => !CUT.test(reason)),
          [],
        );
        assert.equal(only(events, "frameCompleted")[0]?.frame.keyframe, true);
      }
      assert.equal(agent.runs, 1);
    });
  });
}

/** The viewer has left in the middle of a picture. */
const CUT = /cut off/;

Deno.test("startCameraAgent() knows while nobody watches that pictures come, and that they do not any more", () => {
  const source = new TapeSource();
  return withAgent(
    { source, brokerUrl: NO_BROKER, silenceMs: 400 },
    async ({ agent, said, log }) => {
      await source.brings(200);
      assert.equal(agent.runs, 1, log.join("\n"));
      source.pause();
      const timer = setInterval(() => source.run.say("no camera today\n"), 10);
      await said(/fake camera has brought no picture/).finally(() => clearInterval(timer));
    },
  );
});

Deno.test("startCameraAgent() rejects when the port is taken, or the source is not installed, and leaves nothing", async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  const address = taken.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const source = new TapeSource();
  const options = {
    source,
    framed: false,
    bind: "127.0.0.1",
    port,
    brokerUrl: NO_BROKER,
    advertise: null,
    silenceMs: 10_000,
    log: () => {},
  };
  await assert.rejects(startCameraAgent(options), { code: "EADDRINUSE" });
  assert.equal(source.runs.length, 0);
  await new Promise((resolve) => taken.close(resolve));
  source.refusal = new SourceUnavailable("missing", "rpicam-vid");
  await assert.rejects(startCameraAgent(options), SourceUnavailable);
  await (await startCameraAgent(options)).stop();
});
