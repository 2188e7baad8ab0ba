import assert from "node:assert/strict";
import { StorageError } from "../../../actors/storage_error.ts";
import { createMemoryStores } from "../../support/stores/memory_stores.ts";
import type { FakeLink } from "../../support/displays/fake_link.ts";
import { startFleet, withFleet } from "../../support/displays/fleet.ts";

const refusals = (link: FakeLink) => link.toldOf("registrationRefused").map((told) => told.reason);
const accepted = (link: FakeLink) => link.toldOf("registrationAccepted");

Deno.test("register() tells a new device nothing before its record is on the disk", () =>
  withFleet(async (fleet) => {
    fleet.stores.displays.gate.hold();
    const link = await fleet.register("Wall-L1");
    assert.deepEqual(link.told, []);
    fleet.stores.displays.gate.release();
    await fleet.settle();
    assert.deepEqual(link.told, [{ type: "registrationAccepted", clientId: 1, name: "Wall-L1" }]);
  }));

Deno.test("register() gives a device the same id after a restart, and a new one a new id", async () => {
  const stores = createMemoryStores();
  const first = await startFleet({ stores });
  await first.register("Wall-L1");
  await first.register("Wall-L2", "10.0.0.2");
  await first.stop();
  await withFleet(async (second) => {
    const known = await second.register("Wall-L2", "10.0.0.2");
    const fresh = await second.register("Wall-L3", "10.0.0.3");
    assert.equal(accepted(known)[0]?.clientId, 2);
    assert.equal(accepted(fresh)[0]?.clientId, 3);
  }, { stores });
});

Deno.test("register() accepts a link again that holds the name already, and cuts nothing", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    link.says({ type: "registered", name: "Wall-L1", version: "2.1" });
    await fleet.settle();
    assert.equal(accepted(link).length, 2);
    assert.equal(link.dropped, undefined);
    assert.equal((await fleet.find("Wall-L1")).version, "2.1");
  }));

Deno.test("register() hands a name over at once to the same address, and drops the old link", () =>
  withFleet(async (fleet) => {
    const old = await fleet.register("Wall-L1");
    const young = await fleet.register("Wall-L1");
    assert.equal(accepted(young)[0]?.clientId, 1);
    assert.match(old.dropped ?? "", /replaced/);
    assert.deepEqual(old.told.map((order) => order.type), ["registrationAccepted"]);
    assert.equal((await fleet.find("Wall-L1")).connected, true);
  }));

Deno.test("register() challenges the holder at the fourth takeover in a minute, and not after it", () =>
  withFleet(async (fleet) => {
    let holder = await fleet.register("Wall-L1");
    for (let takeover = 1; takeover <= 3; takeover++) holder = await fleet.register("Wall-L1");
    const fourth = await fleet.register("Wall-L1");
    assert.equal(accepted(fourth).length, 0);
    assert.equal(holder.toldOf("checkConnection").length, 1);
    holder.beats();
    await fleet.settle();
    assert.deepEqual(refusals(fourth), ["nameTaken"]);
    fourth.closes();
    await fleet.advance(60_000);
    holder.beats();
    assert.equal(accepted(await fleet.register("Wall-L1")).length, 1);
  }));

Deno.test("register() refuses another address when the holder shows any sign of life within 3 s", () =>
  withFleet(async (fleet) => {
    const holder = await fleet.register("Wall-L1", "10.0.0.1");
    const other = await fleet.register("Wall-L1", "10.0.0.2");
    assert.deepEqual(holder.toldOf("checkConnection"), [
      { type: "checkConnection", name: "Wall-L1" },
    ]);
    assert.deepEqual(other.told, []);
    await fleet.advance(2_900);
    holder.says({ type: "processesReported", runningCount: 0, processes: [], complete: false });
    await fleet.settle();
    assert.deepEqual(refusals(other), ["nameTaken"]);
    await fleet.advance(10_000);
    assert.equal(holder.open, true);
    assert.equal(other.open, true);
    assert.deepEqual((await fleet.find("Wall-L1")).contenders, ["10.0.0.2"]);
  }));

Deno.test("register() hands the name to another address when the holder is silent for 3 s", () =>
  withFleet(async (fleet) => {
    const holder = await fleet.register("Wall-L1", "10.0.0.1");
    const other = await fleet.register("Wall-L1", "10.0.0.2");
    await fleet.advance(2_999);
    assert.deepEqual(other.told, []);
    await fleet.advance(1);
    assert.equal(accepted(other)[0]?.clientId, 1);
    assert.notEqual(holder.dropped, undefined);
    assert.equal((await fleet.find("Wall-L1")).peerAddress, "10.0.0.2");
  }));

Deno.test("register() answers every contender when the first of several gets the name", () =>
  withFleet(async (fleet) => {
    await fleet.register("Wall-L1", "10.0.0.1");
    const second = await fleet.register("Wall-L1", "10.0.0.2");
    const third = await fleet.register("Wall-L1", "10.0.0.3");
    await fleet.advance(3_000);
    assert.equal(accepted(second).length, 1);
    assert.deepEqual(refusals(third), ["nameTaken"]);
  }));

Deno.test("register() promotes the refused link that waits longest when the holder closes", () =>
  withFleet(async (fleet) => {
    const holder = await fleet.register("Wall-L1", "10.0.0.1");
    const second = await fleet.register("Wall-L1", "10.0.0.2");
    const third = await fleet.register("Wall-L1", "10.0.0.3");
    holder.beats();
    await fleet.settle();
    assert.deepEqual([refusals(second), refusals(third)], [["nameTaken"], ["nameTaken"]]);
    holder.closes();
    await fleet.settle();
    assert.deepEqual([accepted(second).length, accepted(third).length], [1, 0]);
    second.closes();
    await fleet.settle();
    assert.equal(accepted(third).length, 1);
  }));

Deno.test("register() still promotes a refused link when the display's actor has crashed meanwhile", () =>
  withFleet(async (fleet) => {
    const holder = await fleet.register("Wall-L1", "10.0.0.1");
    const second = await fleet.register("Wall-L1", "10.0.0.2");
    holder.beats();
    await fleet.settle();
    holder.broken = true;
    holder.beats();
    await fleet.advance(1_000);
    assert.equal(fleet.actor("/displays/1")?.restarts, 1);
    holder.closes();
    await fleet.settle();
    assert.equal(accepted(second).length, 1);
  }));

Deno.test("register() does not grant a name to a link that closed while its record was being saved", () =>
  withFleet(async (fleet) => {
    fleet.stores.displays.gate.hold();
    const link = await fleet.register("Wall-L1");
    link.closes();
    fleet.stores.displays.gate.release();
    await fleet.settle();
    assert.deepEqual(link.told, []);
    assert.equal((await fleet.find("Wall-L1")).connected, false);
  }));

Deno.test("register() refuses a new name with fleetFull when the fleet is full, and still takes a known one", () =>
  withFleet(async (fleet) => {
    await fleet.register("Wall-L1");
    assert.deepEqual(refusals(await fleet.register("Wall-L2", "10.0.0.2")), ["fleetFull"]);
    assert.equal(accepted(await fleet.register("Wall-L1")).length, 1);
  }, { maxDisplays: 1 }));

Deno.test("register() answers unavailable, drops the link and adds nothing when the record cannot be written", () =>
  withFleet(async (fleet) => {
    const { gate } = fleet.stores.displays;
    gate.failWith(new StorageError("full", "no space left"));
    const link = await fleet.register("Wall-L1");
    assert.deepEqual(refusals(link), ["unavailable"]);
    // Trays ask once per connection, so only a new one makes them ask again.
    assert.equal(link.open, false);
    assert.deepEqual(await fleet.displays({ type: "listDisplays" }), []);
    gate.failWith(null);
    assert.equal(accepted(await fleet.register("Wall-L1")).length, 1);
    assert.equal(fleet.stores.displays.displays().length, 1);
  }));

Deno.test("register() knows names that differ in case as one, and writes to the device as it registered last", () =>
  withFleet(async (fleet) => {
    await fleet.register("Wall-L1");
    const link = await fleet.register("WALL-l1");
    assert.deepEqual(accepted(link), [
      { type: "registrationAccepted", clientId: 1, name: "WALL-l1" },
    ]);
    await fleet.advance(30_000);
    assert.equal(link.toldOf("checkConnection")[0]?.name, "WALL-l1");
    const display = await fleet.find("wall-L1");
    assert.equal(display.name, "Wall-L1");
    assert.deepEqual(display.aliases, ["WALL-l1"]);
  }));

Deno.test("register() frees the first name when a link registers under a second one", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    link.says({ type: "registered", name: "Wall-L2" });
    await fleet.settle();
    assert.equal((await fleet.find("Wall-L1")).connected, false);
    assert.equal((await fleet.find("Wall-L2")).connected, true);
    assert.equal(link.open, true);
  }));

Deno.test("register() believes of a machine's new client only what that says of itself", () =>
  withFleet(async (fleet) => {
    const capabilities = ["unreal_engine", "power_action"];
    const agent = { version: "2.0", capabilities, claimedAddress: "10.0.0.1" };
    (await fleet.register("Wall-L1", "10.0.0.1", agent)).closes();
    await fleet.register("Wall-L1", "10.0.0.1", { clientType: "python" });
    const display = await fleet.find("Wall-L1");
    assert.deepEqual([display.version, display.capabilities], [null, []]);
    assert.equal(display.claimedAddress, "10.0.0.1");
  }));
