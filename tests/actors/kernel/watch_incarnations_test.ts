import assert from "node:assert/strict";
import {
  type ActorRef,
  type RestartPolicy,
  type Signal,
  stop,
} from "../../../actors/kernel/mod.ts";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import { type Do, doing, failing, puppet, type PuppetOptions } from "./puppet.ts";
import { QUICK } from "./worker.ts";

/** A watcher and a target that may restart three times. */
function setup(target: PuppetOptions = {}) {
  const kit = createTestSystem();
  const heard: Signal[] = [];
  const watcher = kit.system.spawn(puppet("watcher", { heard }), undefined, { key: "watcher" });
  const ref = kit.system.spawn(puppet("target", target), undefined, { key: "target" });
  const watch = (actor: ActorRef<Do> = ref) => watcher.tell(doing((ctx) => ctx.watch(actor)));
  const unwatch = () => watcher.tell(doing((ctx) => ctx.unwatch(ref)));
  const brief = () =>
    heard.map((signal) =>
      signal.type === "watchedFailed"
        ? `failed ${signal.incarnation} ${(signal.cause as Error).message} ${signal.delayMs}`
        : `${signal.type} ${"reason" in signal ? signal.reason : ""}`
    );
  return { ...kit, heard, watcher, ref, watch, unwatch, brief };
}

Deno.test("ctx.watch() tells of each incarnation that fails, with its number, and goes on to the next", async () => {
  const { ref, watch, brief, advance } = setup();
  watch();
  watch();
  for (const text of ["one", "two"]) {
    ref.tell(failing(text));
    await advance(100);
  }
  assert.deepEqual(brief(), ["failed 1 one 10", "failed 2 two 20"]);
  ref.tell(doing(() => stop("enough")));
  await advance(0);
  assert.equal(brief()[2], "watchedStopped enough");
});

Deno.test("ctx.watch() of a later incarnation does not tell of earlier ones", async () => {
  const { ref, watch, brief, advance } = setup();
  ref.tell(failing("before"));
  await advance(100);
  watch();
  await advance(0);
  assert.deepEqual(brief(), []);
  ref.tell(failing("after"));
  await advance(100);
  assert.deepEqual(brief(), ["failed 2 after 20"]);
});

Deno.test("ctx.watch() tells of a cooldown at its beginning", async () => {
  const restart = { ...QUICK, maxRestarts: 0, whenExhausted: "coolDown" } as const;
  const { ref, watch, brief, settle } = setup({ restart });
  watch();
  await settle();
  ref.tell(failing("tired"));
  await settle();
  assert.deepEqual(brief(), [`failed 1 tired ${QUICK.cooldownMs}`]);
});

Deno.test("ctx.watch() tells of members that restart with their group, and of nobody else", async () => {
  const kit = createTestSystem({ supervision: { strategy: "restForOne", restart: QUICK } });
  const heard: Signal[] = [];
  const watcher = kit.system.spawn(puppet("watcher", { heard }), undefined, { key: "watcher" });
  const [a, b, c] = ["a", "b", "c"].map((key) => kit.system.spawn(puppet(key), undefined, { key }));
  assert.ok(a && b && c);
  watcher.tell(doing((ctx) => [a, b, c].forEach((ref) => ctx.watch(ref))));
  await kit.settle();
  b.tell(failing("root"));
  await kit.advance(100);
  assert.deepEqual(
    heard.map((signal) =>
      signal.type === "watchedFailed" && [signal.actor.key, signal.incarnation]
    ),
    [["b", 1], ["c", 1]],
  );
});

Deno.test("ctx.watch() does not tell of the passive state", async () => {
  const { ref, watch, heard, advance } = setup({ passivateAfterMs: 50 });
  watch();
  await advance(1000);
  assert.equal(heard.length, 0);
  ref.tell(failing("awake again"));
  await advance(5);
  assert.deepEqual(heard.map((signal) => signal.type === "watchedFailed" && signal.incarnation), [
    2,
  ]);
});

Deno.test("ctx.unwatch() also takes back what is on its way", async () => {
  const { ref, watch, heard, watcher, settle } = setup();
  watch();
  await settle();
  const { promise, resolve } = Promise.withResolvers<void>();
  watcher.tell(doing(async (ctx) => {
    await promise;
    ctx.unwatch(ref);
  }));
  await settle();
  ref.tell(failing());
  await settle();
  resolve();
  await settle();
  assert.deepEqual(heard, []);
});

Deno.test("ctx.watch() after ctx.unwatch() brings what happens from then on, once", async () => {
  const { ref, watcher, brief, advance, settle } = setup();
  const { promise, resolve } = Promise.withResolvers<void>();
  watcher.tell(doing(async (ctx) => {
    ctx.watch(ref);
    await promise;
    ctx.unwatch(ref);
    ctx.watch(ref);
  }));
  await settle();
  ref.tell(failing("between"));
  await advance(100);
  ref.tell(doing(() => stop("end")));
  await settle();
  resolve();
  await settle();
  assert.deepEqual(brief(), ["watchedStopped stopped before"]);
});

Deno.test("ctx.watch() of an actor that has ended tells at once, once for each watch", async () => {
  const { ref, watch, brief, settle } = setup();
  ref.tell(doing(() => stop("gone")));
  await settle();
  watch();
  watch();
  await settle();
  const [first, ...rest] = brief();
  assert.equal(first, "watchedStopped stopped before");
  assert.ok(rest.length <= 1, "the second was another watch, if the first had been told by then");
});

Deno.test("ctx.watch() of a child brings childStopped, then watchedStopped", async () => {
  const { watcher, brief, settle } = setup();
  watcher.tell(doing((ctx) => {
    const child = ctx.spawn(puppet("child"), undefined, { key: "c" });
    ctx.watch(child);
    ctx.stopChild(child, "over");
  }));
  await settle();
  assert.deepEqual(brief(), ["childStopped over", "watchedStopped over"]);
});

Deno.test("ctx.watch() of itself does nothing, and of an ancestor leaves nothing behind", async () => {
  const { system, advance, settle, clock } = createTestSystem();
  const heard: Signal[] = [];
  const child = puppet("child", {
    heard,
    begin: (ctx) => ctx.watch(ctx.self),
  });
  const parent = system.spawn(
    puppet("parent", {
      begin(ctx) {
        const ref = ctx.spawn(child, undefined, { key: "c", registered: false });
        const { self } = ctx;
        ref.tell(doing((inner) => inner.watch(self)));
      },
    }),
    undefined,
    { key: "p" },
  );
  await settle();
  parent.tell(failing());
  await advance(100);
  assert.deepEqual(heard, [], "its own end came first");
  await system.stop(100);
  assert.deepEqual(heard, []);
  assert.equal(clock.pending, 0);
});

Deno.test("ctx.watch() and unwatch() of many actors leave nothing behind", async () => {
  const { system, watcher, settle, heard } = setup();
  const { promise, resolve } = Promise.withResolvers<void>();
  watcher.tell(doing(async (ctx) => {
    for (let round = 0; round < 1000; round++) {
      const child = ctx.spawn(puppet("child"), undefined, { key: `${round}`, registered: false });
      ctx.watch(child);
      if (round % 2 === 0) ctx.unwatch(child);
      ctx.stopChild(child);
    }
    await promise;
  }));
  await settle();
  resolve();
  await settle();
  const told = heard.filter(({ type }) => type === "watchedStopped");
  assert.equal(told.length, 500);
  assert.equal(system.report().children[0]?.children.length, 0);
});

Deno.test("ctx.watch() by an actor without a signal function does nothing", async () => {
  const { system, settle } = createTestSystem();
  const { signal: _, ...deaf } = puppet("deaf");
  const target = system.spawn(puppet("target"), undefined, { key: "t" });
  system.spawn({ ...deaf, init: (ctx) => (ctx.watch(target), null) }, undefined, { key: "d" });
  target.tell(doing(() => stop("end")));
  await settle();
  assert.equal(system.report().children[0]?.crashed, 0);
});

const NEVER: Partial<RestartPolicy> = { ...QUICK, maxRestarts: 0 };

Deno.test("an actor whose budget is used up brings watchedStopped and no watchedFailed", async () => {
  const { ref, watch, brief, settle } = setup({ restart: NEVER });
  watch();
  await settle();
  ref.tell(failing("last"));
  await settle();
  assert.deepEqual(brief(), ["watchedStopped restarts used up: last"]);
});

Deno.test("ctx.watch() tells once of an incarnation that two group restarts in a row concern", async () => {
  const { system, watcher, heard, settle, advance } = setup();
  let badStarts = 1;
  const member = (key: string) =>
    puppet(key, {
      begin(ctx) {
        if (key === "b" && ctx.incarnation === 2 && badStarts-- > 0) throw new Error("start");
      },
    });
  const keys = ["a", "b", "c"];
  const group = puppet("group", {
    supervision: { strategy: "oneForAll", restart: QUICK },
    begin: (ctx) => keys.forEach((key) => ctx.spawn(member(key), undefined, { key })),
  });
  system.spawn(group, undefined, { key: "group" });
  const refs = keys.map((key) => system.find<Do>({ kind: key }, key) ?? assert.fail());
  watcher.tell(doing((ctx) => refs.forEach((ref) => ctx.watch(ref))));
  await settle();
  refs[0]?.tell(failing());
  await advance(1000);
  const told = heard.map((signal) =>
    signal.type === "watchedFailed" && `${signal.actor.key} ${signal.incarnation}`
  );
  assert.deepEqual(told, ["a 1", "b 1", "c 1", "a 2", "b 2"]);
});
