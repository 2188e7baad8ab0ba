import assert from "node:assert/strict";
import type { ActorDefinition, ActorRef, Context, Question } from "../../../actors/kernel/mod.ts";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import { crash, QUICK, SOON, worker } from "./worker.ts";

interface Who extends Question<string | undefined> {
  readonly type: "who";
}
const WHO: Who = { type: "who" };
type Step = { readonly type: "do"; readonly run: (ctx: Context<Step | Who>) => unknown } | Who;

/** Runs what it is sent; answers with the correlation id of the question. */
const performer: ActorDefinition<Step, null> = {
  kind: "performer",
  mailbox: { capacity: 8, whenFull: "fail" },
  restart: QUICK,
  init: () => null,
  handle(_state, message, ctx) {
    if (message.type === "who") return ctx.reply(message, ctx.correlationId);
    const outcome = message.run(ctx as Context<Step | Who>);
    return outcome instanceof Promise ? outcome.then(() => {}) : undefined;
  },
};

function setup() {
  const kit = createTestSystem();
  const spawn = (key: string): ActorRef<Step> => kit.system.spawn(performer, undefined, { key });
  return { ...kit, a: spawn("a"), b: spawn("b") };
}

Deno.test("a correlation id is inherited by what the synchronous part of a turn sends", async () => {
  const { a, b, settle } = setup();
  const seen: (string | undefined)[] = [];
  const look = (ctx: Context<never>) => void seen.push(ctx.correlationId);
  a.tell({
    type: "do",
    run(ctx) {
      look(ctx);
      b.tell({ type: "do", run: look });
      b.tell({ type: "do", run: look }, "another");
      b.ask(WHO, SOON).then((id) => seen.push(id));
      ctx.timers.once("t", 0, { type: "do", run: look });
    },
  }, "job-1");
  a.tell({ type: "do", run: look });
  await settle();
  assert.deepEqual(seen, ["job-1", undefined, "job-1", "another", "job-1"]);
});

Deno.test("a correlation id goes on through timers, pipes and ctx.ask after an await", async () => {
  const { a, b, advance } = setup();
  const seen: (string | undefined)[] = [];
  const look: Step = { type: "do", run: (ctx) => void seen.push(ctx.correlationId) };
  a.tell({
    type: "do",
    async run(ctx) {
      ctx.timers.once("t", 5, look);
      ctx.pipe(Promise.resolve(), () => look, () => look);
      await Promise.resolve();
      seen.push(await ctx.ask(b, WHO, SOON));
    },
  }, "job-2");
  await advance(10);
  assert.deepEqual(seen, ["job-2", "job-2", "job-2"]);
});

Deno.test("a message from outside carries no correlation id after a turn that had one", async () => {
  const { a, b, settle } = setup();
  a.tell({ type: "do", run: () => {} }, "job-3");
  await settle();
  assert.equal(await b.ask(WHO, SOON), undefined);
  assert.equal(await b.ask(WHO, { ...SOON, correlationId: "own" }), "own");
});

Deno.test("ctx.pipe() brings a failure back as a message", async () => {
  const { a, settle } = setup();
  const seen: unknown[] = [];
  a.tell({
    type: "do",
    run: (ctx) =>
      ctx.pipe(
        Promise.reject(new Error("no luck")),
        () => ({ type: "do", run: () => seen.push("ok") }),
        (cause) => ({ type: "do", run: () => seen.push((cause as Error).message) }),
      ),
  });
  await settle();
  assert.deepEqual(seen, ["no luck"]);
});

Deno.test("ctx.reply() and defer() leave alone a question that is not in hand", async () => {
  const { a, system } = setup();
  const old: Who[] = [];
  const keeper: ActorDefinition<Who, null> = {
    ...performer,
    kind: "keeper",
    handle(_state, message, ctx) {
      for (const earlier of old) ctx.reply(earlier, "wrong");
      for (const earlier of old) assert.equal(ctx.defer(earlier).open, false);
      old.push(message);
      ctx.reply(message, `right ${old.length}`);
    },
  } as ActorDefinition<Who, null>;
  const ref = system.spawn(keeper, undefined, { key: "k" });
  assert.equal(await ref.ask({ ...WHO }, SOON), "right 1");
  assert.equal(await ref.ask({ ...WHO }, SOON), "right 2");
  assert.equal(await a.ask(WHO, SOON), undefined);
});

Deno.test("spawn() refuses a taken key, a key that is no path step, and a registered twin", () => {
  const { system } = createTestSystem();
  const spawn = (key: string) => system.spawn(worker, { log: [] }, { key });
  spawn("w");
  assert.throws(() => spawn("w"), /already has a child w/);
  for (const key of ["", "a/b", "x".repeat(257)]) assert.throws(() => spawn(key), RangeError);
  const pool: ActorDefinition<never, null> = {
    kind: "pool",
    mailbox: { capacity: 1, whenFull: "fail" },
    init(ctx) {
      assert.throws(() => ctx.spawn(worker, { log: [] }, { key: "w" }), /registered as \/w/);
      ctx.spawn(worker, { log: [] }, { key: "w", registered: false });
      return null;
    },
    handle: () => {},
  };
  system.spawn(pool, undefined, { key: "pool" });
  const [, report] = system.report().children;
  assert.deepEqual(report?.children.map(({ path }) => path), ["/pool/w"]);
});

Deno.test("find() follows an actor over restarts until it ends", async () => {
  const { system, advance } = createTestSystem();
  const ref = system.spawn(worker, { log: [] }, { key: "w" });
  ref.tell(crash());
  await advance(100);
  assert.equal(system.find(worker, "w"), ref);
  await system.stop(100);
  assert.equal(system.find(worker, "w"), undefined);
});
