import assert from "node:assert/strict";
import {
  type ContainerRecord,
  newContainerRecord,
  type NodeRecord,
} from "../../actors/nodes/store.ts";
import { aContainer, aSystem } from "../support/nodes/fake_node_link.ts";
import { AT } from "../support/stores/store_samples.ts";
import { type AnyStores, checkBothStores } from "./both_stores.ts";

function aNode(serverId: string, changes: Partial<NodeRecord> = {}): NodeRecord {
  return {
    serverId,
    version: "1.1.0",
    account: "ops",
    createdAt: AT,
    lastSeenAt: AT + 1,
    reportedOffline: true,
    peerAddress: "192.0.2.7",
    intervalMs: 1_000,
    configuredNodes: ["3node0", "node1"],
    system: aSystem(),
    systemAt: AT + 2,
    ...changes,
  };
}

function aRecord(id: number, changes: Partial<ContainerRecord> = {}): ContainerRecord {
  return {
    id,
    serverId: "HOST-1",
    name: `3node${id}`,
    createdAt: AT,
    present: true,
    stats: aContainer(`3node${id}`),
    statsAt: AT,
    era: 1412,
    eraAt: AT,
    validator: { active: true, account: null, era: 1412, at: AT },
    payout: {
      container: `3node${id}`,
      currentEra: 1412,
      unclaimed: 0,
      synced: true,
      error: null,
    },
    payoutAt: AT,
    backup: { file: "k.tar.gz", at: AT },
    ...changes,
  };
}

const EMPTY = newContainerRecord(2, "HOST-1", "3node2", AT);
const bytes = (...values: number[]) => new Uint8Array(values);
const minutes = (containerId: number, block: number, data: Uint8Array<ArrayBuffer>) =>
  ({ type: "spansAdded", resolution: "minute", containerId, block, bytes: data }) as const;

const CHECKS: Record<string, (stores: AnyStores) => Promise<void>> = {
  async "nodes() and containers() give back every field"({ nodes }) {
    const bare = aNode("HOST-2", {
      account: null,
      lastSeenAt: null,
      reportedOffline: false,
      peerAddress: null,
      intervalMs: null,
      configuredNodes: [],
      system: null,
      systemAt: null,
    });
    await nodes.commit([
      { type: "nodeSaved", node: aNode("HOST-1") },
      { type: "nodeSaved", node: bare },
      { type: "containerSaved", container: aRecord(1) },
      { type: "containerSaved", container: EMPTY },
    ]);
    assert.deepEqual(nodes.nodes(), [aNode("HOST-1"), bare]);
    assert.deepEqual(nodes.containers(), [aRecord(1), EMPTY]);
    await nodes.commit([{ type: "containerSaved", container: aRecord(1, { present: false }) }]);
    assert.equal(nodes.containers()[0]?.present, false);
  },

  async "nodeRemoved takes containers and history along, and nobody else's"(
    { nodes, nodeHistory },
  ) {
    await nodes.commit([
      { type: "nodeSaved", node: aNode("HOST-1") },
      { type: "containerSaved", container: aRecord(1) },
      { type: "containerSaved", container: aRecord(2, { serverId: "HOST-2" }) },
    ]);
    await nodeHistory.commit([minutes(1, 7, bytes(1)), minutes(2, 7, bytes(2))]);
    await nodes.commit([{ type: "nodeRemoved", serverId: "HOST-1" }]);
    assert.deepEqual(nodes.nodes(), []);
    assert.deepEqual(nodes.containers().map(({ id }) => id), [2]);
    assert.equal(nodeHistory.newestBlock("minute", 1), undefined);
    assert.deepEqual([...nodeHistory.newestBlock("minute", 2)?.bytes ?? []], [2]);
  },

  async "containerRemoved takes its history along"({ nodes, nodeHistory }) {
    await nodes.commit([{ type: "containerSaved", container: aRecord(1) }]);
    await nodeHistory.commit([minutes(1, 7, bytes(1))]);
    await nodes.commit([{ type: "containerRemoved", id: 1 }]);
    assert.deepEqual(nodes.containers(), []);
    assert.equal(nodeHistory.newestBlock("minute", 1), undefined);
  },

  async "nextContainerId() never gives an id twice, not after a removal either"({ nodes }) {
    const id = nodes.nextContainerId();
    await nodes.commit([{ type: "containerSaved", container: aRecord(id) }]);
    await nodes.commit([{ type: "containerRemoved", id }]);
    assert.equal(nodes.nextContainerId(), id + 1);
  },

  async "spansAdded appends to a block byte by byte, and blocks() reads ranges"({ nodeHistory }) {
    await nodeHistory.commit([minutes(5, 10, bytes(0, 255)), minutes(5, 11, bytes(9))]);
    await nodeHistory.commit([minutes(5, 10, bytes(0, 128, 0)), minutes(6, 10, bytes(1))]);
    const read = nodeHistory.blocks("minute", 5, 10, 11);
    assert.deepEqual(read.map(({ block, bytes }) => [block, [...bytes]]), [
      [10, [0, 255, 0, 128, 0]],
      [11, [9]],
    ]);
    assert.deepEqual(nodeHistory.blocks("hour", 5, 0, 100), []);
    assert.equal(nodeHistory.newestBlock("minute", 5)?.block, 11);
    assert.equal(nodeHistory.newestBlock("minute", 4), undefined);
  },

  async "spansPruned forgets a container's old blocks of one resolution"({ nodeHistory }) {
    const hour = { ...minutes(5, 1, bytes(1)), resolution: "hour" } as const;
    await nodeHistory.commit([
      minutes(4, 1, bytes(1)),
      minutes(5, 1, bytes(1)),
      minutes(5, 2, bytes(2)),
      hour,
    ]);
    await nodeHistory.commit([
      { type: "spansPruned", resolution: "minute", containerId: 5, block: 2 },
    ]);
    assert.deepEqual(nodeHistory.blocks("minute", 5, 0, 9).map(({ block }) => block), [2]);
    assert.equal(nodeHistory.blocks("minute", 4, 0, 9).length, 1);
    assert.equal(nodeHistory.blocks("hour", 5, 0, 9).length, 1);
  },
};

checkBothStores("node stores", CHECKS);
