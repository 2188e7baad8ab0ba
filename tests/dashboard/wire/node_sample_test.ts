import assert from "node:assert/strict";
import { sampledContainer, sampledNode } from "../../../dashboard/wire/node_sample.ts";
import type { Container } from "../../../protocols/api/container.ts";
import type { Node, NodeSample } from "../../../protocols/api/node.ts";

const READING = { name: "node0", cpuPercent: 40, memoryBytes: 2e9, height: 12, peers: 8 };
const SAMPLE: NodeSample = {
  serverId: "A08FF49B6F77",
  at: "2026-01-02T03:04:05.000Z",
  cpuPercent: 31,
  memoryPercent: 48,
  diskPercent: null,
  containers: [READING],
};

Deno.test("sampledNode() takes the readings over and counts as heard", () => {
  const before = {
    name: "rack",
    liveness: { state: "online", lastSeenAt: "2026-01-02T03:04:00.000Z" },
    system: { cpuPercent: 1, memoryPercent: 2, diskPercent: 3, cpuCores: 8 },
    systemAt: null,
  } as unknown as Node;
  const after = sampledNode(before, SAMPLE);
  assert.deepEqual(after.system, {
    cpuPercent: 31,
    memoryPercent: 48,
    diskPercent: null,
    cpuCores: 8,
  });
  assert.deepEqual([after.systemAt, after.liveness.lastSeenAt], [SAMPLE.at, SAMPLE.at]);
  assert.equal(after.name, "rack");
});

Deno.test("sampledContainer() takes the readings over, and leaves one without any as it is", () => {
  const stats = { cpuPercent: 1, memoryUsedBytes: 2, currentBlock: 3, peers: 4, nickname: "n" };
  const before = { name: "node0", stats, statsAt: null } as unknown as Container;
  const after = sampledContainer(before, SAMPLE, READING);
  assert.deepEqual(after.stats, {
    cpuPercent: 40,
    memoryUsedBytes: 2e9,
    currentBlock: 12,
    peers: 8,
    nickname: "n",
  });
  assert.equal(after.statsAt, SAMPLE.at);
  const unread = { ...before, stats: null };
  assert.equal(sampledContainer(unread, SAMPLE, READING), unread);
});
