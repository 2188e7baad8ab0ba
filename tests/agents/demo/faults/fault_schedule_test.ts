import assert from "node:assert/strict";
import { seededRandom, VirtualClock } from "../../../../actors/kernel/testing.ts";
import { FaultRounds } from "../../../../agents/demo/faults/fault_rounds.ts";
import { planFaults } from "../../../../agents/demo/faults/fault_schedule.ts";
import { DEMO_FAULTS } from "../../../../protocols/demo/faults.ts";

function planned(seed: number, count: number) {
  return planFaults(seededRandom(seed)).take(count).toArray();
}

Deno.test("planFaults() brings each fault once in every round", () => {
  const count = DEMO_FAULTS.length;
  const names = planned(7, 3 * count).map(({ name }) => name);
  for (const round of [0, 1, 2]) {
    const some = names.slice(round * count, (round + 1) * count);
    assert.deepEqual(some.toSorted(), [...DEMO_FAULTS].toSorted());
  }
});

Deno.test("planFaults() is the same for the same seed, and another one for another", () => {
  assert.deepEqual(planned(1, 16), planned(1, 16));
  assert.notDeepEqual(planned(1, 16), planned(2, 16));
});

Deno.test("planFaults() leaves room to see a fault come and go", () => {
  for (const { afterMs, forMs } of planned(3, 200)) {
    assert.ok(afterMs >= 20_000 && afterMs <= 40_000, String(afterMs));
    assert.ok(forMs >= 45_000 && forMs <= 75_000, String(forMs));
  }
});

function rounds(inject: (name: string, forMs: number) => Promise<unknown>) {
  const clock = new VirtualClock();
  const running = new FaultRounds({ random: seededRandom(1), clock, inject });
  return { running, clock, advance: (ms: number) => clock.advance(ms, () => Promise.resolve()) };
}

Deno.test("FaultRounds has one fault at a time, as planned, until it is stopped", async () => {
  const begun: { name: string; at: number; until: number }[] = [];
  const { running, clock, advance } = rounds((name, forMs) => {
    begun.push({ name, at: clock.now(), until: clock.now() + forMs });
    return Promise.resolve();
  });
  running.start();
  await advance(3_600_000);
  assert.deepEqual(
    begun.map(({ name }) => name),
    planned(1, begun.length).map(({ name }) => name),
  );
  assert.ok(begun.length > 30);
  for (const [at, { at: from }] of begun.entries()) {
    assert.ok(at === 0 || from > (begun[at - 1]?.until ?? Infinity), "two at a time");
  }
  running.stop();
  const count = begun.length;
  await advance(3_600_000);
  assert.equal(begun.length, count);
});

Deno.test("FaultRounds goes on when a fault could not begin", async () => {
  let tried = 0;
  const { running, advance } = rounds(() => {
    tried++;
    return Promise.reject(new Error("the fleet is being started again"));
  });
  running.start();
  await advance(3_600_000);
  running.stop();
  assert.ok(tried > 30);
});
