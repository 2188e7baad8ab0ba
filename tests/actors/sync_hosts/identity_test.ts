import assert from "node:assert/strict";
import { withSyncFleet } from "../../support/sync/sync_fleet.ts";

const names = (hosts: readonly { readonly name: string }[]) => hosts.map(({ name }) => name);

Deno.test("a sync host is a pair of claimed and peer address: two that claim one address are two", () =>
  withSyncFleet(async (fleet) => {
    await fleet.say("10.0.0.31", "master");
    await fleet.say("10.0.0.31", "slave", "10.0.0.99");
    await fleet.say("10.0.0.31", "master");
    const hosts = await fleet.hosts();
    assert.deepEqual(names(hosts), ["10.0.0.31", "10.0.0.31 (10.0.0.99)"]);
    assert.deepEqual(hosts.map(({ state }) => state), ["master", "slave"]);
    assert.deepEqual(hosts.map(({ changes }) => changes), [0, 0]);
  }));

Deno.test("a sync host that cannot say its address is the only one known at its peer address", () =>
  withSyncFleet(async (fleet) => {
    await fleet.say("10.0.0.31", "master", "10.0.0.99");
    await fleet.say(null, "error", "10.0.0.99");
    const [host, ...others] = await fleet.hosts();
    assert.deepEqual([host?.state, host?.claimedAddress, others], ["error", "10.0.0.31", []]);
  }));

Deno.test("a sync host that cannot say its address is one of its own where several are known", () =>
  withSyncFleet(async (fleet) => {
    await fleet.say("10.0.0.31", "master", "10.0.0.99");
    await fleet.say("10.0.0.32", "slave", "10.0.0.99");
    await fleet.say(null, "error", "10.0.0.99");
    await fleet.say(null, "error", "10.0.0.99");
    assert.deepEqual(names(await fleet.hosts()), [
      "10.0.0.31 (10.0.0.99)",
      "10.0.0.32 (10.0.0.99)",
      "unknown (10.0.0.99)",
    ]);
  }));

Deno.test("a sync host that finds its address later stays the same host", () =>
  withSyncFleet(async (fleet) => {
    await fleet.say(null, "error", "10.0.0.99");
    await fleet.say("10.0.0.31", "master", "10.0.0.99");
    const [host, ...others] = await fleet.hosts();
    assert.deepEqual([host?.id, host?.name, others], [1, "10.0.0.31 (10.0.0.99)", []]);
    assert.deepEqual(fleet.history(1, "state"), ["null to error", "error to master"]);
  }));

Deno.test("a configured name takes every pair that fits, by claimed or by peer address", () =>
  withSyncFleet(async (fleet) => {
    await fleet.say("10.0.0.31", "master", "10.0.0.99");
    await fleet.say("10.0.0.31", "slave", "10.0.0.98");
    await fleet.say("10.0.0.40", "slave", "10.0.0.97");
    assert.deepEqual(names(await fleet.hosts()), ["Left", "Right"]);
    assert.equal((await fleet.host("left")).peerAddress, "10.0.0.98");
    assert.equal((await fleet.host("Right")).claimedAddress, "10.0.0.40");
  }, {
    settings: {
      hosts: [{ name: "Left", claimed: "10.0.0.31" }, { name: "Right", peer: "10.0.0.97" }],
    },
  }));

Deno.test("a configured pair comes before a claim, and a claim before a peer", () =>
  withSyncFleet(async (fleet) => {
    await fleet.say("10.0.0.31", "master", "10.0.0.99");
    await fleet.say("10.0.0.31", "slave", "10.0.0.98");
    await fleet.say("10.0.0.32", "error", "10.0.0.99");
    const states = (await fleet.hosts()).map(({ name, state }) => `${name} ${state}`);
    assert.deepEqual(states, ["Peer error", "Claim slave", "Pair master"]);
  }, {
    settings: {
      hosts: [
        { name: "Peer", peer: "10.0.0.99" },
        { name: "Claim", claimed: "10.0.0.31" },
        { name: "Pair", claimed: "10.0.0.31", peer: "10.0.0.99" },
      ],
    },
  }));

Deno.test("a configured host is there before it has reported, and its first line is its own", () =>
  withSyncFleet(async (fleet) => {
    const before = await fleet.host("Left");
    assert.deepEqual([before.liveness.state, before.state], ["never_seen", null]);
    await fleet.say("10.0.0.31", "slave");
    assert.deepEqual([(await fleet.host("Left")).id, (await fleet.hosts()).length], [before.id, 1]);
  }, { settings: { hosts: [{ name: "Left", claimed: "10.0.0.31" }] } }));

Deno.test("configureSync gives a name to the host that has reported, and merges others that fit into it", () =>
  withSyncFleet(async (fleet) => {
    await fleet.say("10.0.0.31", "master", "10.0.0.98");
    await fleet.advance(1_000);
    await fleet.say("10.0.0.31", "slave", "10.0.0.99");
    await fleet.configure({ hosts: [{ name: "Left", claimed: "10.0.0.31" }] });
    const [host, ...others] = await fleet.hosts();
    assert.deepEqual([host?.id, host?.name, others], [2, "Left", []]);
    assert.deepEqual(fleet.told.removed, [{ id: 1, into: 2 }]);
    assert.deepEqual(fleet.history(2, "state"), ["null to master", "null to slave"]);
    assert.deepEqual(fleet.stores.sync.hosts().map(({ id, name }) => [id, name]), [[2, "Left"]]);
    await fleet.say("10.0.0.31", "error", "10.0.0.98");
    assert.equal((await fleet.host("Left")).state, "error");
  }));

Deno.test("configureSync leaves a host to its addresses when its name is gone, and drops one never heard", () =>
  withSyncFleet(async (fleet) => {
    await fleet.say("10.0.0.31", "master");
    await fleet.configure({});
    assert.deepEqual(names(await fleet.hosts()), ["10.0.0.31"]);
    assert.equal(fleet.told.hosts.at(-1)?.name, "10.0.0.31");
    await fleet.say("10.0.0.31", "slave");
    assert.equal((await fleet.hosts()).length, 1);
  }, {
    settings: {
      hosts: [{ name: "Left", claimed: "10.0.0.31" }, { name: "Right", claimed: "10.0.0.32" }],
    },
  }));

Deno.test("a host keeps its id, its name and its state over our restart", async () => {
  let stores;
  await withSyncFleet(async (fleet) => {
    stores = fleet.stores;
    await fleet.say("10.0.0.30", "slave");
    await fleet.say("10.0.0.31", "master", "10.0.0.99");
  });
  await withSyncFleet(async (fleet) => {
    const host = await fleet.host("10.0.0.31 (10.0.0.99)");
    assert.deepEqual([host.id, host.state, host.liveness.state], [2, "master", "stale"]);
    await fleet.say("10.0.0.31", "master", "10.0.0.99");
    await fleet.say("10.0.0.32", "slave");
    assert.deepEqual((await fleet.hosts()).map(({ id }) => id), [1, 2, 3]);
    assert.deepEqual(fleet.history(2, "state"), ["null to master"]);
  }, { stores: stores ?? assert.fail() });
});
