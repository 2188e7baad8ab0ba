import assert from "node:assert/strict";
import { createMemoryStores } from "../../support/stores/memory_stores.ts";
import { sampleDisplay } from "../../support/stores/store_samples.ts";
import { execute, withFleet } from "../../support/displays/fleet.ts";

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

Deno.test("isOfReturning() takes in how an execution ended before its device has registered again (T4, T3)", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1", "10.0.0.1");
    const { id } = await fleet.order(1, execute());
    link.closes();
    const ended = { type: "executionReported", name: "Wall-L1", phase: "finished" } as const;
    fleet.connect("10.0.0.9").says(ended);
    await fleet.settle();
    assert.equal(fleet.row(id).state, "sent", "another machine has no say");
    fleet.connect("10.0.0.1").says({ ...ended, name: "WALL-l1" });
    await fleet.settle();
    assert.equal(fleet.row(id).state, "completed");
  }));

Deno.test("isOfReturning() takes in a report while the old connection is not known to be gone", () =>
  withFleet(async (fleet) => {
    await fleet.register("Wall-L1", "10.0.0.1");
    const { id } = await fleet.order(1, execute());
    fleet.connect("10.0.0.1").says({
      type: "executionReported",
      name: "Wall-L1",
      phase: "running",
    });
    await fleet.settle();
    assert.equal(fleet.row(id).state, "completed");
  }));

Deno.test("isOfReturning() gives no say to a device that was refused the name", () =>
  withFleet(async (fleet) => {
    const holder = await fleet.register("Wall-L1", "10.0.0.1");
    const other = await fleet.register("Wall-L1", "10.0.0.2");
    holder.beats();
    await fleet.settle();
    const { id } = await fleet.order(1, execute());
    other.says({ type: "executionReported", name: "Wall-L1", phase: "failed", error: "not here" });
    await fleet.settle();
    assert.equal(fleet.row(id).state, "sent");
  }));

Deno.test("stray() does not take a name of digits for the number of a display", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1", "10.0.0.1");
    const { id } = await fleet.order(1, execute());
    link.closes();
    fleet.connect("10.0.0.1").says({ type: "executionReported", name: "1", phase: "running" });
    await fleet.settle();
    assert.equal(fleet.row(id).state, "sent");
  }));
