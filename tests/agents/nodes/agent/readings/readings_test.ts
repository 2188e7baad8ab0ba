import assert from "node:assert/strict";
import { decodeNodeFrame } from "../../../../../protocols/mserver/decoder.ts";
import { EngineError } from "../../../../../agents/nodes/agent/container_engine.ts";
import { readingStage } from "./stage.ts";

Deno.test("a reading has every field of the fielded builds, in true numbers", async () => {
  const { read, clock, advance } = readingStage();
  await read();
  await advance(1_000);
  const { system, containers, configured_nodes } = await read();
  assert.deepEqual(system, {
    host_name: "rack-1",
    cpu_usage: 25,
    cpu_idle: 75,
    docker_available: true,
    docker_memory_total: 10_000,
    docker_memory_used: 250,
    docker_memory_percent: 2.5,
  });
  assert.deepEqual(containers, [{
    id: "9f2c31ab77de",
    name: "3node0",
    status: "running",
    cpu: { percent: 12.35, cores: 4 },
    memory: { usage: 250, limit: 1_000, percent: 25 },
    network: { rx: 11, tx: 12 },
    disk: { read: 13, write: 14 },
    nickname: "alpha",
    timestamp: clock.now(),
    node_name: "3node0",
    node_type: "creditcoin3",
    image_name: "creditcoin3:3.61.0",
    data_size: 2_097_152,
    sync_state: "synced",
    blockchain: {
      current_block: 4_100_200,
      finalized_block: 4_100_197,
      target_block: 4_100_201,
      starting_block: 5,
      peers: 38,
    },
  }]);
  assert.deepEqual(configured_nodes, ["3node0"]);
});

Deno.test("a reading is what the server's decoder takes, stopped nodes visible", async () => {
  const { engine, read, clock } = readingStage();
  engine.add("node1", { state: "exited" });
  const data = await read();
  const frame = { type: "stats", serverId: "x", timestamp: clock.now(), sequence: 1, data };
  const event = decodeNodeFrame(JSON.stringify(frame));
  assert.ok(event.type === "statsReported");
  assert.deepEqual(event.containers.map(({ name }) => name), ["3node0"]);
  assert.deepEqual(event.configuredNodes, ["3node0", "node1"]);
  assert.deepEqual([event.system.memoryUsedBytes, event.system.memoryTotalBytes], [250, 10_000]);
});

Deno.test("a reading reports only the containers that the settings name, by their whole name", async () => {
  const { engine, read } = readingStage({ nodes: ["node1", "node2"] });
  engine.add("node1", { image: "gluwa/creditcoin:2" });
  engine.add("node10");
  const { containers, configured_nodes } = await read();
  assert.deepEqual(containers.map(({ name, node_type }) => [name, node_type]), [
    ["node1", "creditcoin2"],
  ]);
  assert.deepEqual(configured_nodes, ["node1", "node2"]);
});

Deno.test("a reading says when the engine does not answer, and goes on when it does again", async () => {
  const { engine, read } = readingStage();
  engine.down = true;
  const { system, containers } = await read();
  assert.deepEqual([system.docker_available, containers], [false, []]);
  engine.down = false;
  assert.equal((await read()).containers.length, 1);
});

Deno.test("a container whose figures cannot be read is reported without them", async () => {
  const { engine, read } = readingStage();
  engine.failures.set("load 3node0", [new EngineError("timedOut", "slow")]);
  const { containers: [container] } = await read();
  assert.deepEqual([container?.name, container?.cpu], ["3node0", undefined]);
});

Deno.test("a container that is no node has no state of a chain", async () => {
  const { engine, read } = readingStage();
  engine.add("db", { image: "postgres:16" });
  await read();
  const { containers } = await read();
  const db = containers.find(({ name }) => name === "db");
  assert.deepEqual([db?.node_type, db?.sync_state, db?.blockchain], [
    "postgres",
    undefined,
    undefined,
  ]);
});

Deno.test("nodes are asked once in ten seconds, with two questions", async () => {
  const { engine, read, advance } = readingStage();
  const asked = () => engine.execs.filter(({ argv }) => argv[0] === "curl").length;
  for (let second = 0; second < 10; second++) {
    await read();
    await advance(1_000);
  }
  assert.equal(asked(), 2);
  await read();
  assert.equal(asked(), 4);
});

Deno.test("sync_state follows what the node says of itself", async () => {
  const { chain, read, advance } = readingStage();
  const next = async () => {
    await advance(10_000);
    await read();
    return (await read()).containers[0]?.sync_state;
  };
  assert.equal((await read()).containers[0]?.sync_state, "checking");
  assert.equal(await next(), "synced");
  chain.finalized = chain.best - 101;
  assert.equal(await next(), "catching_up");
  chain.syncing = true;
  assert.equal(await next(), "syncing");
  chain.peers = 0;
  assert.equal(await next(), "no_peers");
  chain.silent = true;
  assert.equal(await next(), "initializing");
  await advance(120_000);
  assert.equal(await next(), "offline");
  chain.silent = false;
  assert.equal(await next(), "offline", "it is asked less often now");
  await advance(40_000);
  assert.equal(await next(), "no_peers");
});

Deno.test("a node that was started again is checked anew", async () => {
  const { engine, read, advance } = readingStage();
  const container = engine.containersByName.get("3node0");
  await read();
  if (container !== undefined) container.state = "exited";
  assert.deepEqual((await read()).containers, []);
  if (container !== undefined) container.state = "running";
  await advance(1_000);
  assert.equal((await read()).containers[0]?.sync_state, "checking");
  assert.equal((await read()).containers[0]?.sync_state, "synced");
});
