import assert from "node:assert/strict";
import {
  type ActorRef,
  type LifecycleEvent,
  type RestartPolicy,
  type Signal,
  stop,
  type Supervision,
} from "../../../actors/kernel/mod.ts";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import {
  causesOf,
  type Do,
  doing,
  failing,
  failureOf,
  puppet,
  type PuppetOptions,
} from "./puppet.ts";
import { QUICK, SOON } from "./worker.ts";

const KEYS = ["a", "b", "c", "d"];

/** A parent with four children of different kinds, a to d. */
function setup(supervision: Supervision, child: PuppetOptions = {}) {
  const kit = createTestSystem();
  const log: string[] = [];
  const heard: Signal[] = [];
  const events: LifecycleEvent[] = [];
  kit.system.subscribe(kit.system.lifecycle, (event) => void events.push(event));
  const kinds = KEYS.map((key) => [key, puppet(`kind ${key}`, { log, ...child })] as const);
  const parent = kit.system.spawn(
    puppet("parent", {
      supervision,
      heard,
      log,
      begin: (ctx) => kinds.forEach(([key, kind]) => ctx.spawn(kind, undefined, { key })),
    }),
    undefined,
    { key: "parent" },
  );
  log.length = 0;
  const child_ = (key: string): ActorRef<Do> =>
    kit.system.find<Do>({ kind: `kind ${key}` }, key) ?? assert.fail(`no ${key}`);
  const state = (key: string) =>
    kit.system.report().children[0]?.children.find((child) => child.key === key)?.state;
  return { ...kit, log, heard, events, parent, child: child_, state };
}

const GROUP: Partial<RestartPolicy> = { ...QUICK, maxRestarts: 2 };

Deno.test("restForOne ends the child and the younger ones youngest first, and starts them oldest first", async () => {
  const { child, log, advance } = setup({ strategy: "restForOne", restart: GROUP });
  child("b").tell(failing());
  await advance(10);
  assert.deepEqual(log, [
    "b ends",
    "d ends",
    "c ends",
    "b starts",
    "c starts",
    "d starts",
  ]);
});

Deno.test("oneForAll ends all children youngest first, and starts them oldest first", async () => {
  const { child, log, advance } = setup({ strategy: "oneForAll", restart: GROUP });
  child("b").tell(failing());
  await advance(10);
  const ends = ["b ends", "d ends", "c ends", "a ends"];
  assert.deepEqual(log, [...ends, "a starts", "b starts", "c starts", "d starts"]);
});

Deno.test("oneForOne starts the failed child alone", async () => {
  const { child, log, advance } = setup({ strategy: "oneForOne" });
  child("b").tell(failing());
  await advance(10);
  assert.deepEqual(log, ["b ends", "b starts"]);
});

Deno.test("a group restart keeps refs, queued messages and queued asks of all members", async () => {
  const { child, advance, settle } = setup({ strategy: "oneForAll", restart: GROUP });
  const refs = KEYS.map(child);
  child("b").tell(failing());
  await settle();
  const heard: string[] = [];
  refs.forEach((ref) => ref.tell(doing((ctx) => heard.push(ctx.self.key))));
  const asked = refs.map((ref) => ref.ask(doing((ctx) => ctx.incarnation), SOON));
  await settle();
  assert.deepEqual(heard, [], "all wait for the restart");
  await advance(10);
  assert.deepEqual(await Promise.all(asked), [2, 2, 2, 2]);
  assert.deepEqual(heard, KEYS);
});

Deno.test("a group restart waits for the turns in hand, and answers them", async () => {
  const { child, advance, settle, log } = setup({ strategy: "oneForAll", restart: GROUP });
  const { promise, resolve } = Promise.withResolvers<string>();
  const asked = child("c").ask(doing(() => promise), SOON);
  await settle();
  child("a").tell(failing());
  await advance(100);
  assert.deepEqual(log, ["a ends", "d ends"], "b has to wait for c");
  resolve("done");
  await advance(10);
  assert.equal(await asked, "done");
  assert.equal(log.at(-1), "d starts");
});

Deno.test("a group restart abandons a turn that never settles, and fails its ask with the cause", async () => {
  const { child, advance, settle, events, log } = setup({ strategy: "oneForAll", restart: GROUP });
  const asked = failureOf(
    child("c").ask(doing(() => new Promise(() => {})), { timeoutMs: 60_000 }),
    "failed",
  );
  await settle();
  child("a").tell(failing("root cause"));
  await advance(10_000);
  assert.equal(causesOf(await asked).at(-1), "root cause");
  assert.deepEqual(
    events.filter(({ type }) => type === "abandoned").map(({ path }) => path),
    ["/parent/c"],
  );
  assert.equal(log.at(-1), "d starts");
});

Deno.test("a group's budget is the supervisor's, over the crashes of all members", async () => {
  const { child, advance, events, heard, parent } = setup({
    strategy: "oneForAll",
    restart: GROUP,
  });
  for (const key of ["a", "b"]) {
    child(key).tell(failing());
    await advance(1000);
  }
  child("c").tell(failing("third"));
  await advance(1000);
  assert.deepEqual(
    heard.map((signal) => signal.type === "childStopped" && [signal.child.key, signal.reason]),
    ["d", "c", "b", "a"].map((key) => [key, "group restarts used up: third"]),
  );
  assert.equal(events.filter(({ type }) => type === "restarted").length, 8);
  assert.equal(await parent.ask(doing((ctx) => ctx.children().length), SOON), 0);
});

Deno.test("a group's used-up budget with escalate fails the supervisor with the chain of causes", async () => {
  const restart = { ...QUICK, maxRestarts: 0, whenExhausted: "escalate" } as const;
  const { child, advance, events, system } = setup({ strategy: "restForOne", restart });
  child("c").tell(failing("root cause"));
  await advance(1000);
  const crashed = events.find(({ type, path }) => type === "crashed" && path === "/parent");
  assert.match(crashed?.error ?? "", /^\/parent used up the restarts of its children: root cause/);
  assert.deepEqual(crashed?.causes, ["root cause"]);
  const [report] = system.report().children;
  assert.deepEqual(report?.lastError?.causes, ["root cause"]);
  assert.deepEqual(report?.children.map(({ incarnation }) => incarnation), [1, 1, 1, 1]);
});

Deno.test("a group's used-up budget with coolDown rests all members, then starts with a fresh budget", async () => {
  const restart = { ...QUICK, maxRestarts: 0, whenExhausted: "coolDown" } as const;
  const { child, advance, settle, state, system } = setup({ strategy: "restForOne", restart });
  child("c").tell(failing("root cause"));
  await settle();
  assert.deepEqual(KEYS.map(state), ["running", "running", "coolingDown", "coolingDown"]);
  const refused = await failureOf(child("d").ask(doing(() => 1), SOON), "refused");
  assert.deepEqual(causesOf(refused), ["restarted with its group: root cause", "root cause"]);
  await advance(QUICK.cooldownMs);
  assert.deepEqual(KEYS.map(state), ["running", "running", "running", "running"]);
  assert.equal(system.report().children[0]?.children[2]?.restartsLeft, 0, "the policy allows none");
});

Deno.test("a crash of an older child widens a restart that is under way", async () => {
  const { child, advance, settle, log, system } = setup({
    strategy: "restForOne",
    restart: { ...GROUP, initialBackoffMs: 100 },
  });
  child("c").tell(failing());
  await settle();
  child("b").tell(failing());
  await advance(1000);
  assert.deepEqual(log.slice(0, 3), ["c ends", "d ends", "b ends"]);
  assert.deepEqual(log.slice(3), ["b starts", "c starts", "d starts"]);
  const restarts = system.report().children[0]?.children.map(({ restarts }) => restarts);
  assert.deepEqual(restarts, [0, 1, 1, 1]);
});

Deno.test("a member whose start fails begins the next restart, which starts the rest as well", async () => {
  let failures = 1;
  const { child, advance, log, state } = setup(
    { strategy: "oneForAll", restart: { ...GROUP, maxRestarts: 5 } },
    {
      begin(ctx) {
        if (ctx.self.key === "b" && ctx.incarnation > 1 && failures-- > 0) throw new Error("start");
      },
    },
  );
  child("a").tell(failing());
  await advance(1000);
  assert.deepEqual(KEYS.map(state), Array(4).fill("running"));
  const started = log.filter((line) => line.endsWith("starts")).map(([key]) => key);
  assert.deepEqual(started, ["a", "b", "a", "b", "c", "d"]);
});

Deno.test("a member that ends by itself or by order takes nobody with it", async () => {
  const { child, parent, advance, log } = setup({ strategy: "oneForAll", restart: GROUP });
  child("b").tell(doing(() => stop("done")));
  const d = child("d");
  parent.tell(doing((ctx) => ctx.stopChild(d)));
  await advance(1000);
  assert.deepEqual(log.filter((line) => line.endsWith("starts")), []);
});

Deno.test("a supervisor that is stopped during a group restart starts nothing any more", async () => {
  for (const waitMs of [0, 50]) {
    const { system, child, advance, log, clock } = setup({
      strategy: "oneForAll",
      restart: { ...GROUP, initialBackoffMs: 100 },
    });
    child("b").tell(failing());
    await advance(waitMs);
    const { stopped } = await system.stop(1000);
    assert.equal(stopped, 5);
    await advance(10_000);
    assert.deepEqual(log.filter((line) => line.endsWith("starts")), []);
    assert.equal(clock.pending, 0);
  }
});

Deno.test("a supervisor that crashes during a group restart starts its children anew", async () => {
  const { parent, child, advance, log, clock } = setup({
    strategy: "oneForAll",
    restart: { ...GROUP, initialBackoffMs: 100 },
  });
  child("b").tell(failing());
  await advance(50);
  log.length = 0;
  parent.tell(failing());
  await advance(1000);
  assert.deepEqual(log, [
    "parent ends",
    "parent starts",
    "a starts",
    "b starts",
    "c starts",
    "d starts",
  ]);
  assert.equal(clock.pending, 0);
});

Deno.test("the members of a group stop one after the other even when they are of one kind", async () => {
  const kit = createTestSystem();
  const log: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const kind = puppet("same", {
    stopped: async (_state, _reason, ctx) => {
      log.push(`${ctx.self.key} begins to end`);
      await promise;
      log.push(`${ctx.self.key} ends`);
    },
  });
  kit.system.spawn(
    puppet("parent", {
      supervision: { strategy: "restForOne" },
      begin: (ctx) => KEYS.forEach((key) => ctx.spawn(kind, undefined, { key })),
    }),
    undefined,
    { key: "parent" },
  );
  const stopped = kit.system.stop(1000);
  await kit.settle();
  assert.deepEqual(log, ["d begins to end"]);
  resolve();
  await stopped;
  assert.deepEqual(log.filter((line) => line.endsWith("ends")), [
    "d ends",
    "c ends",
    "b ends",
    "a ends",
  ]);
});

Deno.test("createSystem() looks after the actors without a parent as its supervision option says", async () => {
  const { system, advance } = createTestSystem({
    supervision: { strategy: "oneForAll", restart: GROUP },
  });
  const log: string[] = [];
  const [a] = ["a", "b"].map((key) => system.spawn(puppet(key, { log }), undefined, { key }));
  a?.tell(failing());
  await advance(10);
  assert.deepEqual(log.slice(2), ["a ends", "b ends", "a starts", "b starts"]);
});

Deno.test("a definition whose supervision holds a number out of range cannot be spawned", () => {
  const { system } = createTestSystem();
  const spawn = (supervision: Supervision) => () =>
    system.spawn(puppet("p", { supervision }), undefined, { key: "p" });
  assert.throws(
    spawn({ storm: { children: 1 } }),
    /supervision.storm.children of p must be from 2/,
  );
  assert.throws(spawn({ storm: { withinMs: NaN } }), /supervision.storm.withinMs of p/);
  assert.throws(spawn({ restart: { jitter: 2 } }), /supervision.restart.jitter of p/);
});

Deno.test("a supervisor that crashes while a group ends begins again with a fresh budget, and no timer", async () => {
  const { parent, child, advance, settle, system, clock } = setup({
    strategy: "oneForAll",
    restart: { ...GROUP, maxRestarts: 1 },
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  child("c").tell(doing(() => promise));
  await settle();
  child("a").tell(failing());
  await settle();
  parent.tell(failing());
  await settle();
  resolve();
  await advance(20);
  const left = () => system.report().children[0]?.children.map(({ restartsLeft }) => restartsLeft);
  assert.deepEqual(left(), [1, 1, 1, 1]);
  assert.equal(clock.pending, 0);
  child("a").tell(failing());
  await advance(20);
  assert.deepEqual(left(), [0, 0, 0, 0]);
  assert.equal(system.report().children[0]?.crashed, 1, "the budget of the group was enough");
});

Deno.test("a member that becomes passive while its group restarts stays passive", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { child, advance, state } = setup(
    { strategy: "oneForAll", restart: GROUP },
    {
      passivateAfterMs: 100,
      stopped: (_state, _reason, ctx) => ctx.self.key === "a" ? undefined : promise,
    },
  );
  await advance(60);
  child("a").tell(doing(() => {}));
  await advance(50);
  assert.deepEqual(KEYS.map(state), ["running", "passive", "passive", "passive"]);
  child("a").tell(failing());
  await advance(10);
  resolve();
  await advance(20);
  assert.deepEqual(KEYS.map(state), ["running", "passive", "passive", "passive"]);
});

Deno.test("a supervisor that starts again has the whole budget of its group again", async () => {
  const { parent, child, advance, system } = setup({ strategy: "oneForAll", restart: GROUP });
  const left = () => system.report().children[0]?.children[0]?.restartsLeft;
  child("a").tell(failing());
  await advance(100);
  assert.equal(left(), 1);
  parent.tell(failing());
  await advance(100);
  assert.equal(left(), 2);
});

Deno.test("a group that has cooled down has its whole budget again, within the window too", async () => {
  const restart = { ...GROUP, maxRestarts: 1, whenExhausted: "coolDown", cooldownMs: 500 } as const;
  const { child, advance, system, heard } = setup({ strategy: "oneForAll", restart });
  for (let i = 0; i < 2; i++) {
    child("a").tell(failing());
    await advance(100);
  }
  assert.deepEqual(
    heard.map((signal) => signal.type === "childCoolingDown" && signal.child.key),
    KEYS,
  );
  await advance(500);
  assert.equal(system.report().children[0]?.children[0]?.restartsLeft, 1);
});

Deno.test("a member that is stopped while its children still end for the group ends after them", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { parent, child, advance, settle, events } = setup({
    strategy: "oneForAll",
    restart: GROUP,
  });
  const grandchild = puppet("grandchild", { stopped: () => promise });
  child("d").tell(doing((ctx) => {
    ctx.spawn(grandchild, undefined, { key: "g" });
    return new Promise(() => {});
  }));
  await settle();
  child("a").tell(failing());
  await advance(2000);
  const abandoned = () =>
    events.some(({ type, path }) => type === "abandoned" && path === "/parent/d");
  assert.ok(abandoned(), "its turn was waited for long enough");
  const d = child("d");
  parent.tell(doing((ctx) => ctx.stopChild(d)));
  await settle();
  resolve();
  await advance(100);
  const stopped = events.filter(({ type }) => type === "stopped").map(({ path }) => path);
  assert.deepEqual(stopped, ["/parent/d/g", "/parent/d"]);
});

Deno.test("a crash of a child that was started during a restart does not lose the others", async () => {
  const { parent, child, advance, log, system } = setup({
    strategy: "restForOne",
    restart: { ...GROUP, initialBackoffMs: 100 },
  });
  child("d").tell(failing());
  await advance(50);
  const late = puppet("late", { log });
  parent.tell(doing((ctx) => void ctx.spawn(late, undefined, { key: "late" })));
  await advance(10);
  system.find<Do>({ kind: "late" }, "late")?.tell(failing());
  await advance(1000);
  assert.deepEqual(log.slice(-2), ["d starts", "late starts"]);
});
