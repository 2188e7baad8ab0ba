import assert from "node:assert/strict";
import {
  type ActorDefinition,
  type Clock,
  createSystem,
  type LifecycleEvent,
} from "../../../actors/kernel/mod.ts";
import { createTestSystem } from "../../../actors/kernel/testing.ts";

/** Has something to do for so many turns. */
const busy: ActorDefinition<number, null> = {
  kind: "busy",
  mailbox: { capacity: 4, whenFull: "fail" },
  init: () => null,
  handle: (_state, left, ctx) => void (left > 0 && ctx.self.tell(left - 1)),
};

function setup(yieldToIo: () => Promise<void>) {
  const kit = createTestSystem({ yieldToIo });
  const failures: (string | undefined)[] = [];
  kit.system.subscribe(kit.system.lifecycle, (event: LifecycleEvent) => {
    if (event.type === "ioPollFailed") failures.push(event.error);
  });
  return { ...kit, failures };
}

Deno.test("createSystem() tests yieldToIo once and finds it proven, without a timer left", async () => {
  let calls = 0;
  const { system, clock, settle, failures } = setup(() => Promise.resolve(void calls++));
  assert.equal(system.metrics().ioPoll, "testing");
  await settle();
  assert.equal(system.metrics().ioPoll, "proven");
  assert.deepEqual([calls, clock.pending, failures], [1, 0, []]);
});

Deno.test("createSystem() does without a yieldToIo that never settles, and says so after a second", async () => {
  const { system, clock, advance, failures } = setup(() => new Promise(() => {}));
  await advance(999);
  assert.equal(system.metrics().ioPoll, "testing");
  await advance(1);
  assert.equal(system.metrics().ioPoll, "failed");
  assert.deepEqual(failures, ["yieldToIo did not settle within 1000 ms"]);
  assert.equal(clock.pending, 0);
});

Deno.test("createSystem() does without a yieldToIo that throws, and says why", async () => {
  const { system, settle, failures } = setup(() => {
    throw new Error("no loopback");
  });
  await settle();
  assert.equal(system.metrics().ioPoll, "failed");
  assert.deepEqual(failures, ["no loopback"]);
});

/** A clock that moves on at each look, so that slices of time end, and whose timers run when they are told to. */
function jumpyClock() {
  let ms = 0;
  const timers = new Set<{ readonly due: number; readonly run: () => void }>();
  const clock: Clock = {
    now: () => ms,
    monotonicMs: () => ms += 0.5,
    setTimer(delayMs, run) {
      const timer = { due: ms + delayMs, run };
      timers.add(timer);
      return timer;
    },
    clearTimer: (timer) => void timers.delete(timer as { due: number; run: () => void }),
  };
  const jump = (byMs: number) => {
    ms += byMs;
    for (const timer of timers) {
      if (timer.due > ms) continue;
      timers.delete(timer);
      timer.run();
    }
  };
  return { clock, jump, timers };
}

const loopTurn = () => new Promise((go) => setTimeout(go, 0));

Deno.test("a yieldToIo that stops settling is given up, and the actors go on", async () => {
  let calls = 0;
  const yieldToIo = () => ++calls > 2 ? new Promise<void>(() => {}) : Promise.resolve();
  const { clock, jump, timers } = jumpyClock();
  const system = createSystem({ clock, yieldToIo });
  const ref = system.spawn(busy, undefined, { key: "busy" });
  await loopTurn();
  ref.tell(1000);
  const handled = () => system.report().children[0]?.handled ?? 0;
  while (calls < 3) await loopTurn();
  const before = handled();
  for (let turn = 0; turn < 5; turn++) await loopTurn();
  assert.equal(handled(), before, "waits for the sockets");
  jump(1000);
  assert.equal(system.metrics().ioPoll, "failed");
  while (handled() <= 1000) await loopTurn();
  assert.equal(calls, 3);
  await system.stop(1000);
  assert.equal(timers.size, 0);
});

Deno.test("a yieldToIo that was given up is used again once its wait has ended after all", async () => {
  let calls = 0;
  let end = () => {};
  const held = new Promise<void>((resolve) => end = resolve);
  const yieldToIo = () => ++calls === 3 ? held : Promise.resolve();
  const { clock, jump } = jumpyClock();
  const system = createSystem({ clock, yieldToIo });
  const told: string[] = [];
  system.subscribe(
    system.lifecycle,
    ({ type }) => void (type === "ioPollFailed" && told.push(type)),
  );
  const ref = system.spawn(busy, undefined, { key: "busy" });
  await loopTurn();
  ref.tell(1000);
  while (calls < 3) await loopTurn();
  jump(1000);
  assert.equal(system.metrics().ioPoll, "failed");
  end();
  await loopTurn();
  assert.equal(system.metrics().ioPoll, "proven");
  ref.tell(1000);
  while (calls < 4) await loopTurn();
  assert.deepEqual(told, ["ioPollFailed"]);
  await system.stop(1000);
});
