import assert from "node:assert/strict";
import type { Camera } from "../../../protocols/api/camera.ts";
import type { Command } from "../../../protocols/api/command.ts";
import type { Display } from "../../../protocols/api/display.ts";
import type { Node } from "../../../protocols/api/node.ts";
import type { SyncHost } from "../../../protocols/api/sync_host.ts";
import type { DemoFleet } from "../../../agents/demo/demo_fleet.ts";
import { planDemo } from "../../../agents/demo/demo_plan.ts";
import { DEFAULT_SCALE, scaleOf } from "../../../agents/demo/demo_scale.ts";
import type { Api } from "../../support/api/api.ts";
import { eventually } from "../../support/eventually.ts";
import { nth } from "./nth.ts";
import { allOnline, type DemoStage, PATIENCE_MS, withDemoStage } from "./stage.ts";

/** A dead link is found within 3 s instead of 30. */
const QUICK_LINK = { gateway: { pingIntervalMs: 1_000, pingTimeoutMs: 2_000 }, warmUpMs: 0 };
const LIST_OF = { displays: "displays", nodeHosts: "nodes", syncHosts: "sync-hosts" } as const;

async function list<T>(api: Api, what: string): Promise<readonly T[]> {
  return (await api.call<{ readonly items: readonly T[] }>(`/api/v1/${what}?limit=200`)).items;
}

function listed<T>(
  api: Api,
  what: string,
  wanted: (items: readonly T[]) => boolean,
): Promise<readonly T[]> {
  return eventually(() => list<T>(api, what), wanted, PATIENCE_MS);
}

Deno.test("startDemoFleet() has every member registered, each from its own machine's address", () =>
  withDemoStage(async ({ api, fleet }) => {
    await allOnline(fleet);
    const { displays, nodeHosts, syncHosts, cameras } = planDemo(DEFAULT_SCALE, fleet.order.seed);
    const seen = await listed<Display>(api, "displays", ({ length }) => length === 8);
    assert.deepEqual(
      new Map(seen.map(({ name, peerAddress }) => [name, peerAddress])),
      new Map(displays.map(({ name, address }) => [name, address])),
    );
    const hosts = await listed<Node>(
      api,
      "nodes",
      (nodes) => nodes.length === 3 && nodes.every(({ containers }) => containers.running === 4),
    );
    assert.deepEqual(
      new Map(hosts.map(({ serverId, peerAddress }) => [serverId, peerAddress])),
      new Map(nodeHosts.map(({ serverId, address }) => [serverId, address])),
    );
    const wall = await listed<SyncHost>(api, "sync-hosts", ({ length }) => length === 8);
    assert.deepEqual(
      new Map(wall.map((host) => [host.claimedAddress, [host.peerAddress, host.state]])),
      new Map(syncHosts.map(({ address, role }) => [address, [address, role]])),
    );
    const pictures = await listed<Camera>(
      api,
      "cameras",
      (all) => all.length === 2 && all.every(({ picture }) => picture !== null),
    );
    assert.deepEqual(
      pictures.map(({ address, picture }) => [address, picture?.width, picture?.framesPerSecond]),
      cameras.map(({ address }) => [address, 640, 30]),
    );
  }));

Deno.test("startDemoFleet() plays every fielded build of a crowd", () =>
  withDemoStage(
    async ({ api, fleet }) => {
      await allOnline(fleet);
      const builds = new Set(fleet.members.map(({ build }) => build));
      assert.deepEqual(
        [...builds].sort(),
        ["C3", "G", "M10", "M11", "O", "P", "T1", "T3", "T4", "agent"],
      );
      for (const [kind, path] of Object.entries(LIST_OF)) {
        const { length } = fleet[kind as keyof typeof LIST_OF];
        await listed(api, path, (items) => items.length === length);
      }
    },
    { scale: { ...scaleOf(12), nodeHosts: 6, syncHosts: 9 } },
  ));

/** Starts a show on a display, and waits until it is said to run. */
async function runShow({ api }: DemoStage, display: string): Promise<void> {
  await api.order(display, { action: "execute", command: "D:\\Shows\\Stage.exe -fullscreen" });
  await api.until<Display>(
    `/api/v1/displays/${display}`,
    ({ health }) => health === "running",
    PATIENCE_MS,
  );
}

Deno.test("DemoDisplay.crashLoop() crashes the show of this display, and of no other", () =>
  withDemoStage(async (stage) => {
    const { api, fleet } = stage;
    await allOnline(fleet);
    const [crashing, steady] = fleet.displays;
    assert.ok(crashing && steady);
    await runShow(stage, crashing.name);
    await runShow(stage, steady.name);
    crashing.crashLoop(true);
    const path = `/api/v1/displays/${crashing.name}`;
    await api.until<Display>(path, ({ health }) => health === "error", PATIENCE_MS);
    assert.equal((await api.display(steady.name)).health, "running");
    assert.deepEqual([crashing.running.length, steady.running.length], [0, 1]);
    crashing.crashLoop(false);
    await runShow(stage, crashing.name);
  }));

Deno.test("DemoSyncHost.unlock() turns the state of this host, and of no other, into an error", () =>
  withDemoStage(async ({ api, fleet }) => {
    await allOnline(fleet);
    // One of our agents, and one of a fielded build.
    const unlocked = [nth(fleet.syncHosts, 1), nth(fleet.syncHosts, 6)];
    for (const host of unlocked) host.unlock(true);
    const inError = (hosts: readonly SyncHost[]) =>
      hosts.filter(({ state }) => state === "error").map((host) => host.claimedAddress).sort();
    const wanted = unlocked.map(({ address }) => address).sort();
    await listed<SyncHost>(api, "sync-hosts", (hosts) => inError(hosts).join() === wanted.join());
    for (const host of unlocked) host.unlock(false);
    await listed<SyncHost>(api, "sync-hosts", (hosts) => inError(hosts).length === 0);
  }));

Deno.test("DemoNodeHost.slowDisk() fills the disk of this host and has its chains behind", () =>
  withDemoStage(async ({ api, fleet }) => {
    await allOnline(fleet);
    const slow = nth(fleet.nodeHosts, 2);
    slow.slowDisk(true);
    const full = ({ system }: Node) => (system?.diskPercent ?? 0) > 90;
    const hosts = await listed<Node>(
      api,
      "nodes",
      (nodes) => nodes.some((node) => full(node) && node.containers.syncing === 4),
    );
    assert.deepEqual(hosts.filter(full).map(({ serverId }) => serverId), [slow.serverId]);
    slow.slowDisk(false);
    await listed<Node>(
      api,
      "nodes",
      (nodes) => !nodes.some((node) => full(node) || node.containers.syncing > 0),
    );
  }));

async function rotate(api: Api, fleet: DemoFleet, host: number): Promise<Command["state"]> {
  const { serverId, containers: [container] } = nth(fleet.nodeHosts, host);
  const path = `/api/v1/nodes/${serverId}/containers/${container}/commands`;
  const command = await api.call<Command>(path, {
    method: "POST",
    json: { command: "rotate_keys" },
  });
  return (await api.finished(command, PATIENCE_MS)).state;
}

Deno.test("DemoNodeHost.failRotation() lets rotate_keys of this host fail, and of no other", () =>
  withDemoStage(
    async ({ api, fleet }) => {
      await allOnline(fleet);
      const failing = nth(fleet.nodeHosts, 2);
      await listed<Node>(
        api,
        "nodes",
        (nodes) => nodes.length === 3 && nodes.every(({ containers }) => containers.running === 4),
      );
      failing.failRotation(true);
      assert.equal(await rotate(api, fleet, 2), "failed");
      assert.equal(await rotate(api, fleet, 0), "completed");
      failing.failRotation(false);
      assert.equal(await rotate(api, fleet, 2), "completed");
    },
    { timeScale: 10 },
  ));

Deno.test("DemoCamera.freeze() stops the pictures of this camera, and keeps its connections", () =>
  withDemoStage(async ({ api, fleet }) => {
    const [frozen, moving] = fleet.cameras;
    assert.ok(frozen && moving);
    await listed<Camera>(
      api,
      "cameras",
      (all) => all.length === 2 && all.every(({ figures }) => (figures?.frames ?? 0) > 10),
    );
    frozen.freeze(true);
    const silent = ({ liveness }: Camera) => liveness.state !== "online";
    const cameras = await listed<Camera>(api, "cameras", (all) => all.some(silent));
    assert.deepEqual(cameras.filter(silent).map(({ address }) => address), [frozen.address]);
    assert.equal(moving.viewers, 1);
    frozen.freeze(false);
    await listed<Camera>(
      api,
      "cameras",
      (all) => all.every(({ liveness }) => liveness.state === "online"),
    );
  }));

Deno.test("DemoDisplay.cutLink() makes this display fall silent, and restoreLink() brings it back", () =>
  withDemoStage(
    async ({ api, fleet }) => {
      await allOnline(fleet);
      // One of our agents, and a tray.
      const cut = [nth(fleet.displays, 1), nth(fleet.displays, 5)];
      const away = (displays: readonly Display[]) =>
        displays.filter(({ connected }) => !connected).map(({ name }) => name).sort();
      for (const display of cut) display.cutLink();
      assert.deepEqual(cut.map(({ online }) => online), [false, false]);
      await listed<Display>(
        api,
        "displays",
        (all) => away(all).join() === cut.map(({ name }) => name).join(),
      );
      for (const display of cut) display.restoreLink();
      await listed<Display>(api, "displays", (all) => away(all).length === 0);
      await allOnline(fleet);
    },
    {},
    QUICK_LINK,
  ));

Deno.test("dropLink() resets the connection of each member, and all of them come back", () =>
  withDemoStage(async ({ api, fleet }) => {
    await allOnline(fleet);
    const members = [...fleet.displays, ...fleet.nodeHosts];
    for (const member of members) member.dropLink();
    const wereAway = new Set<string>();
    const look = () => {
      for (const { key, online } of members) if (!online) wereAway.add(key);
      return wereAway.size;
    };
    await eventually(look, (count) => count === members.length, PATIENCE_MS);
    await allOnline(fleet);
    await listed<Display>(api, "displays", (all) => all.every(({ connected }) => connected));
  }));

Deno.test("DemoFleet.close() takes every member off line", () =>
  withDemoStage(async ({ api, fleet }) => {
    await allOnline(fleet);
    await listed<Display>(api, "displays", ({ length }) => length === 8);
    await fleet.close();
    await listed<Display>(api, "displays", (all) => all.every(({ connected }) => !connected));
    await listed<Node>(api, "nodes", (all) => all.every(({ connected }) => !connected));
  }));
