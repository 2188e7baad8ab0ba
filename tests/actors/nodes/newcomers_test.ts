import assert from "node:assert/strict";
import { StorageError } from "../../../actors/storage_error.ts";
import { NEWCOMER_ROWS } from "../../../actors/nodes/directory_saving.ts";
import { aContainer } from "../../support/nodes/fake_node_link.ts";
import { type NodeFleet, withNodes } from "../../support/nodes/node_fleet.ts";

/** As long as people may believe that what they see is kept. */
const AT_ONCE_MS = 20;

function onDisk({ stores }: NodeFleet) {
  return {
    hosts: stores.nodes.nodes().map(({ serverId, version }) => [serverId, version]),
    containers: stores.nodes.containers().map(({ name, present, stats }) => [
      name,
      present,
      stats?.syncState,
    ]),
  };
}

const many = (count: number, prefix = "c") =>
  Array.from({ length: count }, (_, index) => aContainer(`${prefix}${index}`));

Deno.test("a host and its containers are on the disk at once when they are seen for the first time", () =>
  withNodes(async (fleet) => {
    const link = await fleet.register("HOST-1");
    await fleet.advance(AT_ONCE_MS);
    assert.deepEqual(onDisk(fleet), { hosts: [["HOST-1", "1.1.0"]], containers: [] });
    link.reports([aContainer("3node0"), aContainer("node1", { syncState: "syncing" })]);
    const before = fleet.stores.nodes.gate.count;
    await fleet.advance(AT_ONCE_MS);
    assert.deepEqual(onDisk(fleet).containers, [
      ["3node0", true, "synced"],
      ["node1", true, "syncing"],
    ]);
    assert.equal(fleet.stores.nodes.gate.count, before + 1, "one commit, their readings included");
    link.reports([aContainer("3node0"), aContainer("node1"), aContainer("3node1")]);
    await fleet.advance(AT_ONCE_MS);
    assert.equal(onDisk(fleet).containers.length, 3);
  }));

Deno.test("newcomers that come while others are on their way follow as soon as those have arrived", () =>
  withNodes(async (fleet) => {
    const { gate } = fleet.stores.nodes;
    gate.hold();
    await fleet.register("HOST-1");
    await fleet.advance(AT_ONCE_MS);
    await fleet.register("HOST-2");
    await fleet.advance(AT_ONCE_MS);
    assert.equal(gate.waiting, 1, "one commit at a time");
    gate.release();
    await fleet.settle();
    assert.deepEqual(onDisk(fleet).hosts.map(([serverId]) => serverId), ["HOST-1", "HOST-2"]);
  }));

Deno.test("a newcomer that the disk does not take comes with the regular save", () =>
  withNodes(async (fleet) => {
    const { gate } = fleet.stores.nodes;
    gate.failWith(new StorageError("full", "no room"));
    await fleet.register("HOST-1");
    await fleet.advance(AT_ONCE_MS);
    gate.failWith(null);
    assert.deepEqual(onDisk(fleet).hosts, []);
    await fleet.advance(10_000);
    assert.equal(onDisk(fleet).hosts.length, 1);
  }));

Deno.test("a flood of new names writes so many rows ahead of the regular save, and no more", () =>
  withNodes(async (fleet) => {
    const link = await fleet.register("HOST-1");
    const { gate } = fleet.stores.nodes;
    const names = new Set<string>();
    let rows = 0;
    const { commit } = fleet.stores.nodes;
    fleet.stores.nodes.commit = (changes) => {
      rows += changes.length;
      for (const change of changes) {
        if (change.type === "containerSaved") names.add(change.container.name);
      }
      return commit.call(fleet.stores.nodes, changes);
    };
    for (let report = 0; report < 12; report++) {
      link.reports(many(256, `flood${report}-`));
      await fleet.advance(100);
    }
    assert.ok(gate.count < 12, `${gate.count} commits`);
    assert.ok(rows < 2 * NEWCOMER_ROWS, `${rows} rows`);
    // The regular save catches up, and the next newcomers are at once again.
    await fleet.advance(10_000);
    await fleet.register("HOST-2");
    await fleet.advance(AT_ONCE_MS);
    assert.ok(onDisk(fleet).hosts.some(([serverId]) => serverId === "HOST-2"));
    assert.ok(names.has("flood11-255"));
    // A host has room for 512: those that are gone for longest have made it, and none that came with the last report.
    const { members } = await fleet.find();
    assert.equal(members.filter(({ name }) => name.startsWith("flood11-")).length, 256);
  }));
