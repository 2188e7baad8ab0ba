import assert from "node:assert/strict";
import { type ActorDefinition, type Signal, stop } from "../../../actors/kernel/mod.ts";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import { crash, GET_NOTES, note, pause, SOON, worker } from "./worker.ts";

interface Node {
  readonly kind: string;
  readonly children?: readonly Node[];
  /** How its `stopped` hook ends. */
  readonly ends?: Promise<void>;
}

/** A tree of actors that log their start and end. */
function treeNode(node: Node, log: string[]): ActorDefinition<"quit", null> {
  return {
    kind: node.kind,
    mailbox: { capacity: 4, whenFull: "fail" },
    init(ctx) {
      for (const [i, child] of (node.children ?? []).entries()) {
        ctx.spawn(treeNode(child, log), undefined, { key: `${child.kind}${i}`, registered: false });
      }
      return null;
    },
    handle: () => stop("quit"),
    async stopped(_state, reason, ctx) {
      log.push(`${ctx.self.path} ${reason}`);
      await node.ends;
      log.push(`${ctx.self.path} ended`);
    },
  };
}

Deno.test("stop() ends children before parents, in reverse start order", async () => {
  const { system } = createTestSystem();
  const log: string[] = [];
  const leaf = { kind: "leaf" };
  const tree = { kind: "tree", children: [{ kind: "a", children: [leaf] }, { kind: "b" }] };
  system.spawn(treeNode({ kind: "store" }, log), undefined, { key: "store" });
  system.spawn(treeNode(tree, log), undefined, { key: "tree" });
  const report = await system.stop(1000);
  const order = log.filter((line) => line.endsWith("ended")).map((line) => line.split(" ")[0]);
  assert.deepEqual(order, ["/tree/b1", "/tree/a0/leaf0", "/tree/a0", "/tree", "/store"]);
  assert.deepEqual(report, { stopped: 5, abandoned: [], tookMs: 0 });
  assert.deepEqual(system.report().children, []);
});

Deno.test("stop() ends neighbours of one kind together and waits between kinds", async () => {
  const { system, settle } = createTestSystem();
  const log: string[] = [];
  const { promise: ends, resolve } = Promise.withResolvers<void>();
  system.spawn(treeNode({ kind: "store" }, log), undefined, { key: "store" });
  for (const key of ["m1", "m2"]) {
    system.spawn(treeNode({ kind: "member", ends }, log), undefined, { key });
  }
  const stopped = system.stop(1000);
  await settle();
  assert.deepEqual(log, ["/m2 system stops", "/m1 system stops"]);
  resolve();
  await stopped;
  assert.equal(log.at(-1), "/store ended");
});

Deno.test("stop() abandons a handler that never settles and still ends all others in time", async () => {
  const { system, settle, advance } = createTestSystem();
  const log: string[] = [];
  const abandoned: string[] = [];
  system.subscribe(
    system.lifecycle,
    (e) => void (e.type === "abandoned" && abandoned.push(e.path)),
  );
  system.spawn(treeNode({ kind: "store" }, log), undefined, { key: "store" });
  const hung = system.spawn(worker, { log: [] }, { key: "hung" });
  hung.tell(pause().message);
  const queued = hung.ask(GET_NOTES, SOON).catch((error) => error.failure);
  await settle();
  const stopped = system.stop(1000);
  await advance(1000);
  const report = await stopped;
  assert.deepEqual(report.abandoned, ["/hung"]);
  assert.equal(report.stopped, 2);
  assert.ok(report.tookMs <= 1000, `took ${report.tookMs} ms`);
  assert.deepEqual(abandoned, ["/hung"]);
  assert.equal(await queued, "stopped");
  assert.deepEqual(log, ["/store system stops", "/store ended"]);
});

Deno.test("stop() abandons a stopped hook that never settles, at any depth, in time", async () => {
  const { system, advance } = createTestSystem();
  const never = new Promise<void>(() => {});
  let node: Node = { kind: "leaf", ends: never };
  for (let depth = 0; depth < 5; depth++) node = { kind: "branch", children: [node], ends: never };
  system.spawn(treeNode(node, []), undefined, { key: "top" });
  const stopped = system.stop(1000);
  await advance(1000);
  const report = await stopped;
  assert.equal(report.abandoned.length, 6);
  assert.equal(report.stopped, 6);
});

Deno.test("stop() waits for the turn in hand, whose ask is answered", async () => {
  const { system, settle } = createTestSystem();
  const { promise, resolve } = Promise.withResolvers<void>();
  const slow: typeof worker = {
    ...worker,
    async handle(_notes, message, ctx) {
      await promise;
      if (message.type === "getNotes") ctx.reply(message, ["done"]);
    },
  };
  const ref = system.spawn(slow, { log: [] }, { key: "slow" });
  const asked = ref.ask(GET_NOTES, SOON);
  await settle();
  const stopped = system.stop(1000);
  assert.equal(ref.tell(note("late")), "stopped");
  resolve();
  assert.deepEqual(await asked, ["done"]);
  assert.deepEqual((await stopped).abandoned, []);
});

Deno.test("stop() reports the same when it is called again, and nothing can be spawned after", async () => {
  const { system } = createTestSystem();
  system.spawn(worker, { log: [] }, { key: "w" });
  const first = system.stop(1000);
  assert.equal(await system.stop(5), await first);
  assert.throws(() => system.spawn(worker, { log: [] }, { key: "x" }), /has stopped/);
  await assert.rejects(createTestSystem().system.stop(-1), RangeError);
});

Deno.test("stop() settles a stop during init, a crash while stopping, and a failing hook", async () => {
  const { system, settle, deadline } = { ...createTestSystem(), deadline: 1000 };
  const started = Promise.withResolvers<string[]>();
  const starting = { ...worker, kind: "starting", init: () => started.promise };
  system.spawn(starting, { log: [] }, { key: "starting" });
  const failing = { ...worker, kind: "failing", stopped: () => Promise.reject(new Error("no")) };
  system.spawn(failing, { log: [] }, { key: "failing" });
  const late = Promise.withResolvers<void>();
  const busy = system.spawn(worker, { log: [] }, { key: "busy" });
  busy.tell({ type: "pause", until: late.promise });
  await settle();
  const stopped = system.stop(deadline);
  late.reject(new Error("too late to matter"));
  started.resolve([]);
  assert.deepEqual(await stopped, { stopped: 3, abandoned: [], tookMs: 0 });
});

Deno.test("returning stop(reason) ends the actor after the turn and tells the parent", async () => {
  const { system, settle } = createTestSystem();
  const heard: Signal[] = [];
  const parent: ActorDefinition<string, null> = {
    kind: "parent",
    mailbox: { capacity: 4, whenFull: "fail" },
    init(ctx) {
      ctx.spawn(treeNode({ kind: "child" }, []), undefined, { key: "c" });
      return null;
    },
    handle: () => {},
    signal: (_state, signal) => void heard.push(signal),
  };
  system.spawn(parent, undefined, { key: "p" });
  const child = system.find<"quit">({ kind: "child" }, "c");
  assert.equal(child?.tell("quit"), "accepted");
  await settle();
  assert.deepEqual(heard, [{ type: "childStopped", child, reason: "quit" }]);
  assert.equal(system.find({ kind: "child" }, "c"), undefined);
});

Deno.test("ctx.stopChild() stops a child ahead of its queue, and refuses what is not its child", async () => {
  const { system, settle } = createTestSystem();
  const outcomes: unknown[] = [];
  const parent: ActorDefinition<"go", null> = {
    kind: "parent",
    mailbox: { capacity: 4, whenFull: "fail" },
    init: () => null,
    handle(_state, _message, ctx) {
      const log: string[] = [];
      const child = ctx.spawn(worker, { log }, { key: "c" });
      child.tell(crash());
      ctx.stopChild(child, "changed my mind");
      outcomes.push(child.tell(note("x")), ctx.children().length);
      try {
        ctx.stopChild(ctx.self);
      } catch (error) {
        outcomes.push((error as Error).message);
      }
    },
  };
  const ref = system.spawn(parent, undefined, { key: "p" });
  ref.tell("go");
  await settle();
  assert.deepEqual(outcomes, ["stopped", 0, "/p can stop its own children only, got /p"]);
  assert.deepEqual(system.report().children[0]?.children, []);
});

Deno.test("stop() hurries those that are ending already, and those below them", async () => {
  const { system, settle, advance } = createTestSystem();
  const never = new Promise<void>(() => {});
  const tree = { kind: "tree", children: [{ kind: "leaf", ends: never }], ends: never };
  const ref = system.spawn(treeNode(tree, []), undefined, { key: "tree" });
  ref.tell("quit");
  await settle();
  const stopped = system.stop(100);
  await advance(100);
  const { tookMs, abandoned } = await stopped;
  assert.ok(tookMs <= 100);
  assert.deepEqual(abandoned, ["/tree/leaf0", "/tree"]);
});
