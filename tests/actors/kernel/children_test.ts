import assert from "node:assert/strict";
import fc from "fast-check";
import type { ActorRef } from "../../../actors/kernel/mod.ts";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import { doer } from "./doer.ts";

const other = { ...doer, kind: "other" };

function spawnKeys(registered: boolean, count: number) {
  const kit = createTestSystem();
  const refs = Array.from(
    { length: count },
    (_, n) => kit.system.spawn(doer, undefined, { key: `k${n}`, registered }),
  );
  return { ...kit, refs };
}

for (const count of [3, 16, 17, 100]) {
  for (const registered of [true, false]) {
    const who = `${count} ${registered ? "registered" : "unregistered"} siblings`;
    Deno.test(`spawn() refuses a key that one of ${who} has, whatever their kinds`, () => {
      const { system } = spawnKeys(registered, count);
      for (const key of ["k0", `k${count - 1}`]) {
        for (const options of [{ key }, { key, registered: false }]) {
          assert.throws(() => system.spawn(other, undefined, options), /already has a child/);
        }
      }
      system.spawn(other, undefined, { key: "free" });
    });
  }
}

Deno.test("spawn() takes a key again when its actor has ended", async () => {
  const { system, refs, settle } = spawnKeys(false, 40);
  const parent = system.spawn(doer, undefined, { key: "parent" });
  parent.tell((ctx) => {
    for (let n = 0; n < 40; n++) ctx.spawn(other, undefined, { key: `c${n}`, registered: false });
    const [first] = ctx.children();
    if (first !== undefined) ctx.stopChild(first);
    ctx.spawn(other, undefined, { key: "c0" });
    assert.throws(() => ctx.spawn(other, undefined, { key: "c1" }), /already has a child c1/);
  });
  await settle();
  const report = system.report().children.find(({ key }) => key === "parent");
  assert.equal(report?.lastError, undefined);
  assert.equal(report?.children.length, 40);
  assert.equal(report?.children.at(-1)?.key, "c0", "in start order");
  assert.equal(refs.length, 40);
});

Deno.test("spawn() without a key makes anonymous actors, which the registry does not know", () => {
  const { system } = createTestSystem();
  const [a, b] = [system.spawn(doer, undefined), system.spawn(doer, undefined, {})];
  assert.deepEqual([a.key, b.key, b.path], ["$1", "$2", "/$2"]);
  assert.equal(system.find(doer, a.key), undefined);
  assert.throws(() => system.spawn(doer, undefined, { key: "$3" }), RangeError);
});

Deno.test("children() lists the living in start order, whoever was started and stopped", async () => {
  const steps = fc.array(fc.nat({ max: 30 }), { maxLength: 80 });
  await fc.assert(fc.asyncProperty(steps, async (keys) => {
    const { system, settle } = createTestSystem();
    const parent = system.spawn(doer, undefined, { key: "parent" });
    const living = new Map<string, ActorRef<never>>();
    parent.tell((ctx) => {
      for (const n of keys) {
        const key = `${n}`;
        const child = living.get(key);
        if (child === undefined) living.set(key, ctx.spawn(other, undefined, { key }));
        else {
          ctx.stopChild(child);
          living.delete(key);
        }
      }
      assert.deepEqual(ctx.children().map(({ key }) => key), [...living.keys()]);
    });
    await settle();
    assert.equal(system.report().children[0]?.lastError, undefined);
  }));
});
