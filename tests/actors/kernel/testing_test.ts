import assert from "node:assert/strict";
import type { Question } from "../../../actors/kernel/mod.ts";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
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
