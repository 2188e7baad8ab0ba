import assert from "node:assert/strict";
import { StorageError } from "../../../actors/storage_error.ts";
import { codeOf, execute, type Fleet, valueOf, withFleet } from "../../support/displays/fleet.ts";

const rename = (fleet: Fleet, nameOrId: string, newName: string) =>
  fleet.displays({ type: "renameDisplay", nameOrId, newName });
const merge = (fleet: Fleet, from: string, into: string) =>
  fleet.displays({ type: "mergeDisplays", from, into });
const addNames = (fleet: Fleet, nameOrId: string, ...aliases: string[]) =>
  fleet.displays({ type: "addDisplayNames", nameOrId, aliases });
const add = (fleet: Fleet, name: string, ...aliases: string[]) =>
  fleet.displays({
    type: "addDisplay",
    ...{ name, aliases, macAddress: "02:00:5E:00:53:01", macByHand: false },
    ...{ claimedAddress: null, port: 8081 },
  });
const forget = (fleet: Fleet, nameOrId: string, force = false) =>
  fleet.displays({ type: "forgetDisplay", nameOrId, force });

Deno.test("renameDisplay() leaves the device its old name, and the new one leads there too", () =>
  withFleet(async (fleet) => {
    const first = await fleet.register("Wall-L1");
    assert.equal(valueOf(await rename(fleet, "1", "Left Wall")).name, "Left Wall");
    assert.equal(fleet.stores.displays.displays()[0]?.name, "Left Wall");
    first.closes();
    const old = await fleet.register("Wall-L1");
    assert.equal(old.toldOf("registrationAccepted")[0]?.clientId, 1);
    old.closes();
    const young = await fleet.register("left wall");
    assert.equal(young.toldOf("registrationAccepted")[0]?.clientId, 1);
    assert.equal((await fleet.find("Wall-L1")).name, "Left Wall");
  }));

Deno.test("renameDisplay() keeps writing to the device under the name it registered", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    fleet.stores.displays.gate.hold();
    const renaming = rename(fleet, "1", "Left Wall");
    await fleet.settle();
    link.says({ type: "registered", name: "WALL-L1" });
    await fleet.settle();
    fleet.stores.displays.gate.release();
    await renaming;
    await fleet.order(1, execute());
    assert.equal(
      link.commands[0]?.order.type === "execute" && link.commands[0].order.name,
      "WALL-L1",
    );
  }));

Deno.test("renameDisplay() is refused for a name that another display has, or is about to have", () =>
  withFleet(async (fleet) => {
    await fleet.register("Wall-L1");
    await fleet.register("Wall-L2", "10.0.0.2");
    assert.equal(codeOf(await rename(fleet, "Wall-L1", "WALL-l2")), "conflict");
    assert.equal(codeOf(await rename(fleet, "Wall-L9", "Wall-L8")), "notFound");
    fleet.stores.displays.gate.hold();
    await fleet.register("Wall-L3", "10.0.0.3");
    assert.equal(codeOf(await rename(fleet, "Wall-L1", "wall-l3")), "conflict");
    fleet.stores.displays.gate.release();
  }));

Deno.test("renameDisplay() changes nothing when the disk refuses it", () =>
  withFleet(async (fleet) => {
    await fleet.register("Wall-L1");
    fleet.stores.displays.gate.failWith(new StorageError("full", "no space left"));
    assert.equal(codeOf(await rename(fleet, "Wall-L1", "Left Wall")), "storageFull");
    assert.equal((await fleet.find("Wall-L1")).name, "Wall-L1");
    const found = await fleet.displays({ type: "findDisplay", nameOrId: "Left Wall" });
    assert.equal(codeOf(found), "notFound");
  }));

Deno.test("renameDisplay() holds for a display whose actor is cooling down", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    link.broken = true;
    for (let crash = 0; crash < 6; crash++) {
      link.beats();
      await fleet.advance(6_000);
    }
    assert.equal(fleet.actor("/displays/1")?.state, "coolingDown");
    assert.equal(valueOf(await rename(fleet, "Wall-L1", "Left Wall")).name, "Left Wall");
    await fleet.advance(60_000);
    assert.equal((await fleet.find("Wall-L1")).name, "Left Wall");
    assert.equal(fleet.stores.displays.displays()[0]?.name, "Left Wall");
  }));

Deno.test("mergeDisplays() is refused while both are connected, and for a display with itself", () =>
  withFleet(async (fleet) => {
    await fleet.register("Wall-L1");
    await fleet.register("Wall-L2", "10.0.0.2");
    assert.equal(codeOf(await merge(fleet, "Wall-L1", "Wall-L2")), "conflict");
    assert.equal(codeOf(await merge(fleet, "Wall-L1", "1")), "invalid");
    assert.equal(codeOf(await merge(fleet, "Wall-L1", "Wall-L9")), "notFound");
  }));

Deno.test("mergeDisplays() makes every name lead to the survivor, and says so", () =>
  withFleet(async (fleet) => {
    (await fleet.register("Wall-L1")).closes();
    await fleet.register("Wall-L2", "10.0.0.2");
    const merged = valueOf(await merge(fleet, "Wall-L1", "Wall-L2"));
    assert.deepEqual([merged.id, merged.name], [2, "Wall-L2"]);
    assert.deepEqual(fleet.published.removed, [{ id: 1, name: "Wall-L1", into: 2 }]);
    assert.equal((await fleet.find("wall-l1")).id, 2);
    assert.deepEqual(fleet.stores.displays.displays().map((display) => display.id), [2]);
    const back = await fleet.register("Wall-L1", "10.0.0.2");
    assert.equal(back.toldOf("registrationAccepted")[0]?.clientId, 2);
  }));

Deno.test("mergeDisplays() leaves no moment in which a name of the merged one makes a new display", () =>
  withFleet(async (fleet) => {
    (await fleet.register("Wall-L1")).closes();
    (await fleet.register("Wall-L2", "10.0.0.2")).closes();
    fleet.stores.displays.gate.hold();
    const merging = merge(fleet, "Wall-L1", "Wall-L2");
    await fleet.settle();
    await fleet.register("Wall-L1", "10.0.0.5");
    fleet.stores.displays.gate.release();
    valueOf(await merging);
    const back = await fleet.register("Wall-L1", "10.0.0.5");
    assert.equal(back.toldOf("registrationAccepted")[0]?.clientId, 2);
    assert.deepEqual(fleet.stores.displays.displays().map((display) => display.id), [2]);
  }));

Deno.test("mergeDisplays() changes nothing when the disk refuses it", () =>
  withFleet(async (fleet) => {
    (await fleet.register("Wall-L1")).closes();
    await fleet.register("Wall-L2", "10.0.0.2");
    fleet.stores.displays.gate.failWith(new StorageError("failed", "broken disk"));
    assert.equal(codeOf(await merge(fleet, "Wall-L1", "Wall-L2")), "storageFailed");
    assert.equal((await fleet.find("Wall-L1")).id, 1);
    assert.deepEqual(fleet.published.removed, []);
  }));

Deno.test("forgetDisplay() needs force while the display is connected, and its device comes back as new", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    assert.equal(codeOf(await forget(fleet, "Wall-L1")), "conflict");
    valueOf(await forget(fleet, "Wall-L1", true));
    assert.notEqual(link.dropped, undefined);
    assert.deepEqual(fleet.published.removed, [{ id: 1, name: "Wall-L1", into: null }]);
    assert.equal(fleet.actor("/displays/1"), undefined);
    const back = await fleet.register("Wall-L1");
    assert.equal(back.toldOf("registrationAccepted")[0]?.clientId, 2);
  }));

Deno.test("forgetDisplay() ends a display whose actor is cooling down", () =>
  withFleet(async (fleet) => {
    const link = await fleet.register("Wall-L1");
    link.broken = true;
    for (let crash = 0; crash < 5; crash++) {
      link.beats();
      await fleet.advance(6_000);
    }
    link.beats();
    await fleet.settle();
    assert.equal(fleet.actor("/displays/1")?.state, "coolingDown");
    valueOf(await forget(fleet, "Wall-L1", true));
    await fleet.advance(60_000);
    assert.equal(fleet.actor("/displays/1"), undefined);
    assert.notEqual(link.dropped, undefined);
  }));

Deno.test("listDisplays() gives all by id, and with a query those whose name, alias or address has it", () =>
  withFleet(async (fleet) => {
    await fleet.register("Wall-R1", "10.0.0.1");
    await fleet.register("Wall-L1", "10.0.0.2", { claimedAddress: "192.168.7.9" });
    await rename(fleet, "Wall-R1", "Entrance");
    const ids = async (query?: string) =>
      (await fleet.displays({ type: "listDisplays", ...(query === undefined ? {} : { query }) }))
        .map((display) => display.id);
    assert.deepEqual(await ids(), [1, 2]);
    assert.deepEqual(await ids("wall-r"), [1]);
    assert.deepEqual(await ids("ENTR"), [1]);
    assert.deepEqual(await ids("168.7"), [2]);
    assert.deepEqual(await ids("nowhere"), []);
  }));

Deno.test("listDisplays() gives a page after an id, and no more than asked for", () =>
  withFleet(async (fleet) => {
    for (const name of ["a", "b", "c", "d"]) await fleet.register(name, "10.0.0.1");
    const page = await fleet.displays({ type: "listDisplays", afterId: 1, atMost: 2 });
    assert.deepEqual(page.map((display) => display.name), ["b", "c"]);
    const online = await fleet.displays({ type: "listDisplays", liveness: "online", atMost: 3 });
    assert.deepEqual(online.map((display) => display.name), ["a", "b", "c"]);
    const offline = await fleet.displays({ type: "listDisplays", liveness: "offline" });
    assert.deepEqual(offline, []);
    assert.deepEqual(await fleet.displays({ type: "listDisplays", afterId: 4 }), []);
    const named = await fleet.displays({ type: "listDisplays", ids: [3, 1, 99] });
    assert.deepEqual(named.map(({ id }) => id), [1, 3]);
    assert.deepEqual(await fleet.displays({ type: "listDisplays", ids: [] }), []);
    assert.deepEqual(await fleet.displays({ type: "listDisplays", health: "error" }), []);
  }));

Deno.test("ensureDisplay() makes a display once, and leaves a known one as it is", () =>
  withFleet(async (fleet) => {
    const ensure = (name: string, port: number) =>
      fleet.displays({
        type: "ensureDisplay",
        name,
        claimedAddress: "10.0.0.7",
        port,
        peerAddress: "10.0.0.7",
      });
    const made = valueOf(await ensure("Wall-L1", 8081));
    const again = valueOf(await ensure("WALL-L1", 9999));
    assert.deepEqual([made.id, again.id, again.port], [1, 1, 8081]);
    assert.equal(made.liveness.state, "never_seen");
  }));

Deno.test("addDisplay() keeps a place for a device that registers under any of the names", () =>
  withFleet(async (fleet) => {
    const added = valueOf(await add(fleet, "Wall-L1", "DESKTOP-31"));
    assert.deepEqual([added.liveness.state, added.peerAddress], ["never_seen", null]);
    assert.deepEqual([added.macAddress, added.macByHand], ["02:00:5E:00:53:01", false]);
    assert.equal(fleet.stores.displays.displays()[0]?.name, "Wall-L1");
    const link = await fleet.register("desktop-31");
    assert.equal(link.toldOf("registrationAccepted")[0]?.clientId, added.id);
    assert.equal((await fleet.find("desktop-31")).name, "Wall-L1");
  }));

Deno.test("addDisplay() is refused for a name that another display has, or is about to have", () =>
  withFleet(async (fleet) => {
    await fleet.register("Wall-L1");
    assert.equal(codeOf(await add(fleet, "WALL-L1")), "conflict");
    assert.equal(codeOf(await add(fleet, "Wall-L2", "wall-l1")), "conflict");
    fleet.stores.displays.gate.hold();
    const adding = add(fleet, "Wall-L3", "DESKTOP-31");
    await fleet.settle();
    assert.equal(codeOf(await add(fleet, "desktop-31")), "conflict");
    assert.equal(codeOf(await addNames(fleet, "Wall-L1", "desktop-31")), "conflict");
    const link = await fleet.register("DESKTOP-31");
    fleet.stores.displays.gate.release();
    const { id } = valueOf(await adding);
    await fleet.settle();
    assert.equal(link.toldOf("registrationAccepted")[0]?.clientId, id);
  }));

Deno.test("addDisplayNames() leads more names to a display, and none when the disk refuses it", () =>
  withFleet(async (fleet) => {
    await fleet.register("Wall-L1");
    await fleet.register("Wall-L2", "10.0.0.2");
    assert.equal(codeOf(await addNames(fleet, "Wall-L1", "wall-l2")), "conflict");
    assert.equal(codeOf(await addNames(fleet, "Wall-L9", "x")), "notFound");
    assert.deepEqual(valueOf(await addNames(fleet, "Wall-L1", "PC-1", "wall-l1")).aliases, [
      "Wall-L1",
      "PC-1",
    ]);
    assert.equal((await fleet.find("pc-1")).name, "Wall-L1");
    fleet.stores.displays.gate.failWith(new StorageError("full", "no space left"));
    assert.equal(codeOf(await addNames(fleet, "Wall-L1", "PC-2")), "storageFull");
    assert.equal(
      codeOf(await fleet.displays({ type: "findDisplay", nameOrId: "PC-2" })),
      "notFound",
    );
  }));

Deno.test("findDisplay() takes a name before a number, and id: for the number of whoever has it", () =>
  withFleet(async (fleet) => {
    await fleet.register("2");
    await fleet.register("1");
    const found = async (nameOrId: string) => (await fleet.find(nameOrId)).name;
    assert.deepEqual([await found("1"), await found("2")], ["1", "2"]);
    assert.deepEqual([await found("id:1"), await found("id:2")], ["2", "1"]);
    for (const nameOrId of ["id:3", "id:", "id:01", "id:1.0"]) {
      const missing = await fleet.displays({ type: "findDisplay", nameOrId });
      assert.equal(codeOf(missing), "notFound", nameOrId);
    }
    await fleet.register("id:1");
    assert.equal(await found("id:1"), "2");
  }));
