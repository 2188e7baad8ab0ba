import assert from "node:assert/strict";
import { planTorments, TORMENT_KINDS, type TormentWishes } from "./torment_plan.ts";

const WISHES: TormentWishes = {
  lengthMs: 30 * 60_000,
  killEveryMs: 120_000,
  kinds: new Set(TORMENT_KINDS),
  seed: 7,
};

Deno.test("planTorments() kills every two minutes and has every kind in half an hour", () => {
  const plan = planTorments(WISHES);
  assert.deepEqual(new Set(plan.map(({ kind }) => kind)), WISHES.kinds);
  const kills = plan.filter(({ kind }) => kind === "killing");
  assert.equal(kills.length, 14);
  assert.ok(kills.every(({ atMs }, at) => Math.abs(atMs - (at + 1) * 120_000) <= 12_000));
});

Deno.test("planTorments() is over by the end, in order, and never two of the weather at once", () => {
  const plan = planTorments(WISHES);
  assert.deepEqual(plan, plan.toSorted((one, other) => one.atMs - other.atMs));
  const weather = plan.filter(({ kind }) => kind !== "killing" && kind !== "faults");
  assert.ok(weather.length > 30);
  weather.reduce((end, { atMs, forMs }) => {
    assert.ok(atMs > end && atMs + forMs <= WISHES.lengthMs);
    return atMs + forMs;
  }, 0);
});

Deno.test("planTorments() lets a third of the kills find calm", () => {
  const plan = planTorments(WISHES);
  const kills = plan.filter(({ kind }) => kind === "killing");
  const weather = plan.filter(({ kind }) => kind !== "killing" && kind !== "faults");
  const calm = kills.filter((kill) =>
    weather.every(({ atMs, forMs }) =>
      atMs >= kill.atMs + 1_000 || atMs + forMs <= kill.atMs - 12_000
    )
  );
  assert.ok(calm.length >= Math.ceil(kills.length / 3), `${calm.length}`);
  assert.ok(calm.length < kills.length);
});

Deno.test("planTorments() is the same for the same seed, and another for another", () => {
  assert.deepEqual(planTorments(WISHES), planTorments({ ...WISHES }));
  assert.notDeepEqual(planTorments(WISHES), planTorments({ ...WISHES, seed: 8 }));
});

Deno.test("planTorments() keeps to the kinds that are wanted", () => {
  const plan = planTorments({ ...WISHES, kinds: new Set(["clock", "faults"]) });
  assert.deepEqual(new Set(plan.map(({ kind }) => kind)), new Set(["clock", "faults"]));
  assert.deepEqual(planTorments({ ...WISHES, kinds: new Set() }), []);
});
