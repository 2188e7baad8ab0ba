import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import mqtt from "mqtt";
import { createScriptedSyncHost } from "../../agents/sync/scripted_sync_host.ts";
import type { Api } from "../support/api/api.ts";
import { LightDisplay } from "../support/displays/light_display.ts";
import type { FuzzedHost } from "./fuzzed_host.ts";
import { Neighbour } from "./neighbour.ts";

/** Far beyond the neighbours' own limit, which is the one that counts. */
const PATIENCE_MS = 30_000;
const TICK_MS = 20;
const SERVER_ID = "0A0B0C0D0E0F";
const TOPIC = "sensor/neighbour";
/** What the pushing sync host calls itself. */
const PUSHING_CLAIM = "10.20.0.98";

/** A neighbour of each kind, and somebody who asks whether the host is well. Resolves when all have come in. */
export async function settleNeighbours(host: FuzzedHost): Promise<readonly Neighbour[]> {
  const members = await Promise.all(
    [display, node, sync, broker, viewer].map((settle) => settle(host)),
  );
  return [
    ...members,
    new Neighbour("(the clock that measures)", ownDelay),
    new Neighbour("GET /healthz", () => healthz(host)),
    new Neighbour("GET /api/v1/displays", () => liveness(host.api)),
  ];
}

async function display({ url }: FuzzedHost): Promise<Neighbour> {
  const light = new LightDisplay(url, "Neighbour");
  await light.registered;
  return new Neighbour("heartbeat", () => light.beat(PATIENCE_MS), () => light.close());
}

async function node({ port }: FuzzedHost): Promise<Neighbour> {
  const socket = new WebSocket(`ws://127.0.0.1:${port("device")}/`);
  const answers = new Map<string, () => void>();
  socket.onmessage = ({ data }) => answers.get(JSON.parse(String(data)).type)?.();
  const said = (message: object, answer: string) =>
    new Promise<void>((resolve) => {
      answers.set(answer, resolve);
      socket.send(JSON.stringify({ serverId: SERVER_ID, timestamp: Date.now(), ...message }));
    });
  await new Promise((resolve) => socket.onopen = resolve);
  await said({ type: "register", data: { version: "1.1.0", nodes: [] } }, "register_ack");
  let sequence = 0;
  const stats = () => ({
    type: "stats",
    sequence: ++sequence,
    interval: 1,
    data: { containers: [] },
  });
  return new Neighbour("stats", () => said(stats(), "stats_ack"), () => socket.close());
}

/** Reports its state over a connection of its own, and is asked for over others. */
function sync({ port }: FuzzedHost): Promise<Neighbour> {
  const target = { address: "127.0.0.1", port: port("device") };
  const pushing = createScriptedSyncHost({
    build: "P",
    target,
    claimedAddress: PUSHING_CLAIM,
    digit: 2,
    intervalMs: 200,
  });
  pushing.start();
  const ask = async () => {
    using connection = await Deno.connect({ hostname: target.address, port: target.port });
    await connection.write(new TextEncoder().encode("GET_STATUS"));
    const answer = new Uint8Array(64);
    const count = await connection.read(answer) ?? 0;
    assert.match(new TextDecoder().decode(answer.subarray(0, count)), /^(Synced|Free)/);
  };
  return Promise.resolve(new Neighbour("GET_STATUS", ask, () => pushing.stop()));
}

async function broker({ port }: FuzzedHost): Promise<Neighbour> {
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${port("mqtt")}`);
  let heard: () => void = () => {};
  let sent = 0;
  client.on("message", (_topic, payload) => {
    if (payload.toString() === `{"mp905":${sent}}`) heard();
  });
  await client.subscribeAsync(TOPIC);
  const ask = () =>
    new Promise<void>((resolve, reject) => {
      heard = resolve;
      client.publishAsync(TOPIC, `{"mp905":${++sent}}`).catch(reject);
    });
  return new Neighbour("MQTT message", ask, () => client.endAsync(true));
}

/** A healthy camera's pictures: the time from one read to the next, as everything is sent at an even rate. */
async function viewer({ api }: FuzzedHost): Promise<Neighbour> {
  const path = "/api/v1/cameras/Healthy/stream.h264";
  let answer = await api.request(path);
  while (!answer.ok) {
    await answer.body?.cancel();
    answer = await api.request(path);
  }
  const reader = answer.body?.getReader() ?? assert.fail("no body");
  let last = performance.now();
  const ask = async () => {
    const { done } = await reader.read();
    if (done) throw new Error("the stream ended");
    const now = performance.now();
    const delay = now - last;
    last = now;
    return delay;
  };
  return new Neighbour("picture of a stream", ask, () => reader.cancel());
}

/** How late this process is by itself: no figure beside it can be better. */
async function ownDelay(): Promise<number> {
  const before = performance.now();
  await wait(TICK_MS);
  return performance.now() - before - TICK_MS;
}

async function healthz({ url }: FuzzedHost): Promise<void> {
  const answer = await fetch(`${url}/healthz`);
  await answer.body?.cancel();
  assert.equal(answer.status, 200);
}

/** Whoever was seen once is never shown as anything but online. */
async function liveness(api: Api): Promise<void> {
  for (const path of ["displays/Neighbour", `nodes/${SERVER_ID}`]) {
    const { liveness } = await api.call<{ liveness: { state: string } }>(`/api/v1/${path}`);
    assert.equal(liveness.state, "online", path);
  }
}
