import assert from "node:assert/strict";
import { SummaryOfSamples } from "../../../../../agents/nodes/agent/summary.ts";
import type {
  ContainerShape,
  StatsShape,
} from "../../../../../agents/nodes/agent/reading_shape.ts";
import { decodeNodeFrame } from "../../../../../protocols/mserver/decoder.ts";
import { readingStage } from "./stage.ts";

function container(name: string, percent: number, usage: number): ContainerShape {
  return {
    ...{ id: "9f2c31ab77de", name, status: "running", nickname: "", timestamp: 1 },
    ...{ node_name: name, node_type: "creditcoin3", image_name: "creditcoin3" },
    cpu: { percent, cores: 8 },
    memory: { usage, limit: 100, percent: usage },
    network: { rx: percent, tx: 0 },
    disk: { read: 0, write: 0 },
  };
}

function sample(cpu_usage: number, containers: readonly ContainerShape[]): StatsShape {
  const system = {
    ...{ host_name: "h", docker_available: true, cpu_usage, cpu_idle: 100 - cpu_usage },
    ...{ uptime: cpu_usage, docker_memory_used: cpu_usage * 10 },
  };
  return { system, containers, configured_nodes: ["3node0"] };
}

Deno.test("SummaryOfSamples averages processor and memory, and keeps the last of all else", () => {
  const summary = new SummaryOfSamples();
  summary.add(sample(10, [container("3node0", 100, 20)]));
  summary.add(sample(20, [container("3node0", 50, 30), container("node1", 7, 8)]));
  const { system, containers } = summary.data ?? {};
  assert.deepEqual(
    [system?.cpu_usage, system?.cpu_idle, system?.docker_memory_used, system?.uptime],
    [15, 85, 150, 20],
  );
  assert.deepEqual(
    containers?.map(({ name, cpu, memory, network }) => [
      name,
      cpu?.percent,
      memory?.usage,
      memory?.percent,
      network?.rx,
    ]),
    [["3node0", 75, 25, 25, 50], ["node1", 7, 8, 8, 7]],
  );
});

Deno.test("SummaryOfSamples keeps a container that ran for a part of the time", () => {
  const summary = new SummaryOfSamples();
  summary.add(sample(1, [container("3node0", 60, 2)]));
  summary.add(sample(1, []));
  assert.deepEqual(summary.data?.containers.map(({ name, cpu }) => [name, cpu?.percent]), [
    ["3node0", 60],
  ]);
  assert.equal(new SummaryOfSamples().data, undefined);
});

Deno.test("a summary has the era of the first node in step, and no count that nobody knows", async () => {
  const { engine, read, summarise, clock } = readingStage();
  engine.add("3node1");
  await read();
  const { data } = await summarise();
  const timestamp = new Date(clock.now()).toISOString();
  assert.deepEqual(data.payout_info?.payout_checks, {
    "3node0": {
      container: "3node0",
      current_era: 1_412,
      sample_validators: [],
      timestamp,
      synced: true,
    },
  });
  const event = decodeNodeFrame(
    JSON.stringify({ type: "summary", serverId: "x", timestamp: clock.now(), sequence: 2, data }),
  );
  assert.ok(event.type === "summaryReported");
  assert.deepEqual(event.payoutChecks, [
    { container: "3node0", currentEra: 1_412, unclaimed: null, synced: true, error: null },
  ]);
  assert.equal(event.eraTransitions.length, 2);
});

Deno.test("a summary says why a node has no era", async () => {
  const { chain, read, summarise } = readingStage();
  chain.syncing = true;
  await read();
  const { data } = await summarise();
  assert.deepEqual(data.payout_info?.payout_checks["3node0"], {
    container: "3node0",
    error: "the node is not in step with its chain: syncing",
    sync_status: { synced: false, peers: 38 },
  });
  assert.equal(data.era_transitions, undefined);
});

Deno.test("a summary tells eras that begin: the first run once, then changes only", async () => {
  const { chain, read, summarise } = readingStage();
  await read();
  const transitions = async () => (await summarise()).data.era_transitions;
  assert.deepEqual(await transitions(), {
    "3node0": { previous_era: null, current_era: 1_412, first_run: true },
  });
  await read();
  assert.equal(await transitions(), undefined);
  chain.era = 1_413;
  await read();
  assert.deepEqual(await transitions(), {
    "3node0": { previous_era: 1_412, current_era: 1_413 },
  });
});

Deno.test("recallEras() makes the first look no first run", async () => {
  const { measurements, read, summarise } = readingStage();
  measurements.recallEras({ "3node0": 1_410 });
  await read();
  assert.deepEqual((await summarise()).data.era_transitions, {
    "3node0": { previous_era: 1_410, current_era: 1_412 },
  });
});

Deno.test("a node that begins or ceases to validate is news, each time once", async () => {
  const { chain, read, summarise, clock } = readingStage();
  const news = async () => {
    await read();
    return (await summarise()).news;
  };
  // A server may remember that it did, from before this program began.
  assert.match(
    JSON.stringify(await news()),
    /validator_deactivated.*3node0 does not validate \(era/,
  );
  assert.deepEqual(await news(), []);
  chain.slots = 3;
  const [activated] = await news();
  assert.deepEqual(activated, {
    type: "validator_activated",
    data: {
      node: "3node0",
      era: 1_412,
      is_validator: true,
      status: "active",
      message: "3node0 validates (era 1412)",
      timestamp: clock.now(),
    },
  });
  assert.equal(decodeNodeFrame(JSON.stringify(activated)).type, "validatorReported");
  assert.deepEqual(await news(), []);
  chain.slots = 0;
  assert.match(JSON.stringify(await news()), /validator_deactivated.*does not validate any more/);
});
