import assert from "node:assert/strict";
import { StorageError } from "../../../actors/storage_error.ts";
import { codeOf } from "../../support/displays/fleet.ts";
import { withSyncFleet } from "../../support/sync/sync_fleet.ts";

const IP = "10.0.0.31";
const DAY_MS = 86_400_000;

Deno.test("locateSyncHost answers full when no more hosts are kept, and knows the others", () =>
  withSyncFleet(async (fleet) => {
    for (let host = 0; host < 5_000; host++) {
      await fleet.locate(`10.1.${host >> 8}.${host & 255}`, "10.0.0.1");
    }
    assert.equal(await fleet.locate(IP, IP), "full");
    assert.notEqual(await fleet.locate("10.1.0.7", "10.0.0.1"), "full");
  }));

Deno.test("forgetSyncHost takes a host out with its history; its next line is that of a new one", () =>
  withSyncFleet(async (fleet) => {
    const line = await fleet.connect(IP);
    await line("master");
    const forget = { type: "forgetSyncHost", nameOrId: "1" } as const;
    assert.equal(codeOf(await fleet.directory({ ...forget, force: false })), "conflict");
    assert.equal(codeOf(await fleet.directory({ ...forget, force: true })), "accepted");
    assert.deepEqual(fleet.told.removed, [{ id: 1, into: null }]);
    assert.deepEqual([fleet.history(1, "state"), fleet.stores.sync.hosts()], [[], []]);
    await fleet.say(IP, "slave");
    assert.deepEqual((await fleet.hosts()).map(({ id }) => id), [2]);
    assert.equal(codeOf(await fleet.directory({ ...forget, force: true })), "notFound");
  }));

Deno.test("forgetSyncHost is refused for a host that the config file names", () =>
  withSyncFleet(async (fleet) => {
    const answer = await fleet.directory({ type: "forgetSyncHost", nameOrId: "Left", force: true });
    assert.equal(codeOf(answer), "conflict");
  }, { settings: { hosts: [{ name: "Left", claimed: IP }] } }));

Deno.test("forgetSyncHost says so when the disk does not take it", () =>
  withSyncFleet(async (fleet) => {
    await fleet.say(IP, "master");
    fleet.stores.sync.gate.failWith(new StorageError("full", "full"));
    const answer = await fleet.directory({ type: "forgetSyncHost", nameOrId: IP, force: true });
    assert.equal(codeOf(answer), "storageFull");
  }));

Deno.test("a full disk keeps nobody in the dark: states go on, and are saved when it has room", () =>
  withSyncFleet(async (fleet) => {
    await fleet.say(IP, "master");
    const { gate } = fleet.stores.sync;
    gate.failWith(new StorageError("full", "full"));
    await fleet.say(IP, "error");
    assert.equal(fleet.told.hosts.at(-1)?.state, "error");
    gate.failWith(null);
    await fleet.advance(10_000);
    assert.equal(fleet.stores.sync.hosts()[0]?.state, "error");
  }));

Deno.test("silentConnection is counted at the host of its address, and is no sign of life", () =>
  withSyncFleet(async (fleet) => {
    await fleet.say(IP, "master");
    for (const openMs of [1, 2, 5_000]) {
      fleet.tree.syncHosts.tell({ type: "silentConnection", peerAddress: IP, openMs });
    }
    fleet.tree.syncHosts.tell({ type: "silentConnection", peerAddress: "10.0.0.9", openMs: 1 });
    await fleet.advance(1_000_000);
    const { silent, liveness } = await fleet.host(IP);
    assert.deepEqual([silent?.connections, silent?.ghosts], [3, 1]);
    assert.equal(liveness.state, "offline");
    assert.equal((await fleet.hosts()).length, 1);
  }));

Deno.test("listSyncHosts filters and pages", () =>
  withSyncFleet(async (fleet) => {
    await fleet.say("10.0.0.1", "master");
    await fleet.say("10.0.0.2", "slave", "10.0.0.1");
    await fleet.say("10.0.0.3", "slave");
    const idsOf = async (more: object) =>
      (await fleet.directory({ type: "listSyncHosts", ...more })).map(({ id }) => id);
    assert.deepEqual(await idsOf({ state: "slave" }), [2, 3]);
    assert.deepEqual(await idsOf({ machine: "10.0.0.1" }), [1, 2]);
    assert.deepEqual(await idsOf({ query: "0.3" }), [3]);
    assert.deepEqual(await idsOf({ liveness: "offline" }), []);
    assert.deepEqual(await idsOf({ afterId: 1, atMost: 1 }), [2]);
  }));

Deno.test("history older than a year is forgotten, once a day", () =>
  withSyncFleet(async (fleet) => {
    await fleet.say(IP, "master");
    const now = fleet.test.clock.now();
    const noteAt = (days: number, to: string) =>
      ({
        type: "hostNoted",
        note: {
          hostId: 1,
          at: now - days * DAY_MS,
          kind: "state",
          from: null,
          to,
          heldMs: null,
          reason: "",
        },
      }) as const;
    await fleet.stores.sync.commit([noteAt(366, "error"), noteAt(363, "slave")]);
    await fleet.advance(DAY_MS);
    assert.deepEqual(fleet.history(1, "state"), ["null to slave", "null to master"]);
  }));

Deno.test("GET_STATUS from a host's own address is Synced as a live master only", () =>
  withSyncFleet(async (fleet) => {
    for (const state of ["slave", "error", "unknown", "master"] as const) {
      await fleet.say(IP, state);
      assert.equal(await fleet.locked(IP), state === "master", state);
    }
    await fleet.advance(1_000_000);
    assert.equal(await fleet.locked(IP), false);
  }));

Deno.test("GET_STATUS from anywhere else is Synced when every wall is", () =>
  withSyncFleet(async (fleet) => {
    assert.equal(await fleet.locked("10.0.0.200"), false);
    await fleet.say("10.0.0.1", "master");
    await fleet.say("10.0.0.2", "slave");
    await fleet.say("10.0.0.3", "error");
    assert.equal(await fleet.locked("10.0.0.200"), false);
    await fleet.configure({ walls: [{ name: "Left", hosts: ["10.0.0.1", "10.0.0.2"] }] });
    assert.equal(await fleet.locked("10.0.0.200"), true);
  }, { settings: { walls: [{ name: "Left", hosts: ["10.0.0.1", "10.0.0.3"] }] } }));

Deno.test("GET_STATUS without a wall takes all hosts for one", () =>
  withSyncFleet(async (fleet) => {
    assert.equal(await fleet.locked("10.0.0.200"), false);
    await fleet.say("10.0.0.1", "slave");
    assert.equal(await fleet.locked("10.0.0.200"), false);
    await fleet.say("10.0.0.2", "master");
    assert.equal(await fleet.locked("10.0.0.200"), true);
  }));

Deno.test("GET_STATUS from an address that several hosts share takes them for one wall", () =>
  withSyncFleet(async (fleet) => {
    await fleet.say("10.0.0.1", "master", "10.0.0.99");
    await fleet.say("10.0.0.2", "slave", "10.0.0.99");
    assert.equal(await fleet.locked("10.0.0.99"), true);
    await fleet.say("10.0.0.2", "error", "10.0.0.99");
    assert.equal(await fleet.locked("10.0.0.99"), false);
    await fleet.advance(1_000_000);
    await fleet.say("10.0.0.1", "master", "10.0.0.99");
    assert.equal(await fleet.locked("10.0.0.99"), true);
  }));

Deno.test("the directory's crash loses no host and no setting that was read again", () =>
  withSyncFleet(async (fleet) => {
    await fleet.say(IP, "master");
    await fleet.configure({ hosts: [{ name: "Left", claimed: IP }] });
    fleet.tree.syncHosts.tell(null as never);
    await fleet.advance(5_000);
    assert.equal((await fleet.host("Left")).state, "master");
    await fleet.say(IP, "slave");
    assert.deepEqual((await fleet.hosts()).map(({ id, state }) => [id, state]), [[1, "slave"]]);
  }));

Deno.test("findSyncHost takes a configured name before a number, and id: for the number of whoever has it", () =>
  withSyncFleet(async (fleet) => {
    await fleet.say("10.0.0.32", "master");
    await fleet.say(IP, "slave");
    const hosts = await fleet.hosts();
    const called = hosts.find(({ name }) => name === "9") ?? assert.fail();
    const other = hosts.find(({ name }) => name !== "9") ?? assert.fail();
    const find = async (nameOrId: string) => {
      const found = await fleet.directory({ type: "findSyncHost", nameOrId });
      return found.ok ? found.value.id : 0;
    };
    assert.deepEqual([await find("9"), await find("id:9")], [called.id, 0]);
    assert.deepEqual([await find(`id:${other.id}`), await find(String(other.id))], [
      other.id,
      other.id,
    ]);
  }, { settings: { hosts: [{ name: "9", claimed: IP }] } }));
