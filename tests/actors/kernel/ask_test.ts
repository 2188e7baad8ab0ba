import assert from "node:assert/strict";
import {
  type ActorDefinition,
  type ActorRef,
  AskError,
  type AskFailure,
  type Question,
  stop,
} from "../../../actors/kernel/mod.ts";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import { crash, GET_NOTES, note, pause, SOON, worker } from "./worker.ts";

interface Square extends Question<number> {
  readonly type: "square";
  readonly of: number;
}
interface Odd extends Question<string> {
  readonly type: "forget" | "throw" | "quit" | "later" | "reject";
}

const calculator: ActorDefinition<Square | Odd, null> = {
  kind: "calculator",
  mailbox: { capacity: 4, whenFull: "fail" },
  init: () => null,
  handle(_state, message, ctx) {
    switch (message.type) {
      case "square":
        return ctx.reply(message, message.of ** 2);
      case "throw":
        throw new Error("cannot");
      case "reject":
        return Promise.reject(new Error("cannot, after all"));
      case "quit":
        return stop("asked to");
      case "later": {
        const reply = ctx.defer(message);
        return Promise.resolve().then(() => {
          reply.ok("first");
          reply.ok("second");
          reply.fail(new Error("third"));
          assert.equal(reply.open, false);
        });
      }
      case "forget":
    }
  },
};

async function failureOf(promise: Promise<unknown>, failure: AskFailure): Promise<AskError> {
  const outcome = await promise.then(() => undefined, (error) => error);
  assert.ok(outcome instanceof AskError, `expected an AskError, got ${outcome}`);
  assert.equal(outcome.failure, failure);
  return outcome;
}

Deno.test("ask() resolves with the answer when the actor replies", async () => {
  const { system } = createTestSystem();
  const ref = system.spawn(calculator, undefined, { key: "c" });
  assert.equal(await ref.ask({ type: "square", of: 7 }, SOON), 49);
});

Deno.test("ask() resolves with the first answer when a deferred reply is used again", async () => {
  const { system } = createTestSystem();
  const ref = system.spawn(calculator, undefined, { key: "c" });
  assert.equal(await ref.ask({ type: "later" }, SOON), "first");
});

Deno.test("ask() fails with the cause when the handler throws or rejects", async () => {
  const { system } = createTestSystem();
  for (const type of ["throw", "reject"] as const) {
    const ref = system.spawn(calculator, undefined, { key: type });
    const error = await failureOf(ref.ask({ type }, SOON), "failed");
    assert.match((error.cause as Error).message, /^cannot/);
    assert.equal(error.handlingBegun, true);
    assert.equal(error.to, `/${type}`);
  }
});

Deno.test("ask() fails at once when the turn ends without an answer", async () => {
  const { system, clock } = createTestSystem();
  const ref = system.spawn(calculator, undefined, { key: "c" });
  const error = await failureOf(ref.ask({ type: "forget" }, SOON), "failed");
  assert.match(error.message, /without reply/);
  assert.equal(clock.monotonicMs(), 0);
});

Deno.test("ask() settles as stopped when the actor ends before or during it", async () => {
  const { system, settle } = createTestSystem();
  const ref = system.spawn(calculator, undefined, { key: "c" });
  const quitting = ref.ask({ type: "quit" }, SOON);
  const queued = ref.ask({ type: "square", of: 1 }, SOON);
  assert.equal((await failureOf(quitting, "stopped")).handlingBegun, true);
  assert.equal((await failureOf(queued, "stopped")).handlingBegun, false);
  await settle();
  await failureOf(ref.ask({ type: "square", of: 1 }, SOON), "stopped");
});

Deno.test("ask() settles as refused when the mailbox is full", async () => {
  const { system } = createTestSystem();
  const ref = system.spawn(calculator, undefined, { key: "c" });
  const accepted = [1, 2, 3, 4].map((of) => ref.ask({ type: "square", of }, SOON));
  const error = await failureOf(ref.ask({ type: "square", of: 5 }, SOON), "refused");
  assert.equal(error.queueLength, 4);
  assert.deepEqual(await Promise.all(accepted), [1, 4, 9, 16]);
});

Deno.test("ask() settles as aborted when the signal fires, before or after it was sent", async () => {
  const { system, settle } = createTestSystem();
  const ref = system.spawn(worker, { log: [] }, { key: "w" });
  const { message, end } = pause();
  ref.tell(message);
  const abort = new AbortController();
  const asked = ref.ask(GET_NOTES, { ...SOON, signal: abort.signal });
  abort.abort(new Error("gone home"));
  const error = await failureOf(asked, "aborted");
  assert.equal((error.cause as Error).message, "gone home");
  await failureOf(ref.ask(GET_NOTES, { ...SOON, signal: abort.signal }), "aborted");
  end();
  await settle();
  assert.equal(system.report().children[0]?.handled, 1, "an aborted ask is skipped");
});

Deno.test("ask() times out with queue length and whether handling had begun", async () => {
  const { system, advance } = createTestSystem();
  const ref = system.spawn(worker, { log: [] }, { key: "w" });
  const { message, end } = pause();
  ref.tell(message);
  ref.tell(note("waits"));
  const asked = failureOf(ref.ask(GET_NOTES, { timeoutMs: 100 }), "timedOut");
  await advance(99);
  assert.equal(await Promise.race([asked, "open"]), "open");
  await advance(1);
  const error = await asked;
  assert.equal(error.queueLength, 2);
  assert.equal(error.handlingBegun, false);
  end();
  await advance(0);
  assert.equal(system.report().children[0]?.handled, 2, "the expired ask was skipped");
});

Deno.test("ask() keeps its own deadline when others have longer or shorter ones", async () => {
  const { advance, probe } = createTestSystem();
  const { ref } = probe<Square>();
  const settled: number[] = [];
  for (const timeoutMs of [300, 100, 200, 100]) {
    ref.ask({ type: "square", of: 1 }, { timeoutMs }).catch((error: AskError) => {
      assert.equal(error.handlingBegun, true);
      settled.push(timeoutMs);
    });
  }
  await advance(150);
  assert.deepEqual(settled, [100, 100]);
  await advance(150);
  assert.deepEqual(settled, [100, 100, 200, 300]);
});

Deno.test("ask() rejects with a RangeError when the timeout is no time", async () => {
  const { system } = createTestSystem();
  const ref = system.spawn(calculator, undefined, { key: "c" });
  for (const timeoutMs of [0, -1, NaN, Infinity]) {
    await assert.rejects(ref.ask({ type: "forget" }, { timeoutMs }), RangeError);
  }
});

interface Relay extends Question<string> {
  readonly type: "relay";
  readonly to: readonly ActorRef<Relay>[];
}

const relay: ActorDefinition<Relay, null> = {
  kind: "relay",
  mailbox: { capacity: 8, whenFull: "fail" },
  init: () => null,
  async handle(_state, message, ctx) {
    const [next, ...rest] = message.to;
    if (next === undefined) return ctx.reply(message, "reached");
    try {
      ctx.reply(message, await ctx.ask(next, { type: "relay", to: rest }, SOON));
    } catch (error) {
      ctx.reply(message, (error as AskError).failure);
    }
  },
};

Deno.test("ctx.ask() fails at once when actors would wait for each other", async () => {
  const { system, clock } = createTestSystem();
  const [a, b, c] = ["a", "b", "c"].map((key) => system.spawn(relay, undefined, { key }));
  assert.ok(a && b && c);
  assert.equal(await a.ask({ type: "relay", to: [b, c, a] }, SOON), "cycle");
  assert.equal(await a.ask({ type: "relay", to: [a] }, SOON), "cycle");
  assert.equal(await a.ask({ type: "relay", to: [b, c] }, SOON), "reached");
  assert.equal(clock.monotonicMs(), 0);
});

Deno.test("ctx.ask() finds the cycle when two independent turns ask each other", async () => {
  const { system } = createTestSystem();
  const a = system.spawn(relay, undefined, { key: "a" });
  const b = system.spawn(relay, undefined, { key: "b" });
  const both = await Promise.all([
    a.ask({ type: "relay", to: [b] }, SOON),
    b.ask({ type: "relay", to: [a] }, SOON),
  ]);
  assert.deepEqual(both.sort(), ["cycle", "reached"]);
});

Deno.test("ctx.ask() made outside a turn is no part of a cycle", async () => {
  const { system, settle } = createTestSystem();
  const answers: unknown[] = [];
  const b = system.spawn(relay, undefined, { key: "b" });
  const loner: ActorDefinition<Relay, null> = {
    ...relay,
    kind: "loner",
    handle(_state, message, ctx) {
      if (message.to.length === 0) return ctx.reply(message, "free");
      const question: Relay = { type: "relay", to: [ctx.self] };
      // Left running on purpose: the turn ends before it asks.
      void Promise.resolve().then(() => ctx.ask(b, question, SOON)).then((a) => answers.push(a));
      ctx.reply(message, "turn over");
    },
  };
  const a = system.spawn(loner, undefined, { key: "a" });
  await a.ask({ type: "relay", to: [b] }, SOON);
  await settle();
  assert.deepEqual(answers, ["free"]);
});

Deno.test("ask() leaves no timer behind when the actor has stopped", async () => {
  const { system, clock } = createTestSystem();
  const ref = system.spawn(calculator, undefined, { key: "c" });
  await system.stop(100);
  await failureOf(ref.ask({ type: "square", of: 1 }, SOON), "stopped");
  assert.equal(clock.pending, 0);
});

Deno.test("ask() that was deferred fails with the cause when its incarnation crashes", async () => {
  const { system, settle } = createTestSystem();
  const holder: ActorDefinition<Odd | { readonly type: "crash" }, null> = {
    kind: "holder",
    mailbox: { capacity: 8, whenFull: "fail" },
    init: () => null,
    handle(_state, message, ctx) {
      if (message.type === "crash") throw new Error("lost it");
      ctx.defer(message);
    },
  };
  const ref = system.spawn(holder, undefined, { key: "h" });
  const asked = failureOf(ref.ask({ type: "later" }, SOON), "failed");
  await settle();
  ref.tell({ type: "crash" });
  assert.equal(((await asked).cause as Error).message, "lost it");
});

Deno.test("ask() that is queued survives a restart and is answered by the next incarnation", async () => {
  const { system, advance } = createTestSystem();
  const ref = system.spawn(worker, { log: [] }, { key: "w" });
  ref.tell(note("before"));
  ref.tell(crash());
  ref.tell(note("after"));
  const asked = ref.ask(GET_NOTES, SOON);
  await advance(10);
  assert.deepEqual(await asked, ["after"]);
});
