import assert from "node:assert/strict";
import type { ActorDefinition, Question } from "../../../actors/kernel/mod.ts";
import {
  createTestSystem,
  exploreSchedules,
  type TestSystem,
} from "../../../actors/kernel/testing.ts";
import { crash, GET_NOTES, QUICK, SOON, worker } from "./worker.ts";

Deno.test("createTestSystem() gives the same run for the same seed", async () => {
  const run = async (seed: number): Promise<(number | undefined)[]> => {
    const kit = createTestSystem({ seed });
    const delays: (number | undefined)[] = [];
    kit.system.subscribe(kit.system.lifecycle, ({ delayMs }) => void delays.push(delayMs));
    const restart = { ...QUICK, jitter: 1 };
    const ref = kit.system.spawn(worker, { log: [] }, { key: "w", restart });
    for (let i = 0; i < 3; i++) ref.tell(crash());
    await kit.advance(1000);
    assert.deepEqual(await ref.ask(GET_NOTES, SOON), []);
    return delays;
  };
  assert.deepEqual(await run(5), await run(5));
  assert.notDeepEqual(await run(5), await run(6));
});

/** Three actors with three messages each, beside a chain of promises: who was when. */
async function race(kit: TestSystem): Promise<string> {
  const order: string[] = [];
  const runner: ActorDefinition<number, null> = {
    kind: "runner",
    mailbox: { capacity: 4, whenFull: "fail" },
    init: () => null,
    handle: (_state, message, ctx) => void order.push(`${ctx.self.key}${message}`),
  };
  const refs = ["a", "b", "c"].map((key) => kit.system.spawn(runner, undefined, { key }));
  await kit.settle();
  for (const ref of refs) for (const n of [1, 2, 3]) ref.tell(n);
  await kit.settle();
  return order.join(" ");
}

Deno.test("createTestSystem() keeps the order of arrival when no seed is given", async () => {
  assert.equal(await race(createTestSystem()), "a1 a2 a3 b1 b2 b3 c1 c2 c3");
});

Deno.test("createTestSystem() takes actors and messages in many orders when seeds differ", async () => {
  const orders = new Set<string>();
  const firsts = new Set<string | undefined>();
  for (let seed = 0; seed < 40; seed++) {
    const order = await race(createTestSystem({ seed }));
    assert.equal(order, await race(createTestSystem({ seed })), `seed ${seed} is replayed`);
    for (const key of ["a", "b", "c"]) {
      assert.match(order, new RegExp(`${key}1.*${key}2.*${key}3`), "order within an actor");
    }
    orders.add(order);
    firsts.add(order[0]);
  }
  assert.ok(orders.size > 12, `${orders.size} different orders`);
  assert.deepEqual([...firsts].sort(), ["a", "b", "c"]);
  const together = [...orders].filter((order) => !/^(.)1 \1/.test(order));
  assert.ok(together.length > 0, "an actor makes room after one message");
});

Deno.test("createTestSystem() fires timers of one moment in either order when seeds differ", async () => {
  const firsts = new Set<string>();
  for (let seed = 0; seed < 20; seed++) {
    const { clock, advance } = createTestSystem({ seed });
    const fired: string[] = [];
    for (const name of ["one", "other"]) clock.setTimer(5, () => void fired.push(name));
    await advance(5);
    firsts.add(`${fired}`);
  }
  assert.deepEqual([...firsts].sort(), ["one,other", "other,one"]);
});

Deno.test("exploreSchedules() names the seed when a schedule breaks a test", async () => {
  const lucky = async (kit: TestSystem) => {
    const order = await race(kit);
    assert.ok(order.startsWith("a"), `began with ${order.slice(0, 2)}`);
  };
  const failure = await exploreSchedules({ runs: 50 }, lucky).then(() => undefined, (e) => e);
  assert.match(failure.message, /failed under seed (\d+) .*createTestSystem.*began with [bc]1/);
  const seed = Number(/seed (\d+)/.exec(failure.message)?.[1]);
  await assert.rejects(lucky(createTestSystem({ seed })), { message: failure.cause.message });
});

Deno.test("exploreSchedules() passes when all schedules do, and gives each its own system", async () => {
  const seeds: number[] = [];
  await exploreSchedules({ runs: 3, firstSeed: 7 }, ({ seed }) => void seeds.push(seed));
  assert.deepEqual(seeds, [7, 8, 9]);
});

Deno.test("probe() gives messages one by one and answers questions when told how", async () => {
  const { probe, advance } = createTestSystem();
  const one = probe<{ readonly type: "hello" } | Question<string>>();
  const early = one.next();
  one.ref.tell({ type: "hello" });
  assert.deepEqual(await early, { type: "hello" });
  const open = one.ref.ask({} as Question<string>, { timeoutMs: 10 }).catch((e) => e.failure);
  await advance(10);
  assert.equal(await open, "timedOut");
  one.answer(() => "hi");
  assert.equal(await one.ref.ask({} as Question<string>, SOON), "hi");
  assert.equal(one.messages.length, 3);
  assert.deepEqual(await one.next(), {});
});
