import assert from "node:assert/strict";
import { type ActorRef, AskError, type Context } from "../../../actors/kernel/mod.ts";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import { type Do, doing, failing, failureOf, LATER, puppet } from "./puppet.ts";
import { SOON } from "./worker.ts";

function setup(...keys: readonly string[]) {
  const kit = createTestSystem();
  const refs = keys.map((key) => kit.system.spawn(puppet(key), undefined, { key }));
  const report = (key: string) =>
    kit.system.report().children.find((actor) => actor.key === key) ?? assert.fail();
  return { ...kit, refs: refs as [ActorRef<Do>, ActorRef<Do>, ActorRef<Do>], report };
}

Deno.test("ctx.pipe() brings an outcome behind the messages that came before it", async () => {
  const { refs: [a], settle } = setup("a");
  const seen: string[] = [];
  const note = (text: string) => doing(() => void seen.push(text));
  a.tell(doing((ctx) => ctx.pipe(Promise.resolve("later"), note, () => note("failed"))));
  a.tell(note("first"));
  await settle();
  assert.deepEqual(seen, ["first", "later"]);
});

Deno.test("ctx.pipe() whose mapping throws crashes the actor, for an outcome and for a failure", async () => {
  for (const promise of [() => Promise.resolve(1), () => Promise.reject(new Error("no"))]) {
    const { refs: [a], advance, report } = setup("a");
    const bad = (): never => {
      throw new Error("cannot map");
    };
    a.tell(doing((ctx) => ctx.pipe(promise(), bad, bad)));
    await advance(100);
    assert.equal(report("a").lastError?.message, "cannot map");
    assert.equal(report("a").restarts, 1);
  }
});

Deno.test("ctx.pipe() after a restart neither maps nor delivers, and nothing is a dead letter", async () => {
  const { refs: [a], advance, report, system } = setup("a");
  const { promise, resolve } = Promise.withResolvers<void>();
  let mapped = 0;
  a.tell(doing((ctx) => ctx.pipe(promise, () => (mapped++, failing()), () => failing())));
  a.tell(failing("restart"));
  await advance(100);
  resolve();
  await advance(100);
  assert.equal(mapped, 0);
  assert.equal(report("a").crashed, 1);
  assert.equal(system.deadLetters().total, 0);
});

Deno.test("ctx.pipe() called by an incarnation that has ended does nothing", async () => {
  const { refs: [a], advance, report } = setup("a");
  let old: Context<Do> | undefined;
  a.tell(doing((ctx) => void (old = ctx)));
  a.tell(failing());
  await advance(100);
  old?.pipe(Promise.resolve(), () => failing(), () => failing());
  await advance(100);
  assert.equal(report("a").crashed, 1);
});

Deno.test("ctx.pipe() delivers past a full mailbox: it is the actor's own work", async () => {
  const kit = createTestSystem();
  const small = puppet("small", { mailbox: { capacity: 1, whenFull: "fail" } });
  const ref = kit.system.spawn(small, undefined, { key: "s" });
  const seen: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  ref.tell(doing((ctx) => {
    ctx.pipe(promise, () => doing(() => void seen.push("piped")), () => failing());
    return new Promise((go) => kit.clock.setTimer(10, () => go(undefined)));
  }));
  await kit.settle();
  ref.tell(doing(() => void seen.push("queued")));
  resolve();
  await kit.advance(10);
  assert.deepEqual(seen, ["queued", "piped"]);
});

/** Asks the next of a chain in its own turn, and passes the answer back. */
function chain(rest: readonly ActorRef<Do>[]): Do {
  return doing((ctx) => {
    const [next, ...others] = rest;
    if (next === undefined) return "reached";
    return ctx.ask(next, chain(others), SOON).catch((error: AskError) => error.failure);
  });
}

Deno.test("ctx.ask() fails at once in a cycle of any length", async () => {
  for (const length of [1, 2, 3, 10, 50]) {
    const keys = Array.from({ length }, (_, i) => `n${i}`);
    const { refs, clock, report } = setup(...keys);
    const [first, ...rest] = refs as ActorRef<Do>[];
    assert.ok(first);
    assert.equal(await first.ask(chain([...rest, first]), SOON), "cycle", `${length} actors`);
    assert.equal(clock.monotonicMs(), 0);
    assert.equal(report("n0").handled, 1, "the question that would close the cycle is skipped");
  }
});

Deno.test("ctx.ask() that is piped is part of no cycle", async () => {
  const { refs: [a, b], settle, clock } = setup("a", "b");
  const seen: unknown[] = [];
  const note = (value: unknown) => doing(() => void seen.push(value));
  const backToA = doing((ctx) => ctx.ask(a, doing(() => "a is free"), SOON));
  a.tell(doing((ctx) => ctx.pipe(ctx.ask(b, backToA, SOON), note, note)));
  a.tell(doing((ctx) => ctx.pipe(ctx.ask(a, doing(() => "self"), SOON), note, note)));
  await settle();
  assert.deepEqual(seen.toSorted(), ["a is free", "self"]);
  assert.equal(clock.monotonicMs(), 0);
});

Deno.test("ctx.ask() that is piped towards an actor that waits for the asker is answered", async () => {
  const { refs: [a, b], settle, clock } = setup("a", "b");
  const seen: unknown[] = [];
  const note = (value: unknown) => doing(() => void seen.push(value));
  const { promise, resolve } = Promise.withResolvers<void>();
  // b waits for a, which is in a turn of its own, and in that turn pipes a question to b.
  a.tell(doing(async (ctx) => {
    await promise;
    ctx.pipe(ctx.ask(b, doing(() => "b is free"), SOON), note, note);
  }));
  await settle();
  const asked = b.ask(doing((ctx) => ctx.ask(a, doing(() => "a is free"), SOON)), SOON);
  await settle();
  resolve();
  assert.equal(await asked, "a is free");
  await settle();
  assert.deepEqual(seen, ["b is free"]);
  assert.equal(clock.monotonicMs(), 0);
});

Deno.test("ctx.ask() finds the cycle when one turn pipes one ask and waits for another", async () => {
  const { refs: [a, b, c], settle } = setup("a", "b", "c");
  const seen: unknown[] = [];
  const note = (value: unknown) => doing(() => void seen.push(value));
  const viaA = doing((ctx) =>
    ctx.ask(a, doing(() => "a"), SOON).catch((error: AskError) => error.failure)
  );
  const outcome = await a.ask(
    doing((ctx) => {
      ctx.pipe(ctx.ask(c, doing(() => "c"), SOON), note, note);
      return ctx.ask(b, viaA, SOON);
    }),
    SOON,
  );
  await settle();
  assert.equal(outcome, "cycle");
  assert.deepEqual(seen, ["c"]);
});

Deno.test("ctx.ask() by a deferred answerer is no cycle: its turn is over", async () => {
  const { refs: [a, b], settle } = setup("a", "b");
  const answer = await a.ask(
    doing((ctx, question) => {
      const reply = ctx.defer(question);
      const back = doing((inner) => inner.ask(a, doing(() => "free"), SOON));
      ctx.pipe(
        ctx.ask(b, back, SOON),
        (value) => doing(() => reply.ok(value)),
        (cause) => doing(() => reply.fail(cause)),
      );
      return LATER;
    }),
    SOON,
  );
  await settle();
  assert.equal(answer, "free");
});

Deno.test("ref.ask() to itself outside of ctx is not seen as a cycle, and times out", async () => {
  const { refs: [a], advance } = setup("a");
  const outcome = failureOf(
    a.ask(doing(() => a.ask(doing(() => 1), { timeoutMs: 50 })), SOON),
    "failed",
  );
  await advance(50);
  const { cause } = await outcome;
  assert.ok(cause instanceof AskError && cause.failure === "timedOut");
});
