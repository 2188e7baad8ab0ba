import { Buffer } from "node:buffer";
import assert from "node:assert/strict";
import { openBroker } from "../../../adapters/mqtt/broker.ts";
import { withBroker } from "./stage.ts";

const REQUEST = "commend";

Deno.test("openBroker() carries messages of every quality from one client to others", () =>
  withBroker({}, async ({ join }) => {
    const [one, other] = [await join(), await join()];
    await one.listen("sensor/#");
    await other.mqtt.subscribeAsync("sensor/+", { qos: 2 });
    const speaker = await join();
    for (const qos of [0, 1, 2] as const) {
      await speaker.mqtt.publishAsync("sensor/a", `quality ${qos}`, { qos });
    }
    for (const client of [one, other]) {
      await client.hear(({ text }) => text === "quality 2");
      assert.deepEqual(client.heard.map(({ text }) => text), [
        "quality 0",
        "quality 1",
        "quality 2",
      ]);
    }
  }));

Deno.test("openBroker() says a client's will when its connection is lost, not when it takes leave", () =>
  withBroker({}, async ({ join }) => {
    const watcher = await (await join()).listen("status/#");
    const will = (name: string) => ({
      will: { topic: `status/${name}`, payload: Buffer.from("offline") },
    });
    const polite = await join(will("polite"));
    const cut = await join(will("cut"));
    await polite.mqtt.endAsync();
    cut.mqtt.stream.destroy();
    await watcher.hear(({ topic }) => topic === "status/cut");
    assert.equal(watcher.heard.length, 1);
  }));

Deno.test("openBroker() keeps a sensor's retained message, and never a moment's", () =>
  withBroker({}, async ({ join }) => {
    const camera = await join();
    const live = await (await join()).listen("#");
    for (const topic of ["camera/response/v", "commend/rec", "command/rec", REQUEST]) {
      await camera.say(topic, "stale", true);
    }
    await camera.say("sensor/a", "{}", true);
    await live.hear(({ topic }) => topic === "sensor/a");
    assert.equal(live.heard.length, 5, "who listens hears all of them");
    const late = await (await join()).listen("#");
    await late.hear(({ topic }) => topic === "sensor/a");
    await camera.say("marker", "");
    await late.hear(({ topic }) => topic === "marker");
    assert.deepEqual(late.heard.map(({ topic, retain }) => [topic, retain]), [
      ["sensor/a", true],
      ["marker", false],
    ]);
  }));

Deno.test("openBroker() takes a retained message back when an empty one is retained", () =>
  withBroker({}, async ({ join }) => {
    const sensor = await join();
    await sensor.say("sensor/a", "{}", true);
    await sensor.say("sensor/a", "", true);
    const late = await (await join()).listen("sensor/#");
    await sensor.say("sensor/b", "live");
    await late.hear(({ text }) => text === "live");
    assert.equal(late.heard.length, 1);
  }));

Deno.test("openBroker() keeps no more retained messages than it may, and none that is too long", () =>
  withBroker({ limits: { maxRetained: 2, maxRetainedBytes: 20 } }, async ({ join }) => {
    const sensor = await join();
    for (const n of [1, 2, 3]) await sensor.say(`sensor/${n}`, "kept", true);
    await sensor.say("sensor/1", "kept, but too long for it", true);
    await sensor.say("sensor/2", "newer", true);
    const late = await (await join()).listen("sensor/+");
    await sensor.say("sensor/end", "");
    await late.hear(({ topic }) => topic === "sensor/end");
    assert.deepEqual(late.heard.map(({ topic, text }) => [topic, text]), [
      ["sensor/1", "kept"],
      ["sensor/2", "newer"],
      ["sensor/end", ""],
    ]);
  }));

Deno.test("openBroker() keeps nothing for a client that is away", () =>
  withBroker({}, async ({ join }) => {
    const session = { clientId: "viewer", clean: false };
    const viewer = await join(session);
    await viewer.mqtt.subscribeAsync("sensor/a", { qos: 1 });
    await viewer.mqtt.endAsync();
    const sensor = await join();
    await sensor.say("sensor/a", "missed");
    const back = await join(session);
    await back.mqtt.subscribeAsync("sensor/b", { qos: 1 });
    await sensor.say("sensor/a", "not subscribed any more");
    await sensor.say("sensor/b", "live");
    await back.hear(({ text }) => text === "live");
    assert.equal(back.heard.length, 1);
  }));

Deno.test("openBroker() shows nobody its own topics, and lets nobody write them", () =>
  withBroker({}, async ({ join, reproaches }) => {
    const curious = await join();
    await assert.rejects(curious.mqtt.subscribeAsync("$SYS/#"));
    await curious.listen("#");
    const forger = await join();
    forger.mqtt.publish("$SYS/x/new/clients", "curious");
    const { detail } = await reproaches.find("violation");
    assert.match(detail, /\$ topics/);
    const honest = await join();
    await honest.say("sensor/a", "{}");
    await curious.hear(({ topic }) => topic === "sensor/a");
    assert.equal(curious.heard.length, 1);
  }));

Deno.test("openBroker() refuses subscriptions beyond the limit, and gives their room back", () =>
  withBroker({ limits: { maxSubscriptions: 2 } }, async ({ join }) => {
    const client = await join();
    await client.listen("a", "b");
    await client.listen("a");
    await assert.rejects(client.mqtt.subscribeAsync("c"));
    await client.mqtt.unsubscribeAsync("a");
    await client.listen("c");
    await client.say("c", "heard");
    await client.hear(({ text }) => text === "heard");
  }));

Deno.test("openBroker() ends everybody when it closes, and its port is free again", async () => {
  const options = { host: "127.0.0.1", onProblem: () => {} };
  await withBroker({}, async ({ broker, join, port }) => {
    const client = await join();
    const closed = new Promise<void>((resolve) => client.mqtt.once("close", () => resolve()));
    await Promise.all([broker.close(100), broker.close(100), closed]);
    const again = await openBroker({ ...options, port });
    await again.close(0);
  });
});

Deno.test("openBroker() rejects with the system's code when its port is taken", () =>
  withBroker({}, async ({ port }) => {
    const opening = openBroker({ host: "127.0.0.1", port, onProblem: () => {} });
    await assert.rejects(opening, { code: "EADDRINUSE" });
  }));
