import assert from "node:assert/strict";
import type { SyncState } from "../../../protocols/syncguard/events.ts";
import { createMemoryStores } from "../../support/stores/memory_stores.ts";
import { type SyncFleet, withSyncFleet } from "../../support/sync/sync_fleet.ts";

const IP = "10.0.0.31";

/** Sends lines at a steady interval, over one connection or over one each. */
async function speak(
  fleet: SyncFleet,
  everyMs: number,
  lines: number,
  build: "P" | "O" = "P",
): Promise<void> {
  const connection = await fleet.connect(IP);
  for (let line = 0; line < lines; line++) {
    if (build === "O") await fleet.say(IP, "slave");
    else await connection("slave");
    await fleet.advance(everyMs);
  }
}

for (const everyMs of [100, 1_000, 5_000, 10_000, 30_000, 60_000]) {
  for (const build of ["P", "O"] as const) {
    Deno.test(`a sync host of build ${build} that reports every ${everyMs} ms is online throughout`, () =>
      withSyncFleet(async (fleet) => {
        await speak(fleet, everyMs, 200, build);
        assert.deepEqual(fleet.told.liveness, [`${IP}: never_seen to online`]);
        assert.deepEqual(fleet.history(1, "state"), ["null to slave"]);
        const { liveness, reports } = await fleet.host(IP);
        assert.equal(liveness.intervalMs, everyMs);
        assert.equal(reports.slave, 200);
      }));
  }
}

Deno.test("a sync host that reports once an hour is called silent once, and not again", () =>
  withSyncFleet(async (fleet) => {
    await speak(fleet, 3_600_000, 40);
    assert.deepEqual(fleet.told.liveness, [
      `${IP}: never_seen to online`,
      `${IP}: online to stale`,
      `${IP}: stale to offline`,
      `${IP}: offline to online`,
    ]);
    assert.equal((await fleet.host(IP)).liveness.intervalMs, 3_600_000);
  }));

Deno.test("a sync host that falls silent is stale after three of its intervals and offline after six", () =>
  withSyncFleet(async (fleet) => {
    await speak(fleet, 10_000, 20);
    await fleet.advance(19_999);
    assert.equal((await fleet.host(IP)).liveness.state, "online");
    await fleet.advance(1);
    assert.equal((await fleet.host(IP)).liveness.state, "stale");
    await fleet.advance(29_999);
    assert.equal((await fleet.host(IP)).liveness.state, "stale");
    await fleet.advance(1);
    const { liveness, state } = await fleet.host(IP);
    assert.deepEqual([liveness.state, state], ["offline", "slave"]);
    assert.equal(liveness.reason, "Silent for longer than its rhythm allows.");
  }));

Deno.test("a sync host's outage is no rhythm: it is missed as soon as before when it goes again", () =>
  withSyncFleet(async (fleet) => {
    await speak(fleet, 1_000, 20);
    await fleet.advance(1_200_000);
    await speak(fleet, 1_000, 2);
    assert.equal((await fleet.host(IP)).liveness.intervalMs, 1_000);
    await fleet.advance(30_000);
    assert.equal((await fleet.host(IP)).liveness.state, "offline");
  }));

Deno.test("a sync host whose interval is set from a second to a minute is missed twice, and then never", () =>
  withSyncFleet(async (fleet) => {
    await speak(fleet, 1_000, 20);
    await speak(fleet, 60_000, 30);
    const offline = fleet.told.liveness.filter((line) => line.endsWith("to offline"));
    assert.equal(offline.length, 2);
    assert.equal((await fleet.host(IP)).liveness.intervalMs, 60_000);
  }));

Deno.test("a sync host whose interval is set from a minute to a second is missed by the new one soon", () =>
  withSyncFleet(async (fleet) => {
    await speak(fleet, 60_000, 20);
    await speak(fleet, 1_000, 60);
    await fleet.advance(4_000);
    assert.equal((await fleet.host(IP)).liveness.state, "stale");
    await fleet.advance(25_000);
    assert.equal((await fleet.host(IP)).liveness.state, "offline");
  }));

Deno.test("a sync host is not called offline before the warm-up after our own start ends, and keeps its rhythm", async () => {
  const stores = createMemoryStores();
  await withSyncFleet((fleet) => speak(fleet, 5_000, 20), { stores });
  await withSyncFleet(async (fleet) => {
    await fleet.advance(59_999);
    const { liveness, state } = await fleet.host(IP);
    assert.deepEqual([liveness.state, liveness.intervalMs, state], ["stale", 5_000, "slave"]);
    await fleet.advance(1);
    assert.equal((await fleet.host(IP)).liveness.state, "offline");
    assert.deepEqual(fleet.told.liveness, [`${IP}: stale to offline`]);
  }, { stores, warmUpMs: 60_000 });
  await withSyncFleet(async (fleet) => {
    await fleet.advance(600_000);
    assert.deepEqual(fleet.told.liveness, []);
    await fleet.say(IP, "slave");
    assert.deepEqual(fleet.told.liveness, [`${IP}: offline to online`]);
  }, { stores });
});

Deno.test("a sync host that comes back with another state is never told of as back with the old one", () =>
  withSyncFleet(async (fleet) => {
    await speak(fleet, 1_000, 20);
    await fleet.advance(60_000);
    const before = fleet.told.hosts.length;
    await fleet.say(IP, "error");
    const told = fleet.told.hosts.slice(before);
    assert.deepEqual(told.map(({ state }) => state), ["error", "error"]);
    assert.equal(told.at(-1)?.liveness.state, "online");
  }));

Deno.test("a sync host's lines that say nothing new are neither written nor published", () =>
  withSyncFleet(async (fleet) => {
    await fleet.say(IP, "master");
    await fleet.advance(10_000);
    const { gate } = fleet.stores.sync;
    const before = { writes: gate.count, events: fleet.told.hosts.length };
    for (let second = 0; second < 300; second++) {
      await fleet.say(IP, "master");
      await fleet.advance(1_000);
    }
    assert.deepEqual({ writes: gate.count, events: fleet.told.hosts.length }, before);
    assert.equal((await fleet.host(IP)).reports.master, 301);
  }));

Deno.test("a sync host's change is on the disk before it is published", () =>
  withSyncFleet(async (fleet) => {
    await fleet.say(IP, "master");
    const { gate } = fleet.stores.sync;
    const before = fleet.told.hosts.length;
    gate.hold();
    await fleet.advance(2_000);
    await fleet.say(IP, "error");
    assert.equal(fleet.told.hosts.length, before);
    assert.equal((await fleet.host(IP)).state, "error");
    gate.release();
    await fleet.settle();
    const told = fleet.told.hosts.at(-1);
    assert.deepEqual([told?.state, told?.previous?.state], ["error", "master"]);
    assert.deepEqual(fleet.history(1, "state"), ["null to master", "master to error"]);
    const { from, until } = told?.previous ?? assert.fail();
    assert.equal(until - from, 2_000);
  }));

Deno.test("a sync host that changes six times within a minute flaps: told once, and once when it is steady", () =>
  withSyncFleet(async (fleet) => {
    const states: SyncState[] = ["master", "error"];
    for (let second = 0; second < 120; second++) {
      await fleet.say(IP, states[second % 2] ?? "unknown");
      await fleet.advance(1_000);
    }
    assert.equal((await fleet.host(IP)).flapping, true);
    assert.equal(fleet.history(1, "state").length, 7);
    for (let second = 0; second < 90; second++) {
      await fleet.say(IP, "slave");
      await fleet.advance(1_000);
    }
    const { flapping, state, changes } = await fleet.host(IP);
    assert.deepEqual([flapping, state, changes], [false, "slave", 120]);
    assert.deepEqual(fleet.history(1, "flapping"), ["steady to flapping", "flapping to steady"]);
    assert.deepEqual(fleet.history(1, "state").at(-1), "master to slave");
  }));

Deno.test("a sync host keeps its rhythm and its state when its actor crashes", () =>
  withSyncFleet(async (fleet) => {
    await speak(fleet, 1_000, 20);
    const ref = await fleet.locate(IP, IP);
    assert.ok(ref !== "full");
    ref.tell(null as never);
    await fleet.advance(1_000);
    const { liveness, state } = await fleet.host(IP);
    assert.deepEqual([liveness.state, liveness.intervalMs, state], ["online", 1_000, "slave"]);
    assert.deepEqual(fleet.told.liveness, [`${IP}: never_seen to online`]);
    await fleet.advance(29_000);
    assert.equal((await fleet.host(IP)).liveness.state, "offline");
  }));
