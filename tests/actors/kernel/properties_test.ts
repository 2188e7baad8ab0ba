import assert from "node:assert/strict";
import fc from "fast-check";
import { type ActorDefinition, AskError, type Question } from "../../../actors/kernel/mod.ts";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import { RingMailbox } from "../../../actors/kernel/ring_mailbox.ts";
import { crash, note, QUICK, worker, type WorkerMessage } from "./worker.ts";

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

Deno.test("messages arrive in order per sender, over crashes and asynchronous turns", async () => {
  const move = fc.oneof(
    { weight: 6, arbitrary: fc.constant("note" as const) },
    { weight: 1, arbitrary: fc.constant("crash" as const) },
    { weight: 2, arbitrary: fc.constant("pause" as const) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(move, { maxLength: 50 }), async (moves) => {
      const kit = createTestSystem();
      const heard: number[] = [];
      const definition: ActorDefinition<WorkerMessage, null> = {
        kind: "listener",
        mailbox: { capacity: 64, whenFull: "fail" },
        restart: { ...QUICK, maxRestarts: 100 },
        init: () => null,
        handle(_state, message) {
          if (message.type === "crash") throw message.error;
          if (message.type === "pause") return message.until.then(() => {});
          if (message.type === "note") heard.push(Number(message.text));
          return undefined;
        },
      };
      const ref = kit.system.spawn(definition, undefined, { key: "l" });
      for (const [i, kind] of moves.entries()) {
        if (kind === "note") ref.tell(note(`${i}`));
        else if (kind === "crash") ref.tell(crash());
        else ref.tell({ type: "pause", until: Promise.resolve() });
      }
      await kit.advance(100_000);
      const sent = moves.flatMap((kind, i) => kind === "note" ? [i] : []);
      assert.deepEqual(heard, sent);
    }),
    { numRuns: 60 },
  );
});

interface Try extends Question<number> {
  readonly type: "try";
  readonly way: "answer" | "throw" | "later" | "never" | "forget" | "twice";
}

const trier: ActorDefinition<Try, null> = {
  kind: "trier",
  mailbox: { capacity: 4, whenFull: "dropOldest" },
  restart: { ...QUICK, whenExhausted: "coolDown", cooldownMs: 50 },
  init: () => null,
  handle(_state, message, ctx) {
    const reply = message.way === "forget" ? undefined : ctx.defer(message);
    if (message.way === "throw") throw new Error("boom");
    if (message.way === "answer" || message.way === "twice") reply?.ok(1);
    if (message.way === "twice") reply?.fail(new Error("too late"));
    return message.way === "later" ? Promise.resolve().then(() => reply?.ok(2)) : undefined;
  },
};

Deno.test("every ask settles exactly once, whatever the actor does", async () => {
  const ask = fc.record({
    way: fc.constantFrom("answer", "throw", "later", "never", "forget", "twice"),
    timeoutMs: fc.integer({ min: 1, max: 200 }),
    abort: fc.boolean(),
    thenMs: fc.integer({ min: 0, max: 30 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(ask, { maxLength: 30 }), async (asks) => {
      const { system, advance, clock } = createTestSystem();
      const ref = system.spawn(trier, undefined, { key: "t" });
      let settled = 0;
      for (const { way, timeoutMs, abort, thenMs } of asks) {
        const { signal, abort: doAbort } = abortable();
        ref.ask({ type: "try", way: way as Try["way"] }, { timeoutMs, signal }).then(
          () => settled++,
          (error) => {
            assert.ok(error instanceof AskError);
            settled++;
          },
        );
        await advance(thenMs);
        if (abort) doAbort();
      }
      await advance(300);
      assert.equal(settled, asks.length);
      await system.stop(1000);
      assert.equal(clock.pending, 0);
    }),
    { numRuns: 60 },
  );
});

function abortable() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

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
