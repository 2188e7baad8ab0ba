import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { createScriptedNode } from "../../agents/nodes/scripted_node.ts";
import type { Camera } from "../../protocols/api/camera.ts";
import { TestClient } from "../adapters/mqtt/stage.ts";
import { type HostUnderTest, withControlHost } from "../support/control_host.ts";
import { controlPlane, controlWords, Device, FORGED, VICTIM, VICTIM_NODE } from "./device_stage.ts";
import { NodeDevice, nodeMessage } from "./node_device.ts";
import {
  DISPLAY_EVENT_RULES,
  EXAMPLE_TOPICS,
  NODE_MESSAGE_RULES,
  SYNC_LINE_RULES,
  TOPIC_RULES,
} from "./socket_rules.ts";

const PATIENCE_MS = 20_000;
const REGISTRATION = { clientType: "python", name: "Intruder" };

async function displays(under: HostUnderTest, victim: Device): Promise<void> {
  const [nameless, named] = [new Device(under.url), new Device(under.url)];
  assert.deepEqual(await Promise.all([nameless.joined(), named.joined()]), [null, null]);
  named.say("register_client", REGISTRATION);
  await named.hears("registration_success");
  const before = victim.heard.all.length;
  for (const [event, rule] of Object.entries(DISPLAY_EVENT_RULES)) {
    // Whoever registers without a name has one afterwards, so that comes last.
    if (event === "register_client") continue;
    assert.deepEqual(await nameless.answersTo([event], FORGED), rule.nameless, event);
    assert.deepEqual(await named.answersTo([event], FORGED), rule.named, event);
  }
  assert.deepEqual(await named.answersTo(await controlWords(under), FORGED), []);
  const { register_client: rule } = DISPLAY_EVENT_RULES;
  assert.deepEqual(await named.answersTo(["register_client"], REGISTRATION), rule?.named);
  // Names that another machine holds are the displays' own tests: here all come from one address.
  nameless.say("register_client", { ...REGISTRATION, name: "Other" });
  for (const event of rule?.nameless ?? []) await nameless.hears(event);
  assert.deepEqual(victim.heard.all.slice(before), []);
  for (const device of [nameless, named]) device.leave();
}

async function namespaces({ url }: HostUnderTest): Promise<void> {
  for (const namespace of ["/admin", "/control", "/api", "/api/v1/tokens", "/live"]) {
    const device = new Device(url, namespace, { token: "sbx_end_to_end_admin_token" });
    assert.equal(await device.joined(), "Invalid namespace", namespace);
    device.leave();
  }
}

async function nodes(under: HostUnderTest): Promise<void> {
  // A path of the control plane makes no difference at this port.
  const url = `ws://127.0.0.1:${under.devicePort}/api/v1/live`;
  for (const [type, { first }] of Object.entries(NODE_MESSAGE_RULES)) {
    const device = new NodeDevice(url);
    await device.opened();
    device.say(nodeMessage(type, "INTRUDER"));
    assert.equal(await device.firstWord(), first === "closed" ? "closed" : "register_ack", type);
    if (first === "registers") await registered(under, device);
    device.leave();
  }
}

async function registered(under: HostUnderTest, device: NodeDevice): Promise<void> {
  for (const [type, { later }] of Object.entries(NODE_MESSAGE_RULES)) {
    const message = nodeMessage(type, type === "register" ? "INTRUDER" : VICTIM_NODE);
    assert.deepEqual(await device.answersTo([message], later), later, type);
  }
  assert.deepEqual(await device.answersTo([nodeMessage("register")], ["error"]), ["error"]);
  const words = await controlWords(under);
  assert.deepEqual(await device.answersTo(words.map((word) => nodeMessage(word)), []), []);
}

async function lines({ devicePort }: HostUnderTest, words: readonly string[]): Promise<void> {
  const say = async (line: string) => {
    const socket = connect(devicePort, "127.0.0.1");
    await once(socket, "connect");
    socket.write(line);
    // The question behind it is answered when all before it was read.
    socket.write("GET_STATUS");
    let text = "";
    for await (const chunk of socket) {
      text += chunk;
      if (/(Synced|Free)$/.test(text)) break;
    }
    socket.destroy();
    return text;
  };
  const examples = {
    stateReported: "10.20.0.77_state0\r\n",
    statusRequested: "",
    violation: `${words.join("\r\n")}\r\n`,
  } as const satisfies Record<keyof typeof SYNC_LINE_RULES, string>;
  for (const [kind, line] of Object.entries(examples)) {
    assert.match(await say(line), /^(Synced|Free)$/, kind);
  }
}

async function topics({ host }: HostUnderTest): Promise<void> {
  const port = host.ports.get("mqtt")?.port ?? 0;
  for (const [kind, rule] of Object.entries(TOPIC_RULES)) {
    const topic = EXAMPLE_TOPICS[kind as keyof typeof TOPIC_RULES];
    const [listener, speaker] = [await TestClient.join(port), await TestClient.join(port)];
    const granted = await listener.mqtt.subscribeAsync(topic).then(() => true, () => false);
    assert.equal(granted, rule.subscribe, `subscribe ${topic}`);
    const left = new Promise<false>((resolve) => speaker.mqtt.once("close", () => resolve(false)));
    const said = speaker.say(topic, "start").then(() => true, () => false);
    assert.equal(await Promise.race([said, left]), rule.publish, `publish ${topic}`);
    if (granted) await listener.hear(({ text }) => text === "start");
    await Promise.all([listener.leave(), speaker.leave()]);
  }
}

/** A viewer that asks for what people have, hears nothing of it. */
async function relay({ api }: HostUnderTest): Promise<void> {
  const { relayPort } = await api.call<Camera>("/api/v1/cameras/Hall");
  const socket = connect(relayPort ?? assert.fail("there is no relay"), "127.0.0.1");
  await once(socket, "connect");
  const heard: Uint8Array[] = [];
  socket.on("data", (chunk: Uint8Array) => heard.push(chunk));
  socket.on("error", () => {});
  socket.end("GET /api/v1/tokens HTTP/1.1\r\nHost: x\r\n\r\n");
  await once(socket, "close");
  assert.deepEqual(heard, []);
}

Deno.test({
  name: "a device answers for itself, and reaches nothing of the control plane, on every port",
  fn: (t) =>
    withControlHost(
      async (under) => {
        const victim = new Device(under.url);
        assert.equal(await victim.joined(), null);
        victim.say("register_client", { clientType: "python", name: VICTIM });
        await victim.hears("registration_success");
        const node = createScriptedNode({
          build: "M11",
          serverId: VICTIM_NODE,
          url: `ws://127.0.0.1:${under.devicePort}`,
          intervalMs: 100,
        });
        node.start();
        try {
          await node.until(() => node.statsAcknowledged > 0, PATIENCE_MS);
          const before = await controlPlane(under);
          const words = await controlWords(under);
          const steps: Readonly<Record<string, () => Promise<void>>> = {
            "Socket.IO events": () => displays(under, victim),
            "Socket.IO namespaces": () => namespaces(under),
            "WebSocket messages": () => nodes(under),
            "lines of sync hosts": () => lines(under, words),
            "MQTT topics": () => topics(under),
            "relay ports": () => relay(under),
          };
          for (const [name, step] of Object.entries(steps)) {
            await t.step(name, async () => {
              await step();
              assert.deepEqual(await controlPlane(under), before);
            });
          }
          assert.equal(node.commandCounts.size, 0);
        } finally {
          node.stop();
          victim.leave();
        }
      },
      {},
      { cameras: [{ name: "Hall", address: "127.0.0.1", port: 9 }] },
    ),
});
