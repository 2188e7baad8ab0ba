import assert from "node:assert/strict";
import fc from "fast-check";
import type { ActorDefinition } from "../../../actors/kernel/mod.ts";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import { RingMailbox } from "../../../actors/kernel/mailbox/ring_mailbox.ts";
import { worker } from "./worker.ts";

Deno.test("RingMailbox gives back what was put in, in order, over any pushes and shifts", () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: -20, max: 30 }), { maxLength: 50 }), (moves) => {
    const ring = new RingMailbox();
    const model: number[] = [];
    let next = 0;
    for (const move of moves) {
      for (let i = 0; i < move; i++) {
        ring.push(next, undefined);
        model.push(next++);
      }
      for (let i = 0; i < -move && model.length > 0; i++) {
        assert.equal(ring.message, model.shift());
        ring.shift();
      }
      assert.equal(ring.count, model.length);
    }
  }));
});

Deno.test("RingMailbox keeps order when it grows large, and shrinks after it was calm", () => {
  const ring = new RingMailbox();
  for (let i = 0; i < 120_000; i++) ring.push(i, undefined);
  for (let i = 0; i < 120_000; i++, ring.shift()) assert.equal(ring.message, i);
  assert.ok(ring.size >= 120_000, "the next burst finds the room");
  for (let i = 0; i < 5000; i++, ring.shift()) ring.push(i, undefined);
  assert.ok(ring.size < 100, `still has room for ${ring.size}`);
});

Deno.test("spawning and stopping 20,000 actors leaves registry, tree and timers empty", async () => {
  const { system, clock, settle } = createTestSystem();
  const pool: ActorDefinition<"fill" | "empty", null> = {
    kind: "pool",
    mailbox: { capacity: 4, whenFull: "fail" },
    init: () => null,
    handle(_state, message, ctx) {
      if (message === "empty") { for (const child of ctx.children()) ctx.stopChild(child); }
      else for (let i = 0; i < 20_000; i++) ctx.spawn(worker, { log: [] }, { key: `${i}` });
    },
  };
  const ref = system.spawn(pool, undefined, { key: "pool" });
  for (let round = 0; round < 2; round++) {
    ref.tell("fill");
    await settle();
    assert.equal(system.report().children[0]?.children.length, 20_000);
    ref.tell("empty");
    await settle();
    assert.equal(system.report().children[0]?.children.length, 0);
    assert.equal(system.find(worker, "19999"), undefined);
  }
  assert.equal(clock.pending, 0);
  assert.equal((await system.stop(1000)).stopped, 1);
});
