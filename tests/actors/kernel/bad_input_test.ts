import assert from "node:assert/strict";
import {
  type ActorRef,
  type AskFailure,
  type Context,
  type RestartPolicy,
  stop,
} from "../../../actors/kernel/mod.ts";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import { causesOf, type Do, doing, failing, failureOf, LATER, puppet } from "./puppet.ts";
import { QUICK, SOON } from "./worker.ts";

/** What the deeds of one run share. */
interface Stage {
  readonly boss: ActorRef<Do>;
  readonly dead: ActorRef<Do>;
  /** Starts still to fail. */
  badStarts: number;
  /** Ends still to fail. */
  badEnds: number;
}

/** How an ask ends, or what it is answered with. */
type Ending =
  | { readonly failure: AskFailure; readonly cause?: string; readonly begun: boolean }
  | { readonly answer: unknown };

interface Deed {
  readonly run: (ctx: Context<Do>, stage: Stage) => unknown;
  /** What its asker gets. */
  readonly ending: Ending;
  /** What the actor is afterwards, and then the reason that later askers are told. */
  readonly leaves: "running" | "blocked" | { readonly ended: string };
}

const boom = (): never => {
  throw new Error("boom");
};
const BOOM: Ending = { failure: "failed", cause: "boom", begun: true };
const GIVE_UP: Partial<RestartPolicy> = { ...QUICK, maxRestarts: 0 };

/** Every kind of bad behaviour, each with its one outcome. */
const DEEDS: Record<string, Deed> = {
  "throws": { run: boom, ending: BOOM, leaves: "running" },
  "rejects": {
    run: () => Promise.reject(new Error("boom")),
    ending: BOOM,
    leaves: "running",
  },
  "throws no Error": {
    run: () => {
      const text: unknown = "text";
      throw text;
    },
    ending: { failure: "failed", cause: "text", begun: true },
    leaves: "running",
  },
  "never settles": {
    run: () => new Promise(() => {}),
    ending: { failure: "timedOut", begun: true },
    leaves: "blocked",
  },
  "stops itself": {
    run: () => stop("tired"),
    ending: { failure: "stopped", cause: "tired", begun: true },
    leaves: { ended: "tired" },
  },
  "spawns while stopping": {
    async run(ctx, { boss }) {
      await boss.ask(doing((bossCtx) => bossCtx.stopChild(ctx.self, "ordered")), SOON);
      ctx.spawn(puppet("late"), undefined, { key: "late" });
    },
    ending: {
      failure: "failed",
      cause: "/boss/actor is ending, or one above it, and cannot spawn a late",
      begun: true,
    },
    leaves: { ended: "ordered" },
  },
  "asks itself": {
    run: (ctx) => ctx.ask(ctx.self, doing(() => "self"), SOON),
    ending: {
      failure: "failed",
      cause: "ask do to /boss/actor would wait for itself",
      begun: true,
    },
    leaves: "running",
  },
  "tells a dead ref": {
    run: (_ctx, { dead }) => dead.tell(doing(() => {})),
    ending: { answer: "stopped" },
    leaves: "running",
  },
  "asks a dead ref": {
    run: (ctx, { dead }) => ctx.ask(dead, doing(() => {}), SOON),
    ending: {
      failure: "failed",
      cause: "handling had not begun): died before",
      begun: true,
    },
    leaves: "running",
  },
  "overflows its stash": {
    run: (ctx) => (ctx.stash(), LATER),
    ending: { failure: "refused", begun: true },
    leaves: "running",
  },
  "forgets to answer": {
    run: () => LATER,
    ending: { failure: "failed", cause: "the turn ended without reply or defer", begun: true },
    leaves: "running",
  },
  "has a child that fails in init": {
    async run(ctx) {
      const child = ctx.spawn(puppet("child", { restart: GIVE_UP, begin: boom }), undefined);
      const error = await failureOf(child.ask(doing(() => 1), SOON), "stopped");
      return causesOf(error);
    },
    ending: { answer: ["boom"] },
    leaves: "running",
  },
  "fails in restart": {
    run(_ctx, stage) {
      stage.badStarts = 2;
      boom();
    },
    ending: BOOM,
    leaves: "running",
  },
  "fails in its stopped hook at a restart": {
    run(_ctx, stage) {
      stage.badEnds = 1;
      boom();
    },
    ending: BOOM,
    leaves: "running",
  },
  "fails in its stopped hook at a stop": {
    run(_ctx, stage) {
      stage.badEnds = 1;
      return stop("tired");
    },
    ending: { failure: "stopped", cause: "tired", begun: true },
    leaves: { ended: "tired" },
  },
};

/** An actor under a boss, and a dead one. */
async function setTheStage() {
  const kit = createTestSystem();
  const dead = kit.system.spawn(puppet("dead"), undefined, { key: "dead" });
  dead.tell(doing(() => stop("died before")));
  const boss = kit.system.spawn(puppet("boss"), undefined, { key: "boss" });
  await kit.settle();
  const stage: Stage = { boss, dead, badStarts: 0, badEnds: 0 };
  const actor = puppet("actor", {
    stashCapacity: 0,
    restart: { ...QUICK, maxRestarts: 1000 },
    begin: () => void (stage.badStarts-- > 0 && boom()),
    stopped: () => void (stage.badEnds-- > 0 && boom()),
  });
  boss.tell(doing((ctx) => void ctx.spawn(actor, undefined, { key: "actor" })));
  await kit.settle();
  return { ...kit, stage, ref: kit.system.find(actor, "actor") ?? assert.fail() };
}

/** What the asker of a second deed gets, after a first one. */
function endingAfter(first: Deed, second: Deed): Ending {
  if (first.leaves === "running") return second.ending;
  if (first.leaves === "blocked") return { failure: "timedOut", begun: false };
  return { failure: "stopped", cause: first.leaves.ended, begun: false };
}

/** An ask whose outcome is looked at later. */
type Asked = Promise<{ readonly value: unknown } | { readonly error: unknown }>;

function later(asked: Promise<unknown>): Asked {
  return asked.then((value) => ({ value }), (error) => ({ error }));
}

async function endsLike(asked: Asked, ending: Ending, name: string): Promise<void> {
  const outcome = await asked;
  if ("answer" in ending) return assert.deepEqual(outcome, { value: ending.answer }, name);
  assert.ok("error" in outcome, name);
  const error = await failureOf(Promise.reject(outcome.error), ending.failure);
  const cause = error.cause instanceof Error ? error.cause.message : error.cause;
  if (ending.cause === undefined) assert.equal(cause, undefined, name);
  else assert.ok(String(cause).includes(ending.cause), `${name}: ${cause}`);
  assert.equal(error.handlingBegun, ending.begun, name);
}

const PAIRS = Object.entries(DEEDS).flatMap((first) =>
  Object.entries(DEEDS).map((second) => [first, second] as const)
);

for (const waits of [false, true]) {
  const when = waits ? "after the first has been dealt with" : "queued behind the first";
  Deno.test(`every pair of bad behaviours ends as documented, the second ${when}`, async () => {
    for (const [[firstName, first], [secondName, second]] of PAIRS) {
      const { ref, stage, advance, system, clock } = await setTheStage();
      const ask = (deed: Deed) => ref.ask(doing((ctx) => deed.run(ctx, stage)), { timeoutMs: 900 });
      const name = `${firstName}, then ${secondName}`;
      const one = later(ask(first));
      if (waits) await advance(500);
      const two = later(ask(second));
      await advance(2000);
      await endsLike(one, first.ending, name);
      await endsLike(two, endingAfter(first, second), name);
      const stopped = system.stop(1000);
      await advance(1000);
      const { abandoned, tookMs } = await stopped;
      const hangs = [first, second].some(({ leaves }) => leaves === "blocked") &&
        typeof first.leaves === "string";
      assert.deepEqual(abandoned, hangs ? ["/boss/actor"] : [], name);
      assert.ok(tookMs <= 1000, name);
      assert.equal(clock.pending, 0, name);
    }
  });
}

Deno.test("every bad behaviour leaves its neighbours alone", async () => {
  for (const [name, deed] of Object.entries(DEEDS)) {
    const { ref, stage, advance, boss, system } = await withNeighbour();
    ref.tell(doing((ctx) => deed.run(ctx, stage)));
    await advance(1000);
    const neighbour = system.find<Do>({ kind: "neighbour" }, "n") ?? assert.fail(name);
    assert.equal(await neighbour.ask(doing((ctx) => ctx.incarnation), SOON), 1, name);
    assert.equal(await boss.ask(doing((ctx) => ctx.incarnation), SOON), 1, name);
  }
});

async function withNeighbour() {
  const kit = await setTheStage();
  const { boss } = kit.stage;
  boss.tell(doing((ctx) => void ctx.spawn(puppet("neighbour"), undefined, { key: "n" })));
  await kit.settle();
  return { ...kit, boss };
}

Deno.test("an ask that times out while its actor cannot start carries the failure as its cause", async () => {
  const { ref, stage, advance } = await setTheStage();
  stage.badStarts = 100;
  ref.tell(failing("first"));
  const error = failureOf(ref.ask(doing(() => 1), { timeoutMs: 50 }), "timedOut");
  await advance(50);
  assert.deepEqual(causesOf(await error), ["boom"]);
});

Deno.test("a child spawned in init by an actor whose init then fails is stopped with it", async () => {
  const { system, advance } = createTestSystem();
  const log: string[] = [];
  const child = puppet("child", { log });
  const parent = puppet("parent", {
    restart: GIVE_UP,
    begin(ctx) {
      ctx.spawn(child, undefined, { key: "c" });
      boom();
    },
  });
  const ref = system.spawn(parent, undefined, { key: "p" });
  await advance(10);
  assert.deepEqual(log, ["c starts", "c ends"]);
  assert.equal(ref.tell(doing(() => {})), "stopped");
  assert.deepEqual(system.report().children, []);
});

Deno.test("nothing starts in a stopping subtree, at any depth", async () => {
  const { system, settle } = createTestSystem();
  const attempts: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const leaf = puppet("leaf");
  const below = puppet("below", { begin: (ctx) => void ctx.spawn(leaf, undefined, { key: "l" }) });
  const top = puppet("top", {
    begin: (ctx) => void ctx.spawn(below, undefined, { key: "b" }),
    stopped: () => promise,
  });
  system.spawn(puppet("other"), undefined, { key: "o" });
  system.spawn(top, undefined, { key: "t" });
  const other = system.find<Do>({ kind: "other" }, "o") ?? assert.fail();
  const stopped = system.stop(1000);
  await settle();
  // The other one runs still, for its turn to end has not come; its tree is ending all the same.
  other.tell(doing((ctx) => {
    try {
      ctx.spawn(leaf, undefined, { key: "x" });
    } catch (error) {
      attempts.push((error as Error).message);
    }
  }));
  await settle();
  resolve();
  await stopped;
  assert.deepEqual(attempts, ["/o is ending, or one above it, and cannot spawn a leaf"]);
});

Deno.test("a restart that falls due in a stopping subtree does not happen", async () => {
  const { system, advance, settle } = createTestSystem();
  const log: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const first = system.spawn(puppet("first", { log }), undefined, { key: "f" });
  system.spawn(puppet("last", { stopped: () => promise }), undefined, { key: "l" });
  first.tell(failing());
  await settle();
  const stopped = system.stop(1000);
  await advance(100);
  resolve();
  await stopped;
  assert.deepEqual(log, ["f starts", "f ends"]);
});

Deno.test("nothing starts below an actor that has crashed, until it starts again", async () => {
  const { system, settle, advance } = createTestSystem();
  const attempts: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const top = puppet("top", {
    begin(ctx) {
      ctx.spawn(puppet("elder"), undefined, { key: "e" });
      ctx.spawn(puppet("younger", { stopped: () => promise }), undefined, { key: "y" });
    },
  });
  const ref = system.spawn(top, undefined, { key: "t" });
  const elder = system.find<Do>({ kind: "elder" }, "e") ?? assert.fail();
  ref.tell(failing());
  await settle();
  elder.tell(doing((ctx) => {
    try {
      ctx.spawn(puppet("late"), undefined);
    } catch (error) {
      attempts.push((error as Error).message);
    }
  }));
  await settle();
  resolve();
  await advance(100);
  assert.deepEqual(attempts, ["/t/e is ending, or one above it, and cannot spawn a late"]);
});
