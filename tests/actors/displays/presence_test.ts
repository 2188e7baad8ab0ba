import assert from "node:assert/strict";
import { createMemoryStores } from "../../support/stores/memory_stores.ts";
import { sampleDisplay } from "../../support/stores/store_samples.ts";
import { type Fleet, withFleet } from "../../support/displays/fleet.ts";
import type { FakeLink } from "../../support/displays/fake_link.ts";

const changes = (fleet: Fleet) =>
  fleet.published.liveness.map(({ name, from, to }) => `${name}: ${from} to ${to}`);

/** Lets a device beat every 5 s. */
async function beatFor(fleet: Fleet, link: FakeLink, totalMs: number): Promise<void> {
  for (let ms = 0; ms < totalMs; ms += 5_000) {
    link.beats();
    await fleet.advance(5_000);
  }
}

Deno.test("a display says stale, offline and back once each when its link falls silent without closing", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    await beatFor(fleet, link, 60_000);
    await fleet.advance(300_000);
    link.beats();
    await beatFor(fleet, link, 60_000);
    assert.deepEqual(changes(fleet), [
      "Wall-L1: never_seen to online",
      "Wall-L1: online to stale",
      "Wall-L1: stale to offline",
      "Wall-L1: offline to online",
    ]);
  }));

Deno.test("a display turns stale when its link closes, and offline 45 s later when it does not come back", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    await fleet.advance(60_000);
    link.closes();
    await fleet.advance(44_999);
    assert.equal((await fleet.find("Wall-L1")).liveness.state, "stale");
    await fleet.advance(1);
    assert.equal((await fleet.find("Wall-L1")).liveness.state, "offline");
    await fleet.register("Wall-L1");
    assert.deepEqual(changes(fleet).slice(1), [
      "Wall-L1: online to stale",
      "Wall-L1: stale to offline",
      "Wall-L1: offline to online",
    ]);
  }));

Deno.test("a display is not called offline before the warm-up after our own start ends", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    link.closes();
    await fleet.advance(59_999);
    assert.equal((await fleet.find("Wall-L1")).liveness.state, "stale");
    await fleet.advance(1);
    assert.equal((await fleet.find("Wall-L1")).liveness.state, "offline");
  }));

Deno.test("a display that was reported offline before our restart is not reported again", async () => {
  const stores = createMemoryStores();
  const display = sampleDisplay(1, { lastSeenAt: 5, reportedOffline: true });
  await stores.displays.commit([{ type: "displaySaved", display }]);
  await withFleet(async (fleet) => {
    await fleet.advance(600_000);
    assert.equal((await fleet.find("Wall-1")).liveness.state, "offline");
    assert.deepEqual(changes(fleet), []);
    await fleet.register("Wall-1");
    assert.deepEqual(changes(fleet), ["Wall-1: offline to online"]);
  }, { stores });
});

Deno.test("a display keeps record and link, and says nothing false about its liveness, when its actor crashes", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1", "10.0.0.1", { version: "2.0" });
    link.broken = true;
    link.beats();
    await fleet.settle();
    link.broken = false;
    await fleet.advance(1_000);
    link.beats();
    await fleet.settle();
    assert.deepEqual(changes(fleet), ["Wall-L1: never_seen to online"]);
    assert.equal(link.open, true);
    assert.equal(link.toldOf("heartbeatAccepted").length, 1);
    const display = await fleet.find("Wall-L1");
    assert.deepEqual([display.connected, display.version], [true, "2.0"]);
    const report = fleet.actor("/displays/1");
    assert.deepEqual([report?.state, report?.restarts, report?.restartsLeft], ["running", 1, 4]);
    assert.match(report?.lastError?.message ?? "", /link-1 is broken/);
  }));

Deno.test("a display that crashes on every message cools down, and never disturbs its 99 neighbours", () =>
  withFleet(async (fleet) => {
    const links: FakeLink[] = [];
    for (let n = 1; n <= 100; n++) links.push(await fleet.register(`Wall-${n}`, `10.0.0.${n}`));
    const [bad, ...neighbours] = links;
    assert.ok(bad);
    bad.broken = true;
    for (let round = 1; round <= 30; round++) {
      for (const link of links) link.beats();
      await fleet.advance(1_000);
    }
    for (const link of neighbours) assert.equal(link.toldOf("heartbeatAccepted").length, 30);
    assert.equal(fleet.actor("/displays/1")?.state, "coolingDown");
    assert.equal(fleet.actor("/displays/1")?.restarts, 5);
    assert.equal(fleet.actor("/displays/2")?.crashed, 0);
    assert.equal(fleet.actor("/displays")?.crashed, 0);
    assert.notEqual(bad.dropped, undefined);

    // While it cools down it is listed from its record, and a device that asks is sent away to ask again.
    const listed = await fleet.displays({ type: "listDisplays", query: "Wall-1" });
    assert.deepEqual([listed[0]?.id, listed[0]?.connected, listed[0]?.health], [1, false, "error"]);
    const early = await fleet.register("Wall-1", "10.0.0.1");
    assert.deepEqual(early.told, [{ type: "registrationRefused", reason: "unavailable" }]);
    assert.equal(early.open, false);
    await fleet.advance(30_000);
    const later = await fleet.register("Wall-1", "10.0.0.1");
    assert.equal(later.toldOf("registrationAccepted").length, 1);
  }));

Deno.test("a display lets a link go that closed while its actor was cooling down", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    link.broken = true;
    for (let crash = 0; crash < 6; crash++) {
      link.beats();
      await fleet.advance(6_000);
    }
    assert.equal(fleet.actor("/displays/1")?.state, "coolingDown");
    link.closes();
    await fleet.advance(60_000);
    const display = await fleet.find("Wall-L1");
    assert.equal(fleet.actor("/displays/1")?.state, "running");
    assert.equal(display.connected, false);
    assert.notEqual(display.liveness.state, "online");
  }));

Deno.test("a display lets a link go at its next check when the word that it closed was lost", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    link.open = false;
    await fleet.advance(30_000);
    assert.equal((await fleet.find("Wall-L1")).connected, false);
    assert.deepEqual(changes(fleet).slice(1), ["Wall-L1: online to stale"]);
  }));
