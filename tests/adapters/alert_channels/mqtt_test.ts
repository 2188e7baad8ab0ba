import assert from "node:assert/strict";
import { DeliveryFailure } from "../../../actors/alerts/deliveries/door.ts";
import { openMqtt } from "../../../adapters/alert_channels/mqtt.ts";
import { openBroker } from "../../../adapters/mqtt/broker.ts";
import { createPublisher } from "../../../adapters/mqtt/publisher.ts";
import { sampleAlert, samplePosting } from "../../support/samples/alert_samples.ts";
import { freePort } from "../../support/machine/free_port.ts";
import { Lines } from "../../support/lines.ts";
import { Mosquitto, mosquittoProblem } from "../../support/machine/mosquitto.ts";
import { signalChild } from "../../support/processes/signal_child.ts";

const never = new AbortController().signal;
const topic = "site/alerts";
const PATIENCE_MS = 10_000;

/** What mosquitto's own client hears, `topic payload` in a line. */
async function withListener(port: number, test: (heard: Lines) => Promise<void>): Promise<void> {
  const where = ["-h", "127.0.0.1", "-p", String(port), "-v", "-q", "1", "-t", `${topic}/#`];
  const child = new Deno.Command("mosquitto_sub", {
    args: [...where, "-F", "%t %r %p"],
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const heard = new Lines(child.stdout);
  try {
    await test(heard);
  } finally {
    signalChild(child, "SIGKILL");
    await child.status;
    await heard.ended;
  }
}

const opened = samplePosting();
const resolved = samplePosting({
  id: "alert-12-2",
  kind: "resolved",
  alert: sampleAlert({ state: "resolved" }),
});

Deno.test({
  name: "openMqtt() leaves an alert's state with mosquitto until it is resolved",
  ignore: mosquittoProblem() !== undefined,
  async fn() {
    const broker = await Mosquitto.start();
    const { port } = broker;
    const url = `mqtt://127.0.0.1:${port}`;
    const publisher = createPublisher({ broker: () => ({ url }), topic });
    const door = openMqtt({ publisher, topic });
    assert.equal(await door.deliver(opened, never), "The broker has it.");
    await withListener(port, async (heard) => {
      const kept = await heard.find(
        (line) => line.startsWith(`${topic}/state/12 1 {`),
        PATIENCE_MS,
      );
      assert.match(kept, /"state":"open"/);
      await door.deliver(resolved, never);
      await heard.find((line) => line === `${topic}/state/12 0 `, PATIENCE_MS);
      await heard.find((line) => line.includes('"alert.resolved"'), PATIENCE_MS);
    });
    await publisher.close();
    await broker.kill();
  },
});

Deno.test({
  name:
    "openMqtt() fails while the broker is away or refuses us, without a secret, and works when it is back",
  ignore: mosquittoProblem() !== undefined,
  async fn() {
    const port = await freePort("127.0.0.1");
    const url = `mqtt://duty:planted-password@127.0.0.1:${port}`;
    const publisher = createPublisher({ broker: () => ({ url }), topic });
    const door = openMqtt({ publisher, topic });
    const away = await door.deliver(opened, never).then(String, (cause: unknown) => cause);
    assert.ok(away instanceof DeliveryFailure);
    assert.match(away.message, /^mqtt:\/\/127\.0\.0\.1:\d+/);
    const strict = await Mosquitto.start(["allow_anonymous false"], port);
    const refused = await door.deliver(opened, never).then(String, (cause: unknown) => cause);
    assert.ok(refused instanceof DeliveryFailure);
    assert.match(refused.message, /refuses our user name or password/);
    assert.doesNotMatch(away.message + refused.message, /planted/);
    await strict.kill();
    const broker = await Mosquitto.start(undefined, port);
    assert.equal(await door.deliver(opened, never), "The broker has it.");
    await publisher.close();
    await broker.kill();
  },
});

Deno.test("openMqtt() works with the broker of our own, and fails before that is open", async () => {
  const own: { host: string; port: number }[] = [];
  const publisher = createPublisher({ broker: () => own[0], topic });
  const door = openMqtt({ publisher, topic });
  const early = await door.deliver(opened, never).then(String, (cause: unknown) => cause);
  assert.ok(early instanceof DeliveryFailure);
  assert.match(early.message, /not open yet/);
  const broker = await openBroker({ host: "127.0.0.1", port: 0, onProblem: () => {} });
  own.push({ host: "127.0.0.1", port: broker.port });
  assert.equal(await door.deliver(opened, never), "The broker has it.");
  await publisher.close();
  await broker.close(0);
});

Deno.test("openMqtt() gives up a broker that never confirms", async () => {
  const publisher = { publish: () => new Promise<void>(() => {}) };
  const abort = new AbortController();
  const asked = openMqtt({ publisher, topic }).deliver(opened, abort.signal);
  abort.abort();
  await assert.rejects(asked, /did not confirm it in time/);
});
