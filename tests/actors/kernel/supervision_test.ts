import assert from "node:assert/strict";
import {
  type ActorDefinition,
  type ActorRef,
  DEFAULT_RESTART,
  type LifecycleEvent,
  type RestartPolicy,
  type Signal,
} from "../../../actors/kernel/mod.ts";
import { createTestSystem, type TestSystem } from "../../../actors/kernel/testing.ts";
import { doing, puppet } from "./puppet.ts";
import {
  crash,
  GET_NOTES,
  note,
  pause,
  QUICK,
  SOON,
  worker,
  type WorkerMessage,
} from "./worker.ts";

/** A supervisor that keeps one worker and writes down what it hears. */
function parentOf(
  heard: Signal[],
  log: string[],
  restart: Partial<RestartPolicy>,
): ActorDefinition<{ readonly type: "crash" }, null> {
  return {
    kind: "parent",
    mailbox: { capacity: 8, whenFull: "fail" },
    restart: QUICK,
    init(ctx) {
      log.push("parent init");
      ctx.spawn(worker, { log }, { key: "child", restart });
      return null;
    },
    handle() {
      throw new Error("parent fails");
    },
    signal: (_state, signal) => void heard.push(signal),
    stopped: () => void log.push("parent stopped"),
  };
}

function lifecycleOf({ system }: TestSystem): string[] {
  const events: string[] = [];
  system.subscribe(system.lifecycle, (event: LifecycleEvent) => {
    events.push(`${event.type} ${event.path}`);
  });
  return events;
}

async function crashTimes(ref: ActorRef<WorkerMessage>, kit: TestSystem, times: number) {
  for (let i = 0; i < times; i++) {
    ref.tell(crash(`boom ${i + 1}`));
    await kit.advance(1000);
  }
}

Deno.test("a crash does not retry its message and keeps mailbox and reference", async () => {
  const kit = createTestSystem();
  const log: string[] = [];
  const ref = kit.system.spawn(worker, { log }, { key: "w" });
  for (const message of [note("a"), crash(), note("b"), note("c")]) ref.tell(message);
  await kit.advance(100);
  assert.deepEqual(await ref.ask(GET_NOTES, SOON), ["b", "c"], "in order, without the lost state");
  assert.deepEqual(log, ["init", "init"]);
});

Deno.test("a crash of an asynchronous handler restarts like that of a synchronous one", async () => {
  const kit = createTestSystem();
  const log: string[] = [];
  const ref = kit.system.spawn(worker, { log }, { key: "w" });
  ref.tell({ type: "pause", until: Promise.reject(new Error("late boom")) });
  ref.tell(note("kept"));
  await kit.advance(100);
  assert.deepEqual(await ref.ask(GET_NOTES, SOON), ["kept"]);
  assert.equal(kit.system.report().children[0]?.lastError?.message, "late boom");
});

Deno.test("an init that fails counts as a crash and is tried again", async () => {
  const kit = createTestSystem();
  let attempts = 0;
  const flaky: ActorDefinition<WorkerMessage, string> = {
    kind: "flaky",
    mailbox: { capacity: 8, whenFull: "fail" },
    restart: QUICK,
    init() {
      if (++attempts === 1) throw new Error("not yet");
      if (attempts === 2) return Promise.reject(new Error("not yet either"));
      return Promise.resolve("ready");
    },
    handle(state, message, ctx) {
      if (message.type === "getNotes") ctx.reply(message, [state]);
    },
  };
  const ref = kit.system.spawn(flaky, undefined, { key: "f" });
  const asked = ref.ask(GET_NOTES, SOON);
  await kit.advance(1000);
  assert.deepEqual(await asked, ["ready"]);
  assert.equal(kit.system.report().children[0]?.restarts, 2);
});

Deno.test("an init that returns a promise is awaited before the first message", async () => {
  const kit = createTestSystem();
  const { promise, resolve } = Promise.withResolvers<string[]>();
  const slow = { ...worker, init: () => promise };
  const ref = kit.system.spawn(slow, { log: [] }, { key: "s" });
  ref.tell(note("early"));
  await kit.settle();
  assert.equal(kit.system.report().children[0]?.state, "starting");
  resolve(["first"]);
  await kit.settle();
  assert.deepEqual(await ref.ask(GET_NOTES, SOON), ["first", "early"]);
});

Deno.test("a crash stops the children first, then runs the stopped hook, then starts again", async () => {
  const kit = createTestSystem();
  const log: string[] = [];
  const heard: Signal[] = [];
  const parent = kit.system.spawn(parentOf(heard, log, {}), undefined, { key: "p" });
  const events = lifecycleOf(kit);
  parent.tell({ type: "crash" });
  await kit.advance(100);
  assert.deepEqual(events, ["crashed /p", "stopped /p/child", "restarted /p"]);
  assert.deepEqual(log, ["parent init", "init", "parent stopped", "parent init", "init"]);
  assert.deepEqual(heard, [], "an incarnation does not hear of its predecessor's children");
});

Deno.test("a used-up budget with escalate fails the parent and keeps the cause chain", async () => {
  const kit = createTestSystem();
  const log: string[] = [];
  const definition = parentOf([], log, { ...QUICK, maxRestarts: 1, whenExhausted: "escalate" });
  kit.system.spawn(definition, undefined, { key: "p" });
  const events = lifecycleOf(kit);
  const child = kit.system.find(worker, "child");
  assert.ok(child);
  await crashTimes(child, kit, 2);
  assert.deepEqual(events, [
    "crashed /p/child",
    "restarted /p/child",
    "crashed /p/child",
    "escalated /p/child",
    "stopped /p/child",
    "crashed /p",
    "restarted /p",
  ]);
  assert.match(
    kit.system.report().children[0]?.lastError?.message ?? "",
    /\/p\/child used up its restarts: boom 2/,
  );
  assert.notEqual(kit.system.find(worker, "child"), child, "the parent has started a new one");
});

Deno.test("escalation carries Error.cause from the first failure up", async () => {
  const kit = createTestSystem();
  const once = { ...QUICK, maxRestarts: 0, whenExhausted: "escalate" } as const;
  const causes: unknown[] = [];
  const top: ActorDefinition<WorkerMessage, null> = {
    kind: "top",
    mailbox: { capacity: 8, whenFull: "fail" },
    init(ctx) {
      ctx.spawn(parentOf([], [], once), undefined, {
        key: "middle",
        restart: { ...once, whenExhausted: "coolDown" },
      });
      return null;
    },
    handle: () => {},
    signal: (_state, signal) =>
      void (signal.type === "childCoolingDown" && causes.push(signal.cause)),
  };
  kit.system.spawn(top, undefined, { key: "top" });
  kit.system.find(worker, "child")?.tell(crash("root cause"));
  await kit.settle();
  const [failure] = causes;
  assert.ok(failure instanceof Error && failure.cause instanceof Error);
  assert.match(failure.message, /^\/top\/middle\/child used up its restarts/);
  assert.equal(failure.cause.message, "root cause");
});

Deno.test("a used-up budget with stop ends the actor and tells the parent", async () => {
  const kit = createTestSystem();
  const heard: Signal[] = [];
  kit.system.spawn(parentOf(heard, [], QUICK), undefined, { key: "p" });
  const child = kit.system.find(worker, "child");
  assert.ok(child);
  await crashTimes(child, kit, 4);
  assert.deepEqual(heard, [
    { type: "childStopped", child, reason: "restarts used up: boom 4" },
  ]);
  assert.equal(child.tell(note("anyone?")), "stopped");
});

Deno.test("a used-up budget with coolDown refuses messages, then starts with a fresh budget", async () => {
  const kit = createTestSystem();
  const heard: Signal[] = [];
  const definition = parentOf(heard, [], { ...QUICK, whenExhausted: "coolDown" });
  kit.system.spawn(definition, undefined, { key: "p" });
  const child = kit.system.find(worker, "child");
  assert.ok(child);
  await crashTimes(child, kit, 3);
  child.tell(crash("last straw"));
  const queued = child.ask(GET_NOTES, SOON).catch((error) => error.failure);
  await kit.settle();
  const report = () => kit.system.report().children[0]?.children[0];
  assert.equal(report()?.state, "coolingDown");
  assert.equal(report()?.restartsLeft, 0);
  assert.equal(heard[0]?.type, "childCoolingDown");
  assert.equal(child.tell(note("now")), "stopped");
  assert.equal(await queued, "refused");
  assert.equal(await child.ask(GET_NOTES, SOON).catch((error) => error.failure), "refused");
  await kit.advance(QUICK.cooldownMs);
  assert.deepEqual(await child.ask(GET_NOTES, SOON), []);
  assert.equal(report()?.restartsLeft, 3);
});

Deno.test("escalate at the root publishes escalated and stops that actor alone", async () => {
  const kit = createTestSystem();
  const events = lifecycleOf(kit);
  const other = kit.system.spawn(worker, { log: [] }, { key: "other" });
  const restart = { ...QUICK, maxRestarts: 0, whenExhausted: "escalate" } as const;
  const bad = kit.system.spawn(worker, { log: [] }, { key: "bad", restart });
  bad.tell(crash());
  await kit.settle();
  assert.deepEqual(events, ["crashed /bad", "escalated /bad", "stopped /bad"]);
  assert.deepEqual(await other.ask(GET_NOTES, SOON), []);
});

Deno.test("a child that crashes on every message never disturbs 99 siblings", async () => {
  const kit = createTestSystem({ seed: 7 });
  const refs = Array.from(
    { length: 100 },
    (_, i) =>
      kit.system.spawn(worker, { log: [] }, {
        key: `w${i}`,
        restart: { ...DEFAULT_RESTART, whenExhausted: "coolDown", cooldownMs: 10_000 },
      }),
  );
  for (let round = 0; round < 50; round++) {
    for (const [i, ref] of refs.entries()) ref.tell(i === 42 ? crash() : note(`${round}`));
    await kit.advance(1000);
  }
  const reports = kit.system.report().children;
  for (const [i, report] of reports.entries()) {
    if (i === 42) continue;
    assert.equal(report.handled, 50);
    assert.equal(report.crashed, 0);
  }
  assert.ok((reports[42]?.restarts ?? 0) > DEFAULT_RESTART.maxRestarts);
  assert.equal(reports[42]?.lastError?.message, "boom");
});

Deno.test("stop() during a backoff ends the actor without starting it again", async () => {
  const kit = createTestSystem();
  const log: string[] = [];
  const ref = kit.system.spawn(worker, { log }, { key: "w" });
  ref.tell(crash());
  const asked = ref.ask(GET_NOTES, SOON).catch((error) => error.failure);
  await kit.settle();
  assert.equal(kit.system.report().children[0]?.state, "restarting");
  assert.equal((await kit.system.stop(100)).stopped, 1);
  assert.equal(await asked, "stopped");
  await kit.advance(10_000);
  assert.deepEqual(log, ["init"]);
});

Deno.test("a promise of a crashed incarnation cannot touch the next one", async () => {
  const kit = createTestSystem();
  const { promise, resolve } = Promise.withResolvers<string>();
  const piper: ActorDefinition<WorkerMessage, string[]> = {
    kind: "piper",
    mailbox: { capacity: 8, whenFull: "fail" },
    restart: QUICK,
    init: () => [],
    handle(notes, message, ctx) {
      if (message.type === "crash") throw message.error;
      if (message.type === "note") notes.push(message.text);
      if (message.type === "pause") ctx.pipe(promise, note, () => note("failed"));
      if (message.type === "getNotes") ctx.reply(message, notes);
    },
  };
  const ref = kit.system.spawn(piper, undefined, { key: "p" });
  ref.tell(pause().message);
  await kit.settle();
  ref.tell(crash());
  resolve("from before");
  await kit.advance(100);
  assert.deepEqual(await ref.ask(GET_NOTES, SOON), []);
  ref.tell(pause().message);
  await kit.settle();
  assert.deepEqual(await ref.ask(GET_NOTES, SOON), ["from before"]);
});

Deno.test("spawn() refuses a restart policy with a number out of range", () => {
  const { system } = createTestSystem();
  const spawn = (restart: Partial<RestartPolicy>) => () =>
    system.spawn(worker, { log: [] }, { key: "w", restart });
  assert.throws(spawn({ jitter: 1.5 }), /restart.jitter of worker must be from 0 to 1, got 1.5/);
  assert.throws(spawn({ initialBackoffMs: NaN }), /restart.initialBackoffMs of worker/);
  assert.throws(spawn({ cooldownMs: Infinity }), /restart.cooldownMs of worker/);
});

Deno.test("escalation through three supervisors shows the whole chain in report and lifecycle", async () => {
  const kit = createTestSystem();
  const events: LifecycleEvent[] = [];
  kit.system.subscribe(kit.system.lifecycle, (event) => void events.push(event));
  const once = { ...QUICK, maxRestarts: 0, whenExhausted: "escalate" } as const;
  const leaf = puppet("leaf", { restart: once });
  const above = (kind: string, below: ReturnType<typeof puppet>, restart: Partial<RestartPolicy>) =>
    puppet(kind, {
      restart,
      begin: (ctx) => void ctx.spawn(below, undefined, { key: below.kind }),
    });
  const middle = above("middle", leaf, once);
  kit.system.spawn(above("top", middle, QUICK), undefined, { key: "top" });
  const disk = new Error("disk full");
  kit.system.find(leaf, "leaf")?.tell(doing(() => {
    throw new Error("cannot write", { cause: disk });
  }));
  await kit.advance(1000);
  const middleGaveUp = "/top/middle used up its restarts: disk full";
  const causes = ["/top/middle/leaf used up its restarts: disk full", "cannot write", "disk full"];
  const [top] = kit.system.report().children;
  assert.equal(top?.lastError?.message, middleGaveUp);
  assert.deepEqual(top?.lastError?.causes, causes);
  const crashed = events.find(({ type, path }) => type === "crashed" && path === "/top");
  assert.deepEqual([crashed?.error, crashed?.causes], [middleGaveUp, causes]);
  const escalated = events.filter(({ type }) => type === "escalated");
  assert.deepEqual(escalated.map(({ path, causes }) => [path, causes?.at(-1)]), [
    ["/top/middle/leaf", "disk full"],
    ["/top/middle", "disk full"],
  ]);
});

Deno.test("a chain of causes that bites its own tail is cut after sixteen", async () => {
  const kit = createTestSystem();
  const ref = kit.system.spawn(worker, { log: [] }, { key: "w" });
  const error = new Error("ring");
  error.cause = error;
  ref.tell({ type: "crash", error });
  await kit.advance(100);
  assert.equal(kit.system.report().children[0]?.lastError?.causes?.length, 16);
});

Deno.test("a cooldown that is shorter than the window ends with a fresh budget all the same", async () => {
  const kit = createTestSystem();
  const restart = { ...QUICK, maxRestarts: 1, whenExhausted: "coolDown", cooldownMs: 500 } as const;
  const ref = kit.system.spawn(worker, { log: [] }, { key: "w", restart });
  await crashTimes(ref, kit, 2);
  const [report] = kit.system.report().children;
  assert.deepEqual([report?.state, report?.restartsLeft], ["running", 1]);
});
