import assert from "node:assert/strict";
import {
  readActiveEra,
  readEpochSlots,
  readRegisteredKeys,
  readValidators,
} from "../../../../agents/nodes/agent/chain_storage.ts";
import { SubstrateRpc } from "../../../../agents/nodes/agent/substrate_rpc.ts";
import { eraOf, networkHeight } from "../../../../agents/demo/nodes/chain.ts";
import { engineStage } from "./engine_stage.ts";

const question = (method: string, params: readonly unknown[] = []) => ({
  jsonrpc: "2.0",
  id: 1,
  method,
  params,
});

Deno.test("a simulated node tells its health and its heights, one by one and several at once", async () => {
  const { rpc, clock } = engineStage();
  const answer = await rpc([question("system_health"), question("system_syncState")]);
  const [health, sync] = answer as { readonly result: Record<string, unknown> }[];
  assert.equal(health?.result.isSyncing, false);
  assert.equal(sync?.result.currentBlock, networkHeight(clock.now()));
  const header = await rpc(question("chain_getHeader")) as { result: { number: string } };
  assert.equal(Number(header.result.number), networkHeight(clock.now()));
});

Deno.test("a simulated node finds the header of the hash that it has told", async () => {
  const { rpc, clock } = engineStage();
  const { result: hash } = await rpc(question("chain_getFinalizedHead")) as { result: string };
  assert.match(hash, /^0x[0-9a-f]{64}$/);
  const { result } = await rpc(question("chain_getHeader", [hash])) as {
    result: { number: string };
  };
  const behind = networkHeight(clock.now()) - Number(result.number);
  assert.ok(behind >= 2 && behind <= 4, `${behind} blocks`);
});

Deno.test("a simulated node rotates its keys, and holds the old and the new ones", async () => {
  const { rpc } = engineStage();
  const rotate = async () =>
    (await rpc(question("author_rotateKeys")) as { result: string }).result;
  const [first, second] = [await rotate(), await rotate()];
  assert.match(first, /^0x[0-9a-f]{256}$/);
  assert.notEqual(first, second);
  const holds = async (keys: string) =>
    (await rpc(question("author_hasSessionKeys", [keys])) as { result: boolean }).result;
  assert.deepEqual(
    [await holds(first), await holds(second), await holds(`0x${"ab".repeat(128)}`)],
    [true, true, false],
  );
});

Deno.test("a simulated node answers what it does not know as JSON-RPC has it", async () => {
  const { rpc } = engineStage();
  assert.deepEqual(await rpc(question("no_such")), {
    jsonrpc: "2.0",
    id: 1,
    error: { code: -32601, message: "Method not found" },
  });
  for (const odd of [null, 5, "x", {}, { id: 2, method: 7 }]) {
    const { error } = await rpc(odd) as { error: { code: number } };
    assert.equal(error.code, -32600);
  }
});

Deno.test("a simulated chain has an era, validators, and the registered keys of its node", async () => {
  const { engine, node, clock, advance } = engineStage();
  const rpc = new SubstrateRpc({ engine });
  const told = async <T>(work: Promise<T>) => {
    await advance(1_000);
    return await work;
  };
  const era = await told(readActiveEra(rpc, "3node0"));
  assert.equal(era, eraOf(networkHeight(clock.now())));
  const validators = await told(readValidators(rpc, "3node0"));
  assert.equal(validators.size, 6);
  const pages: { account: string; keys: string }[] = [];
  await told((async () => {
    for await (const page of readRegisteredKeys(rpc, "3node0")) pages.push(...page);
  })());
  assert.deepEqual(pages.map(({ keys }) => keys), [node.registeredKeys]);
  assert.ok(validators.has(pages[0]?.account ?? ""));
  assert.equal(await told(readEpochSlots(rpc, "3node0")), 1);
});

Deno.test("a simulated node is silent for some seconds after its start, and at any other port", async () => {
  const { engine, after } = engineStage();
  const ask = async (port: number) => {
    const argv = ["curl", "-d", "@-", `http://127.0.0.1:${port}/`];
    const input = JSON.stringify(question("system_health"));
    return (await after(20, engine.exec("3node0", argv, { input }))).exitCode;
  };
  assert.deepEqual([await ask(33_980), await ask(33_981)], [0, 7]);
  await after(3_000, engine.restart("3node0"));
  assert.equal(await ask(33_980), 7);
  await after(2_000, Promise.resolve());
  assert.equal(await ask(33_980), 0);
});
