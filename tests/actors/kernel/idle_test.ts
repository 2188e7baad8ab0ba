import assert from "node:assert/strict";
import type { ActorDefinition, LifecycleEvent } from "../../../actors/kernel/mod.ts";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import { doing, failing, LATER, puppet, type PuppetOptions } from "./puppet.ts";
import { QUICK, SOON } from "./worker.ts";

function setup(options: PuppetOptions = {}) {
  const kit = createTestSystem();
  const log: string[] = [];
  const events: string[] = [];
  kit.system.subscribe(
    kit.system.lifecycle,
    (event: LifecycleEvent) => void events.push(event.type),
  );
  const kind = puppet("idler", { log, ...options });
  const ref = kit.system.spawn(kind, undefined, { key: "i" });
  const report = () => kit.system.report().children[0] ?? assert.fail();
  return { ...kit, kind, ref, log, events, report };
}

/** Notes the time of each timeout. */
function timeouts(ms: number) {
  const kit = createTestSystem();
  const at: number[] = [];
  const listener: ActorDefinition<string, null> = {
    kind: "listener",
    mailbox: { capacity: 8, whenFull: "fail" },
    restart: QUICK,
    init(ctx) {
      if (ctx.incarnation === 1) ctx.receiveTimeout(ms, "quiet");
      return null;
    },
    handle(_state, message, ctx) {
      if (message === "quiet") at.push(ctx.monotonicMs());
      if (message === "cancel") ctx.cancelReceiveTimeout();
      if (message === "shorter") ctx.receiveTimeout(ms / 2, "quiet");
      if (message === "tick") ctx.timers.every("t", 10, "ticked");
      if (message === "crash") throw new Error("boom");
      if (message === "long") {
        return new Promise((resolve) => kit.clock.setTimer(150, () => resolve()));
      }
      return undefined;
    },
  };
  return { ...kit, at, ref: kit.system.spawn(listener, undefined, { key: "l" }) };
}

Deno.test("ctx.receiveTimeout() tells of each quiet time, counted from the last message", async () => {
  const { ref, at, advance } = timeouts(100);
  await advance(60);
  ref.tell("hello");
  await advance(99);
  assert.deepEqual(at, []);
  await advance(1);
  assert.deepEqual(at, [160]);
  await advance(200);
  assert.deepEqual(at, [160, 260, 360]);
});

Deno.test("ctx.receiveTimeout() does not count the actor's own timers", async () => {
  const { ref, at, advance } = timeouts(100);
  ref.tell("tick");
  await advance(100);
  assert.deepEqual(at, [100]);
});

Deno.test("ctx.receiveTimeout() is held back by a turn in progress", async () => {
  const { ref, at, advance } = timeouts(100);
  ref.tell("long");
  await advance(199);
  assert.deepEqual(at, []);
  await advance(101);
  assert.equal(at.length, 1);
});

Deno.test("ctx.receiveTimeout() replaces the one before, and can be taken back", async () => {
  const { ref, at, advance, clock } = timeouts(100);
  ref.tell("shorter");
  await advance(50);
  assert.deepEqual(at, [50]);
  ref.tell("cancel");
  await advance(1000);
  assert.deepEqual(at, [50]);
  assert.equal(clock.pending, 0);
});

Deno.test("ctx.receiveTimeout() ends with the incarnation, also for a message under way", async () => {
  const { ref, at, advance, clock } = timeouts(100);
  await advance(99);
  ref.tell("crash");
  await advance(1000);
  assert.deepEqual(at, []);
  assert.equal(clock.pending, 0);
});

Deno.test("ctx.receiveTimeout() refuses a time that is none", async () => {
  const { ref } = setup();
  const order = doing((ctx) => {
    for (const ms of [0, -1, NaN, Infinity]) {
      assert.throws(() => ctx.receiveTimeout(ms, failing()), RangeError);
    }
    return "refused";
  });
  assert.equal(await ref.ask(order, SOON), "refused");
});

Deno.test("an idle actor becomes passive after its time, children first, and its next message wakes it", async () => {
  const log: string[] = [];
  const child = puppet("child", { log });
  const { ref, kind, events, advance, report, system, clock } = setup({
    log,
    passivateAfterMs: 100,
    begin: (ctx) => void ctx.spawn(child, undefined, { key: "c" }),
  });
  await advance(99);
  assert.equal(report().state, "running");
  await advance(1);
  assert.equal(report().state, "passive");
  assert.deepEqual(log, ["i starts", "c starts", "c ends", "i ends"]);
  assert.equal(clock.pending, 0, "a passive actor costs no timer");
  assert.equal(system.find(kind, "i"), ref);
  assert.equal(await ref.ask(doing((ctx) => ctx.incarnation), SOON), 2);
  assert.deepEqual(log.slice(4), ["i starts", "c starts"]);
  assert.deepEqual(events, ["stopped", "passivated", "activated"]);
  assert.equal(report().restarts, 0);
});

Deno.test("messages put off the passive state, the actor's own timers do not", async () => {
  const { ref, advance, report } = setup({ passivateAfterMs: 100 });
  await advance(60);
  ref.tell(doing((ctx) => ctx.timers.every("t", 10, doing(() => {}))));
  await advance(99);
  assert.equal(report().state, "running");
  await advance(1);
  assert.equal(report().state, "passive");
});

Deno.test("no message is lost that arrives while an actor becomes passive", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { ref, advance, report, log, system } = setup({
    passivateAfterMs: 100,
    stopped: () => promise,
  });
  await advance(100);
  assert.equal(report().state, "passive", "its hook is under way");
  const asked = ["a", "b"].map((text) => ref.ask(doing(() => text), SOON));
  await advance(50);
  assert.deepEqual(log, ["i starts"], "not before the last incarnation has ended");
  resolve();
  assert.deepEqual(await Promise.all(asked), ["a", "b"]);
  assert.equal(system.deadLetters().total, 0);
});

Deno.test("what an actor owes keeps it awake: deferred asks, piped work, stashed messages", async () => {
  for (const owe of ["defer", "pipe", "stash"] as const) {
    const { ref, advance, report } = setup({ passivateAfterMs: 100 });
    const { promise, resolve } = Promise.withResolvers<void>();
    let stashed = false;
    ref.ask(
      doing((ctx, message) => {
        if (owe === "defer") ctx.defer(message);
        if (owe === "pipe") ctx.pipe(promise, () => doing(() => {}), () => failing());
        if (owe === "stash" && !stashed) stashed = ctx.stash();
        return LATER;
      }),
      { timeoutMs: 500 },
    ).catch(() => {});
    await advance(400);
    assert.equal(report().state, "running", owe);
    resolve();
    ref.tell(doing((ctx) => ctx.unstashAll()));
    await advance(1000);
    assert.equal(report().state, "passive", owe);
  }
});

Deno.test("a passive actor stops at once, without a start, and is told of to who watches it", async () => {
  const { advance, log, system, report } = setup({ passivateAfterMs: 100 });
  await advance(100);
  assert.equal(report().state, "passive");
  assert.deepEqual(await system.stop(100), { stopped: 1, abandoned: [], tookMs: 0 });
  assert.deepEqual(log, ["i starts", "i ends"]);
});

Deno.test("a passive actor that is woken in a stopping tree does not start", async () => {
  const kit = createTestSystem();
  const log: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const sleeper = puppet("sleeper", { log, passivateAfterMs: 50 });
  const ref = kit.system.spawn(sleeper, undefined, { key: "s" });
  kit.system.spawn(puppet("slow", { stopped: () => promise }), undefined, { key: "slow" });
  await kit.advance(100);
  const stopped = kit.system.stop(1000);
  ref.tell(doing(() => {}));
  await kit.settle();
  resolve();
  await stopped;
  assert.deepEqual(log, ["s starts", "s ends"]);
  assert.equal(kit.system.deadLetters().recent[0]?.reason, "stopped");
});

Deno.test("a start that fails after the passive state is a crash like any other", async () => {
  let starts = 0;
  const { ref, advance, report } = setup({
    passivateAfterMs: 100,
    begin() {
      if (++starts === 2) throw new Error("cold");
    },
  });
  await advance(100);
  const asked = ref.ask(doing((ctx) => ctx.incarnation), SOON);
  await advance(10);
  assert.equal(await asked, 3);
  assert.equal(report().crashed, 1);
});

Deno.test("passivateAfterMs and receiveTimeout work side by side", async () => {
  const seen: number[] = [];
  const { advance, report } = setup({
    passivateAfterMs: 100,
    begin: (ctx) => ctx.receiveTimeout(40, doing((inner) => seen.push(inner.monotonicMs()))),
  });
  await advance(99);
  assert.deepEqual(seen, [40, 80]);
  await advance(41);
  assert.equal(report().state, "passive", "a timeout is no company");
});

Deno.test("ctx.cancelReceiveTimeout() also takes back a message that is on its way", async () => {
  const kit = createTestSystem();
  const seen: string[] = [];
  const ref = kit.system.spawn(
    puppet("parent", {
      begin(ctx) {
        ctx.receiveTimeout(5000, doing(() => seen.push("quiet")));
        ctx.spawn(puppet("child"), undefined, { key: "c" }).tell(
          doing(() => new Promise(() => {})),
        );
      },
      signal(_state, signal, ctx) {
        seen.push(signal.type);
        ctx.cancelReceiveTimeout();
      },
    }),
    undefined,
    { key: "p" },
  );
  await kit.settle();
  ref.tell(doing((ctx) => ctx.children().forEach((child) => ctx.stopChild(child))));
  // The child is given up at the moment when the timeout falls due.
  await kit.advance(6000);
  assert.deepEqual(seen, ["childStopped"]);
});
