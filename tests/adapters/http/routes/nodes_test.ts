import assert from "node:assert/strict";
import { refuse } from "../../../../actors/outcome.ts";
import * as keyTopics from "../../../../actors/session_keys/topics.ts";
import * as nodeTopics from "../../../../actors/nodes/topics.ts";
import { ContainerHistory } from "../../../../protocols/api/container.ts";
import { Event } from "../../../../protocols/api/event.ts";
import { aPoint, aSpan, near, planOf } from "../../../support/nodes/history_samples.ts";
import { AT } from "../../../support/stores/store_samples.ts";
import { type ApiBench, withApi } from "../api_bench.ts";
import { sampleContainer, sampleKey, sampleNode, sampleRotation } from "../stubs/node_samples.ts";
import { SseClient } from "../stubs/sse_client.ts";

const NODES = "/api/v1/nodes";
const CONTAINER = `${NODES}/HOST-1/containers/3node0`;

async function post(bench: ApiBench, path: string, json: unknown, headers = {}) {
  return await bench.request(path, { method: "POST", role: "operate", json, headers });
}

Deno.test("GET /nodes pages by server id, whatever that is made of", () =>
  withApi(async (bench) => {
    bench.nodes.answers.listNodes = () => [sampleNode("서버 1"), sampleNode("x")];
    const first = await bench.request(`${NODES}?limit=1`, { role: "view" });
    const { items, nextCursor } = await first.json();
    assert.deepEqual([items.length, items[0].serverId], [1, "서버 1"]);
    await bench.request(`${NODES}?limit=1&cursor=${nextCursor}`, { role: "view" });
    assert.equal(bench.nodes.last("listNodes").afterId, "서버 1");
    const bad = await bench.request(`${NODES}?cursor=****`, { role: "view" });
    assert.equal(bad.status, 422);
  }));

Deno.test("GET /containers pages over all hosts, by server id and name", () =>
  withApi(async (bench) => {
    const of = (serverId: string, name: string) => ({ ...sampleContainer, serverId, name });
    const all = [
      of("b", "3node0"),
      of("서버 1", "node1"),
      of("a", "3node1"),
      of("a", "3node0"),
    ];
    bench.nodes.answers.listContainers = () => all;
    const seen: string[] = [];
    let cursor = "";
    do {
      const path = `/api/v1/containers?limit=2${cursor && `&cursor=${cursor}`}`;
      const { items, nextCursor } = await (await bench.request(path, { role: "view" })).json();
      seen.push(
        ...items.map((one: { serverId: string; name: string }) => `${one.serverId}/${one.name}`),
      );
      cursor = nextCursor ?? "";
    } while (cursor !== "");
    assert.deepEqual(seen, ["a/3node0", "a/3node1", "b/3node0", "서버 1/node1"]);
  }));

Deno.test("GET /nodes/{serverId} takes any id that is URL-encoded, and refuses what is none", () =>
  withApi(async (bench) => {
    for (const serverId of ["4F1A09C27B3E", "서버 1", "a.b:c@d", "%41"]) {
      const path = `${NODES}/${encodeURIComponent(serverId)}`;
      assert.equal((await bench.request(path, { role: "view" })).status, 200);
      assert.equal(bench.nodes.last("findNode").serverId, serverId);
    }
    for (const serverId of ["..%2F..%2Fetc%2Fpasswd", "x".repeat(65), "a%00b", "a%0Ab"]) {
      const answer = await bench.request(`${NODES}/${serverId}`, { role: "view" });
      assert.ok([404, 422].includes(answer.status), `${serverId} ${answer.status}`);
      await answer.body?.cancel();
    }
  }));

Deno.test("GET …/history answers columns of equal length, in the finest resolution that fits", () =>
  withApi(async (bench) => {
    bench.nodes.answers.readHistory = ({ resolution }) => ({
      ok: true,
      value: resolution === "second" ? { resolution, points: [] } : {
        resolution,
        plan: planOf([aSpan(29_500_000), aSpan(29_500_001, { peersAvg: null })]),
      },
    });
    const of = async (query: string) => {
      const answer = await bench.request(`${CONTAINER}/history?${query}`, { role: "view" });
      return { status: answer.status, body: await answer.json() };
    };
    const iso = (agoMs: number) => new Date(AT - agoMs).toISOString();
    assert.equal((await of("")).body.resolution, "second");
    assert.equal((await of(`from=${iso(3_600_000)}`)).body.resolution, "minute");
    assert.equal((await of(`from=${iso(30 * 86_400_000)}`)).body.resolution, "hour");
    const { body } = await of(`from=${iso(7 * 86_400_000)}&resolution=minute`);
    assert.deepEqual(body.at, [29_500_000 * 60_000, 29_500_001 * 60_000]);
    assert.equal(body.spanMs, 60_000);
    near([body.cpuPercent, body.cpuPercentMin, body.cpuPercentMax], [
      [141.2, 141.2],
      [3.5, 3.5],
      [799.9, 799.9],
    ]);
    assert.deepEqual(body.peers, [38, null]);
    assert.equal((await of(`from=${iso(30 * 86_400_000)}&resolution=minute`)).status, 422);
    assert.equal((await of(`from=${iso(0)}&to=${iso(1)}`)).status, 422);
    assert.equal((await of("from=yesterday")).status, 422);
  }));

Deno.test("GET …/history answers fewer points and only some columns when asked for them", () =>
  withApi(async (bench) => {
    const minutes = Array.from({ length: 100 }, (_, n) => aSpan(29_500_000 + n));
    bench.nodes.answers.readHistory = ({ resolution }) => ({
      ok: true,
      value: resolution === "second"
        ? { resolution, points: [aPoint(AT), aPoint(AT + 1_000)] }
        : { resolution, plan: planOf(minutes) },
    });
    const of = async (query: string) => {
      const answer = await bench.request(`${CONTAINER}/history?${query}`, { role: "view" });
      assert.equal(answer.status, 200, query);
      return ContainerHistory.parse(await answer.json());
    };
    const all = await of("resolution=minute");
    assert.deepEqual([all.at.length, all.spanMs, all.samples.length], [100, 60_000, 100]);
    const few = await of("resolution=minute&points=20&columns=samples,syncState");
    assert.deepEqual([few.at.length, few.spanMs], [20, 300_000]);
    assert.deepEqual(few.samples, Array.from({ length: 20 }, () => 300));
    assert.deepEqual([few.syncState[0], few.cpuPercent, few.lag], ["synced", [], []]);
    const seconds = await of("columns=cpuPercent,cpuPercentMax");
    near([seconds.cpuPercent, seconds.cpuPercentMax], [[141.2, 141.2], []]);
    for (const query of ["points=9", "points=10081", "points=x", "columns=cpu", "columns="]) {
      const answer = await bench.request(`${CONTAINER}/history?${query}`, { role: "view" });
      assert.equal(answer.status, 422, query);
      await answer.body?.cancel();
    }
  }));

Deno.test("GET …/history of seven days takes a request that was some seconds on its way", () =>
  withApi(async (bench) => {
    const weekMs = 7 * 86_400_000;
    const status = async (agoMs: number) => {
      const from = new Date(AT - agoMs).toISOString();
      const path = `${CONTAINER}/history?resolution=minute&from=${from}`;
      const answer = await bench.request(path, { role: "view" });
      await answer.body?.cancel();
      return answer.status;
    };
    assert.equal(await status(weekMs + 30_000), 200);
    assert.equal(bench.nodes.last("readHistory").from, AT - weekMs);
    assert.equal(await status(weekMs + 90_000), 422);
  }));

Deno.test("POST …/commands orders with the caller's rights, and names the row", () =>
  withApi(async (bench) => {
    const draft = { name: "keeper", role: "operate", rights: ["keys"] };
    const made = await bench.request("/api/v1/tokens", {
      method: "POST",
      role: "admin",
      json: draft,
    });
    const { secret } = await made.json();
    const headers = { Authorization: `Bearer ${secret}`, "Idempotency-Key": "once" };
    const answer = await post(bench, `${CONTAINER}/commands`, { command: "backup_keys" }, headers);
    assert.equal(answer.status, 202);
    assert.equal(answer.headers.get("Location"), "/api/v1/commands/cmd_2");
    const asked = bench.nodes.last("orderNodes");
    assert.deepEqual([asked.command, asked.rights, asked.idempotency?.key], [
      "backup_keys",
      ["keys"],
      "once",
    ]);
    assert.deepEqual(asked.selection, {
      scope: "container",
      serverId: "HOST-1",
      container: "3node0",
    });
  }));

Deno.test("POST /nodes/{serverId}/commands means each container, or the host as one", () =>
  withApi(async (bench) => {
    const path = `${NODES}/HOST-1/commands`;
    await post(bench, path, { command: "status", containers: ["3node0"] });
    assert.deepEqual(bench.nodes.last("orderNodes").selection, {
      scope: "each",
      filter: { serverIds: ["HOST-1"], containers: ["3node0"] },
    });
    await post(bench, path, { command: "status", as: "host" });
    assert.deepEqual(bench.nodes.last("orderNodes").selection, {
      scope: "host",
      serverId: "HOST-1",
    });
  }));

Deno.test("POST /nodes/commands answers a row per target, or the rotation that makes them", () =>
  withApi(async (bench) => {
    const rows = await post(bench, `${NODES}/commands`, { command: "status" });
    assert.deepEqual((await rows.json()).commands.length, 1);
    const rotation = await post(bench, `${NODES}/commands`, {
      command: "rotate_keys",
      filter: { connected: true },
      pauseMs: 600_000,
    });
    assert.deepEqual((await rotation.json()).rotation.id, "rot_1");
    const asked = bench.nodes.last("orderNodes");
    assert.deepEqual([asked.selection, asked.pauseMs], [
      { scope: "each", filter: { connected: true } },
      600_000,
    ]);
  }));

Deno.test("POST …/commands answers 403 and 422 for what the directory refuses", () =>
  withApi(async (bench) => {
    for (
      const [code, status] of [["forbidden", 403], ["invalid", 422], ["notFound", 404]] as const
    ) {
      bench.nodes.answers.orderNodes = () => refuse(code, "because");
      const answer = await post(bench, `${CONTAINER}/commands`, { command: "exec" });
      assert.equal(answer.status, status);
      await answer.body?.cancel();
    }
    for (
      const json of [
        { command: "dance" },
        { command: "logs", params: [] },
        { command: "logs", deadlineMs: 5 },
        { command: "logs", extra: 1 },
      ]
    ) assert.equal((await post(bench, `${CONTAINER}/commands`, json)).status, 422);
  }));

Deno.test("GET /events tells node hosts, containers, samples, notes, rotations and keys in their schema", () =>
  withApi(async (bench) => {
    const response = await bench.request("/api/v1/events", { role: "view" });
    const client = new SseClient(response.body);
    await client.next();
    const { system } = bench;
    const { members: _members, notes: _notes, ...summary } = sampleNode("HOST-1");
    system.publish(nodeTopics.nodeChanged, summary);
    system.publish(nodeTopics.nodeRemoved, { serverId: "HOST-1" });
    system.publish(nodeTopics.containerChanged, sampleContainer);
    system.publish(nodeTopics.containerRemoved, { serverId: "HOST-1", name: "3node0" });
    system.publish(nodeTopics.nodeSampled, {
      serverId: "HOST-1",
      at: AT,
      cpuPercent: 1,
      memoryPercent: null,
      diskPercent: 3,
      containers: [{ name: "3node0", cpuPercent: 1, memoryBytes: 2, height: 3, peers: null }],
    });
    const note = { at: AT, kind: "eraBegan", container: "3node0", detail: "" } as const;
    system.publish(nodeTopics.nodeNoted, { ...note, serverId: "HOST-1" });
    system.publish(nodeTopics.rotationChanged, sampleRotation);
    system.publish(keyTopics.sessionKeyChanged, sampleKey);
    system.publish(keyTopics.sessionKeyImported, sampleKey);
    const requester = { name: "operator", address: "10.0.0.9" };
    system.publish(keyTopics.sessionKeyRevealed, { stored: sampleKey, requester });
    const unsaved = { serverId: "HOST-1", container: "3node0", reason: "the disk is full" };
    system.publish(keyTopics.sessionKeyUnsaved, unsaved);
    const topics = [...Object.values(nodeTopics), ...Object.values(keyTopics)];
    const told: string[] = [];
    while (told.length < topics.length) {
      const message = await client.next();
      told.push(Event.parse(message?.data).type);
    }
    // A key that was imported is one that changed, to those who follow.
    const types = topics.map(({ name }) =>
      name.replace("sessionKey.imported", "sessionKey.changed")
    );
    assert.deepEqual(told.toSorted(), types.toSorted());
    await client.leave();
  }));

Deno.test("GET /api/v1/events leaves the samples of nodes out while there is much to do, and nothing else", () =>
  withApi(async (bench) => {
    bench.load = { ...bench.load, state: "busy" };
    const response = await bench.request("/api/v1/events", { role: "view" });
    const client = new SseClient(response.body);
    await client.next();
    const sample = { at: AT, cpuPercent: 1, memoryPercent: 2, diskPercent: 3, containers: [] };
    bench.system.publish(nodeTopics.nodeSampled, { serverId: "HOST-1", ...sample });
    bench.system.publish(nodeTopics.nodeRemoved, { serverId: "HOST-1" });
    const told = await client.next();
    assert.equal(Event.parse(told?.data).type, "node.removed");
    await client.leave();
  }));
