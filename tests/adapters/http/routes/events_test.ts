import assert from "node:assert/strict";
import * as topics from "../../../../actors/topics.ts";
import { Event } from "../../../../protocols/api/event.ts";
import {
  sampleCommand,
  sampleExecution,
  sampleGroup,
  samplePreset,
} from "../../../support/stores/store_samples.ts";
import { type ApiBench, withApi } from "../api_bench.ts";
import { sampleCamera } from "../stubs/camera_samples.ts";
import { sampleSnapshot, sampleVerdict } from "../stubs/samples.ts";
import { SseClient } from "../stubs/sse_client.ts";
import { sampleSyncHost, sampleWall } from "../stubs/sync_samples.ts";

async function open(bench: ApiBench, lastEventId?: string): Promise<SseClient> {
  const headers = lastEventId === undefined ? {} : { "Last-Event-ID": lastEventId };
  const response = await bench.request("/api/v1/events", { role: "view", headers });
  assert.equal(response.status, 200);
  assert.match(response.headers.get("Content-Type") ?? "", /^text\/event-stream/);
  return new SseClient(response.body);
}

function removeGroups(bench: ApiBench, ...ids: number[]): void {
  for (const id of ids) bench.system.publish(topics.groupRemoved, { id });
}

Deno.test("GET /events opens with ready, and tells every topic in its schema", async () => {
  await withApi(async (bench) => {
    const client = await open(bench);
    const ready = await client.next();
    assert.deepEqual([ready?.event, ready?.id], ["ready", "boot-1-0"]);
    const { system } = bench;
    system.publish(topics.displayChanged, sampleSnapshot(1));
    system.publish(topics.displayRemoved, { id: 1, name: "Wall-1", into: null });
    system.publish(topics.livenessChanged, {
      kind: "display",
      key: "1",
      name: "Wall-1",
      from: "online",
      to: "stale",
      reason: "Silent for 16 s.",
    });
    system.publish(topics.commandChanged, sampleCommand("cmd_1"));
    system.publish(topics.executionStarted, sampleExecution("exe_1"));
    system.publish(topics.groupChanged, sampleGroup(1, [1]));
    system.publish(topics.groupRemoved, { id: 1 });
    system.publish(topics.presetChanged, samplePreset(3, [1]));
    system.publish(topics.presetRemoved, { id: 3 });
    system.publish(topics.syncHostChanged, sampleSyncHost(1));
    system.publish(topics.syncHostRemoved, { id: 1, name: "Sync-1", into: 2 });
    system.publish(topics.wallChanged, sampleWall);
    system.publish(topics.wallRemoved, { name: "Hall" });
    system.publish(topics.cameraChanged, sampleCamera(1));
    system.publish(topics.cameraRemoved, { id: 1, name: "Camera-1" });
    system.publish(topics.readyChanged, sampleVerdict);
    const told: string[] = [];
    while (told.length < Object.keys(topics).length) {
      const message = await client.next();
      told.push(Event.parse(message?.data).type);
      assert.equal(message?.event, told.at(-1));
    }
    assert.deepEqual(told.toSorted(), Object.values(topics).map(({ name }) => name).toSorted());
    await client.leave();
    assert.deepEqual(bench.api.events(), { readers: 0, cutOff: 0 });
  });
});

Deno.test("GET /events goes on after Last-Event-ID without a gap", async () => {
  await withApi(async (bench) => {
    removeGroups(bench, 1, 2, 3);
    const client = await open(bench, "boot-1-1");
    assert.deepEqual(await client.ids(3), ["boot-1-1", "boot-1-2", "boot-1-3"]);
    removeGroups(bench, 4);
    assert.deepEqual(await client.ids(1), ["boot-1-4"]);
    await client.leave();
  });
});

Deno.test("GET /events lets a reader that has seen everything go on, and a new one begin now", async () => {
  await withApi(async (bench) => {
    removeGroups(bench, 1, 2);
    const clients = [await open(bench, "boot-1-2"), await open(bench)];
    removeGroups(bench, 9);
    for (const client of clients) {
      const first = await client.next();
      assert.deepEqual([first?.event, first?.id], ["ready", "boot-1-2"]);
      assert.deepEqual((await client.next())?.data?.data, { id: 9 });
      await client.leave();
    }
  });
});

Deno.test("GET /events says reset for the id of another run, or none of ours", async () => {
  await withApi(async (bench) => {
    removeGroups(bench, 1, 2);
    for (const id of ["boot-0-1", "boot-1-3", "boot-1-", "boot-1--1", "x", "boot-1-1e0"]) {
      const client = await open(bench, id);
      const first = await client.next();
      assert.deepEqual([first?.event, first?.id], ["reset", "boot-1-2"], id);
      await client.leave();
    }
  });
});

Deno.test("close() ends the streams", async () => {
  await withApi(async (bench) => {
    const client = await open(bench);
    await client.next();
    bench.api.close();
    assert.equal(await client.next(), undefined);
  });
});

Deno.test("HEAD /events opens no stream", async () => {
  await withApi(async (bench) => {
    const response = await bench.request("/api/v1/events", { method: "HEAD", role: "view" });
    assert.equal(response.status, 200);
    assert.equal(bench.api.events().readers, 0);
  });
});
