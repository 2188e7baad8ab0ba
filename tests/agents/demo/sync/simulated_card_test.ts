import assert from "node:assert/strict";
import { VirtualClock } from "../../../../actors/kernel/testing.ts";
import { SimulatedCard } from "../../../../agents/demo/sync/simulated_card.ts";

Deno.test("SimulatedCard says its state every second, a change at once, and nothing after it was stopped", async () => {
  const clock = new VirtualClock();
  const card = new SimulatedCard(2, clock);
  const read: number[] = [];
  const running = card.start({ read: (digit) => void read.push(digit), failed: assert.fail });
  const advance = (ms: number) => clock.advance(ms, () => Promise.resolve());
  await advance(2_500);
  assert.deepEqual(read, [2, 2, 2]);
  card.become(0);
  assert.deepEqual(read, [2, 2, 2, 0]);
  await running.stop();
  await advance(10_000);
  card.become(2);
  assert.deepEqual(read, [2, 2, 2, 0]);
});
