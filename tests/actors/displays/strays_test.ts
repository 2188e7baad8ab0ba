import assert from "node:assert/strict";
import { createMemoryStores } from "../../support/memory_stores.ts";
import { sampleDisplay } from "../../support/store_samples.ts";
import { withFleet } from "../../support/fleet.ts";

Deno.test("stray() accepts a heartbeat and answers a ping before any registration", () =>
  withFleet(async (fleet) => {
    const link = fleet.connect();
    link.beats("Nobody-Yet");
    link.says({ type: "pinged" });
    await fleet.settle();
    assert.deepEqual(link.told, [{ type: "heartbeatAccepted" }, { type: "answerPing" }]);
    assert.equal(link.open, true);
  }));

Deno.test("stray() takes a heartbeat as a sign of life of the known display at the same address alone", async () => {
  const stores = createMemoryStores();
  const known = { lastSeenAt: 5, peerAddress: "10.0.0.1" };
  await stores.displays.commit([
    { type: "displaySaved", display: sampleDisplay(1, known) },
    { type: "displaySaved", display: sampleDisplay(2, known) },
  ]);
  await withFleet(async (fleet) => {
    await fleet.advance(100_000);
    const beforeMs = fleet.test.clock.now();
    fleet.connect("10.0.0.1").beats("Wall-1");
    fleet.connect("10.9.9.9").beats("Wall-2");
    await fleet.settle();
    assert.equal((await fleet.find("Wall-1")).liveness.lastSeenAt, beforeMs);
    assert.equal((await fleet.find("Wall-2")).liveness.lastSeenAt, 5);
    await fleet.advance(100_000);
    assert.deepEqual(fleet.published.liveness.map(({ name, to }) => `${name} ${to}`), [
      "Wall-2 offline",
    ]);
  }, { stores });
});

Deno.test("answerContender() refuses a contender's heartbeat without asking it to reconnect", () =>
  withFleet(async (fleet) => {
    const holder = await fleet.register("Wall-L1", "10.0.0.1");
    const other = await fleet.register("Wall-L1", "10.0.0.2");
    holder.beats();
    await fleet.settle();
    other.beats("Wall-L1");
    other.says({ type: "pinged" });
    await fleet.settle();
    assert.deepEqual(other.told, [
      { type: "registrationRefused", reason: "nameTaken" },
      { type: "heartbeatRefused", shouldReconnect: false },
      { type: "answerPing" },
    ]);
  }));
