import assert from "node:assert/strict";
import fc from "fast-check";
import type { ActorDefinition, Context } from "../../../actors/kernel/mod.ts";
import { createTestSystem, VirtualClock } from "../../../actors/kernel/testing.ts";
import { TimerEntry, TimerHeap } from "../../../actors/kernel/timers/timer_heap.ts";
import { QUICK } from "./worker.ts";

type Order = (ctx: Context<Order | string>) => void | Promise<void>;

/** Runs what it is sent, and notes when which text arrived. */
function clockwork(heard: string[]): ActorDefinition<Order | string, null> {
  return {
    kind: "clockwork",
    mailbox: { capacity: 8, whenFull: "fail" },
    restart: QUICK,
    init: () => null,
    handle(_state, message, ctx) {
      if (typeof message === "function") return message(ctx);
      heard.push(`${message}@${ctx.monotonicMs()}`);
    },
  };
}

function setup() {
  const kit = createTestSystem();
  const heard: string[] = [];
  const ref = kit.system.spawn(clockwork(heard), undefined, { key: "c" });
  return { ...kit, heard, ref };
}

Deno.test("timers.once() delivers once, after its delay", async () => {
  const { ref, advance, heard } = setup();
  ref.tell((ctx) => ctx.timers.once("t", 50, "tick"));
  await advance(49);
  assert.deepEqual(heard, []);
  await advance(1000);
  assert.deepEqual(heard, ["tick@50"]);
});

Deno.test("timers.every() delivers at each interval, without a burst for a slow actor", async () => {
  const { ref, advance, settle, heard } = setup();
  ref.tell((ctx) => ctx.timers.every("t", 10, "tick"));
  await advance(30);
  assert.deepEqual(heard, ["tick@10", "tick@20", "tick@30"]);
  const { promise, resolve } = Promise.withResolvers<void>();
  ref.tell(() => promise);
  await advance(55);
  resolve();
  await settle();
  assert.deepEqual(heard.slice(3), ["tick@85"], "one tick waits, not five");
  await advance(5);
  assert.deepEqual(heard.slice(4), ["tick@90"]);
});

Deno.test("timers replace by key and can be cancelled, even when the message is on its way", async () => {
  const { ref, advance, settle, heard } = setup();
  const { promise, resolve } = Promise.withResolvers<void>();
  ref.tell((ctx) => {
    ctx.timers.once("a", 10, "old");
    ctx.timers.once("a", 20, "new");
    ctx.timers.once("b", 10, "cancelled early");
    ctx.timers.cancel("b");
    ctx.timers.once("c", 30, "cancelled late");
  });
  ref.tell(async (ctx) => {
    await promise;
    ctx.timers.cancel("c");
  });
  await advance(40);
  resolve();
  await settle();
  assert.deepEqual(heard, ["new@40"]);
});

Deno.test("timers die with the incarnation, even when the message is on its way", async () => {
  const { ref, advance, heard, clock } = setup();
  ref.tell(async (ctx) => {
    ctx.timers.once("fired", 5, "fired");
    ctx.timers.once("waiting", 500, "waiting");
    ctx.timers.every("ticking", 7, "ticking");
    await new Promise((resolve) => clock.setTimer(20, () => resolve(undefined)));
    throw new Error("boom");
  });
  ref.tell("kept");
  await advance(5000);
  assert.deepEqual(heard, ["kept@30"]);
  assert.equal(clock.pending, 0);
});

Deno.test("timers refuse a delay that is no time", async () => {
  const { ref, settle, system } = setup();
  ref.tell((ctx) => ctx.timers.once("t", NaN, "never"));
  await settle();
  assert.match(
    system.report().children[0]?.lastError?.message ?? "",
    /timer delayMs must be finite and 0 or more, got NaN/,
  );
});

Deno.test("TimerHeap fires in order of due time, then of setting, for any sets and cancels", async () => {
  const step = fc.record({ due: fc.nat(50), cancel: fc.boolean() });
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
    const clock = new VirtualClock();
    const heap = new TimerHeap(clock);
    const fired: number[] = [];
    const entries = steps.map((step, i) => ({
      ...step,
      entry: new TimerEntry(() => fired.push(i)),
    }));
    for (const { entry, due } of entries) heap.set(entry, due);
    for (const { entry, cancel } of entries) if (cancel) heap.cancel(entry);
    await clock.advance(50, () => Promise.resolve());
    const expected = steps.map((step, i) => ({ ...step, i })).filter(({ cancel }) => !cancel)
      .sort((a, b) => a.due - b.due || a.i - b.i).map(({ i }) => i);
    assert.deepEqual(fired, expected);
    assert.equal(heap.size + clock.pending, 0);
  }));
});

Deno.test("TimerHeap waits in pieces when a delay is longer than setTimeout can hold", async () => {
  const waits: number[] = [];
  class Watched extends VirtualClock {
    override setTimer(delayMs: number, run: () => void) {
      waits.push(delayMs);
      return super.setTimer(delayMs, run);
    }
  }
  const clock = new Watched();
  let fired = false;
  new TimerHeap(clock).after(new TimerEntry(() => fired = true), 2 ** 32);
  await clock.advance(2 ** 32, () => Promise.resolve());
  assert.ok(fired);
  assert.ok(waits.every((wait) => wait < 2 ** 31));
});

Deno.test("TimerHeap lets the loop go on when an entry sets itself again without delay", async () => {
  const clock = new VirtualClock();
  const heap = new TimerHeap(clock);
  let fired = 0;
  const entry: TimerEntry = new TimerEntry(() => {
    fired++;
    heap.after(entry, 0);
  });
  heap.after(entry, 0);
  let rounds = 0;
  await clock.advance(0, () => {
    if (++rounds === 5) heap.cancel(entry);
    return Promise.resolve();
  });
  assert.equal(fired, 4, "once in each round of the clock");
});
