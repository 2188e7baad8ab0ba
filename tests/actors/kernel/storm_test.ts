import assert from "node:assert/strict";
import {
  type ActorRef,
  DEFAULT_RESTART,
  type LifecycleEvent,
  type RestartPolicy,
  type StormPolicy,
  type SupervisionStrategy,
} from "../../../actors/kernel/mod.ts";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import { type Do, doing, failing, puppet } from "./puppet.ts";
import { QUICK, SOON } from "./worker.ts";

const STORM: StormPolicy = { children: 3, withinMs: 1000, paceMs: 100 };

/** A pool of so many members, which restart after 10 ms when nothing paces them. */
function pool(
  size: number,
  storm: Partial<StormPolicy> = STORM,
  restart: Partial<RestartPolicy> = { ...QUICK, maxRestarts: 1000 },
  strategy: SupervisionStrategy = "pool",
) {
  const kit = createTestSystem();
  const started: [string, number][] = [];
  const weather: string[] = [];
  kit.system.subscribe(kit.system.lifecycle, (event: LifecycleEvent) => {
    if (!event.type.startsWith("storm")) return;
    weather.push(`${event.type} ${event.path} ${kit.clock.monotonicMs()}`);
  });
  const member = puppet("member", {
    restart,
    begin: (ctx) => void started.push([ctx.self.key, ctx.monotonicMs()]),
  });
  const keys = Array.from({ length: size }, (_, i) => `m${i}`);
  const parent = kit.system.spawn(
    puppet("pool", {
      supervision: { strategy, storm },
      begin: (ctx) => keys.forEach((key) => ctx.spawn(member, undefined, { key })),
    }),
    undefined,
    { key: "pool" },
  );
  started.length = 0;
  const refs = keys.map((key) => kit.system.find(member, key) ?? assert.fail(key));
  const report = () => kit.system.report().children[0] ?? assert.fail();
  return { ...kit, refs, parent, started, weather, report };
}

function crashAll(refs: readonly ActorRef<Do>[]): void {
  for (const ref of refs) ref.tell(failing());
}

Deno.test("a storm begins when enough different children crash, and their restarts are spread", async () => {
  const { refs, started, weather, advance, report } = pool(6);
  crashAll(refs.slice(0, 5));
  await advance(999);
  assert.deepEqual(started, [["m0", 10], ["m1", 110], ["m2", 210], ["m3", 310], ["m4", 410]]);
  assert.deepEqual(weather, ["stormBegan /pool 0"]);
  assert.deepEqual(report().storms, { count: 1, active: true });
  await advance(1);
  assert.deepEqual(weather, ["stormBegan /pool 0", "stormEnded /pool 1000"]);
  assert.deepEqual(report().storms, { count: 1, active: false });
});

Deno.test("one child that crashes again and again is no storm", async () => {
  const { refs: [bad], started, weather, advance, report } = pool(6);
  for (let i = 0; i < 20; i++) {
    bad?.tell(failing());
    await advance(1 + 10 * 2 ** Math.min(i, 7));
  }
  assert.equal(started.length, 20);
  assert.deepEqual(weather, []);
  assert.equal(report().storms, undefined);
});

Deno.test("crashes of different children are counted in a sliding window, its end excluded", async () => {
  for (const [apartMs, storms] of [[499, 1], [500, 0]] as const) {
    const { refs, advance, report } = pool(3);
    for (const ref of refs) {
      ref.tell(failing());
      await advance(apartMs);
    }
    assert.equal(report().storms?.count ?? 0, storms, `${apartMs} ms apart`);
  }
});

Deno.test("a storm lasts as long as enough different children crash, and may come again", async () => {
  const { refs, weather, advance, report } = pool(3);
  for (let i = 0; i < 4; i++) {
    crashAll(refs);
    await advance(900);
  }
  assert.deepEqual(weather, ["stormBegan /pool 0"]);
  await advance(1000);
  assert.equal(weather.length, 2);
  crashAll(refs);
  await advance(10);
  assert.deepEqual(report().storms, { count: 2, active: true });
});

Deno.test("a restart that was waiting when the storm began waits for its turn as well", async () => {
  const { refs, started, advance } = pool(3, STORM, { ...QUICK, initialBackoffMs: 50 });
  crashAll(refs.slice(0, 2));
  await advance(20);
  crashAll(refs.slice(2));
  await advance(1000);
  assert.deepEqual(started, [["m0", 50], ["m1", 150], ["m2", 250]]);
});

Deno.test("a hundred members that crash on every message never disturb a hundred others", async () => {
  const { refs, parent, advance, report, weather } = pool(200, {}, DEFAULT_RESTART);
  const [bad, good] = [refs.slice(0, 100), refs.slice(100)];
  for (let round = 0; round < 60; round++) {
    crashAll(bad);
    for (const ref of good) ref.tell(doing(() => {}));
    await advance(1000);
  }
  const reports = report().children;
  assert.ok(reports.slice(100).every(({ handled, restarts }) => handled === 60 && restarts === 0));
  assert.ok(reports.slice(0, 100).every(({ restarts }) => restarts >= DEFAULT_RESTART.maxRestarts));
  assert.equal(report().crashed, 0);
  assert.match(weather[0] ?? "", /^stormBegan \/pool/);
  assert.equal(await parent.ask(doing((ctx) => ctx.children().length), SOON), 200);
});

Deno.test("a pool's child with a used-up budget cools down where its policy says escalate", async () => {
  const once = { ...QUICK, maxRestarts: 0, whenExhausted: "escalate" } as const;
  for (const [strategy, crashed] of [["pool", 0], ["oneForOne", 1]] as const) {
    const { refs, advance, report, system } = pool(2, {}, once, strategy);
    refs[0]?.tell(failing());
    await advance(5);
    assert.equal(report().crashed, crashed, strategy);
    if (strategy === "pool") assert.equal(report().children[0]?.state, "coolingDown");
    await system.stop(1000);
  }
});

Deno.test("members that cool down together come back one by one", async () => {
  const restart = { ...QUICK, maxRestarts: 0, whenExhausted: "coolDown", cooldownMs: 500 } as const;
  const { refs, started, advance } = pool(4, STORM, restart);
  crashAll(refs);
  await advance(2000);
  assert.deepEqual(started.map(([, at]) => at), [500, 600, 700, 800]);
});

Deno.test("a supervisor that crashes or stops in a storm leaves no timer behind", async () => {
  const { refs, parent, advance, weather, clock, system } = pool(5);
  crashAll(refs);
  await advance(15);
  parent.tell(failing());
  await advance(100);
  assert.deepEqual(weather, ["stormBegan /pool 0", "stormEnded /pool 15"]);
  assert.equal(clock.pending, 0);
  crashAll(refs.map(({ key }) => system.find<Do>({ kind: "member" }, key) ?? assert.fail(key)));
  await advance(15);
  await system.stop(1000);
  assert.equal(clock.pending, 0);
});

Deno.test("a child that crashes again does not keep older crashes of others in the window", async () => {
  const { refs, advance, report } = pool(3);
  for (const [member, thenMs] of [[0, 1], [1, 899], [0, 600], [2, 10]] as const) {
    refs[member]?.tell(failing());
    await advance(thenMs);
  }
  assert.equal(report().storms, undefined);
});

Deno.test("restarts wait for the turns given out in a storm, also when it is over", async () => {
  const { refs, started, advance, report } = pool(16);
  crashAll(refs.slice(0, 15));
  await advance(1100);
  assert.equal(report().storms?.active, false);
  refs[15]?.tell(failing());
  await advance(1000);
  assert.deepEqual(started.at(-1), ["m15", 1510]);
});
