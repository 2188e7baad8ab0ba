import assert from "node:assert/strict";
import {
  type ActorDefinition,
  type LifecycleEvent,
  type Question,
  type Snapshot,
  type SnapshotAddress,
  type SnapshotPart,
  type SnapshotStore,
  stop,
} from "../../../actors/kernel/mod.ts";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import { MemorySnapshots } from "../../../actors/kernel/testing/snapshots.ts";
import { failureOf } from "./puppet.ts";
import { QUICK, SOON } from "./worker.ts";

interface Total extends Question<number> {
  readonly type: "total";
}
const TOTAL: Total = { type: "total" };
type CounterMessage = Total | { readonly type: "add" | "crash" | "quit" | "forget" | "die" };

interface Counter {
  total: number;
}

const PART: SnapshotPart<Counter> = {
  version: 2,
  everyMessages: 2,
  save: ({ total }) => ({ total }),
  restore: (saved, version) =>
    version === 1 ? { total: saved as number } : { total: (saved as Counter).total },
};

/** Counts what it is told, and keeps the sum. */
function counter(
  part: Partial<SnapshotPart<Counter>> = {},
): ActorDefinition<CounterMessage, Counter> {
  return {
    kind: "counter",
    mailbox: { capacity: 64, whenFull: "fail" },
    restart: QUICK,
    snapshot: { ...PART, ...part },
    init: () => ({ total: 0 }),
    handle(state, message, ctx) {
      switch (message.type) {
        case "add":
          return void state.total++;
        case "total":
          return ctx.reply(message, state.total);
        case "forget":
          return ctx.forgetSnapshot();
        case "quit":
          return stop("quit");
        default:
          throw new Error(message.type);
      }
    },
  };
}

/** A store of which a test sees and decides every call. */
class SlowStore implements SnapshotStore {
  readonly calls: string[] = [];
  readonly open: { readonly name: string; readonly go: (fail?: Error) => void }[] = [];
  readonly memory = new MemorySnapshots();
  /** Most calls that were open at once. */
  most = 0;
  slow = true;
  failing: Error | undefined;

  load(address: SnapshotAddress): Promise<Snapshot | undefined> {
    return this.#call("load", () => this.memory.load(address));
  }

  async save(address: SnapshotAddress, snapshot: Snapshot): Promise<void> {
    const copy = structuredClone(snapshot);
    await this.#call(`save ${JSON.stringify(copy.state)}`, () => this.memory.save(address, copy));
  }

  remove(address: SnapshotAddress): Promise<void> {
    return this.#call("remove", () => this.memory.remove(address));
  }

  #call<T>(name: string, run: () => Promise<T>): Promise<T> {
    this.calls.push(name);
    if (this.failing !== undefined) return Promise.reject(this.failing);
    if (!this.slow) return run();
    return new Promise((resolve, reject) => {
      this.open.push({ name, go: (fail) => fail ? reject(fail) : resolve(run()) });
      this.most = Math.max(this.most, this.open.length);
    });
  }

  /** Lets the oldest open call go on. */
  next(fail?: Error): void {
    this.open.shift()?.go(fail);
  }
}

function setup(part: Partial<SnapshotPart<Counter>> = {}, slow = false) {
  const store = new SlowStore();
  store.slow = slow;
  const kit = createTestSystem({ snapshots: store });
  const events: LifecycleEvent[] = [];
  kit.system.subscribe(kit.system.lifecycle, (event) => void events.push(event));
  const spawn = () => kit.system.spawn(counter(part), undefined, { key: "c" });
  const failures = () => events.filter(({ type }) => type === "snapshotFailed");
  const add = (times: number) => {
    const ref = kit.system.find(counter(), "c") ?? assert.fail();
    for (let i = 0; i < times; i++) ref.tell({ type: "add" });
  };
  return { ...kit, store, events, failures, spawn, add };
}

Deno.test("a snapshot is loaded before the first message, and again at every restart", async () => {
  const { spawn, add, settle, store, advance } = setup({}, true);
  await store.memory.save({ kind: "counter", key: "c" }, { version: 2, state: { total: 40 } });
  const ref = spawn();
  add(1);
  const asked = ref.ask(TOTAL, SOON);
  await settle();
  assert.deepEqual(store.calls, ["load"]);
  store.slow = false;
  store.next();
  assert.equal(await asked, 41);
  add(1);
  ref.tell({ type: "crash" });
  await advance(100);
  assert.equal(await ref.ask(TOTAL, SOON), 41, "two messages after the last save are lost at most");
});

Deno.test("a snapshot of an older version is handed to restore() with its version", async () => {
  const { spawn, store } = setup();
  await store.memory.save({ kind: "counter", key: "c" }, { version: 1, state: 7 });
  assert.equal(await spawn().ask(TOTAL, SOON), 7);
});

Deno.test("restore() is given the fresh state of init, and is not called when nothing was saved", async () => {
  const fresh: Counter[] = [];
  const restore = (_saved: unknown, _version: number, state: Counter) => {
    fresh.push(state);
    return state;
  };
  const { spawn, store, settle, system } = setup({ restore });
  spawn();
  await settle();
  assert.deepEqual(fresh, []);
  await system.stop(100);
  const second = createTestSystem({ snapshots: store.memory });
  await second.system.spawn(counter({ restore }), undefined, { key: "c" }).ask(TOTAL, SOON);
  assert.deepEqual(fresh, [{ total: 0 }]);
});

Deno.test("a load that fails is a crash of the start, with the cause, and is tried again", async () => {
  const { spawn, store, system, advance, events } = setup();
  store.failing = new Error("disk gone");
  const ref = spawn();
  const asked = ref.ask(TOTAL, { timeoutMs: 5 });
  const error = failureOf(asked, "timedOut");
  await advance(5);
  assert.equal(((await error).cause as Error).message, "/c cannot restore its snapshot");
  const [report] = system.report().children;
  assert.equal(report?.lastError?.message, "/c cannot restore its snapshot");
  assert.deepEqual(report?.lastError?.causes, ["disk gone"]);
  store.failing = undefined;
  await advance(100);
  assert.equal(await ref.ask(TOTAL, SOON), 0);
  assert.equal(events.filter(({ type }) => type === "crashed").length, 1);
});

Deno.test("a snapshot of a newer version, and a restore() that throws, fail the start", async () => {
  const cases = [
    { part: {}, version: 3, cause: /its version is 3, this program reads 1 to 2/ },
    {
      part: {
        restore: () => {
          throw new Error("not mine");
        },
      },
      version: 2,
      cause: /not mine/,
    },
  ];
  for (const { part, version, cause } of cases) {
    const { spawn, store, system, settle } = setup(part);
    await store.memory.save({ kind: "counter", key: "c" }, { version, state: { total: 1 } });
    spawn();
    await settle();
    assert.match(system.report().children[0]?.lastError?.causes?.[0] ?? "", cause);
  }
});

Deno.test("everyMessages saves after so many messages", async () => {
  const { spawn, add, settle, store } = setup();
  spawn();
  for (const times of [2, 1, 1, 1]) {
    add(times);
    await settle();
  }
  assert.deepEqual(store.calls, ["load", 'save {"total":2}', 'save {"total":4}']);
});

Deno.test("everyMs saves so long after the first message not saved, and not when there is none", async () => {
  const { spawn, add, advance, store, clock } = setup({ everyMessages: 1000, everyMs: 100 });
  spawn();
  await advance(1000);
  assert.equal(clock.pending, 0);
  add(1);
  await advance(60);
  add(1);
  await advance(39);
  assert.deepEqual(store.calls, ["load"]);
  await advance(1);
  assert.deepEqual(store.calls, ["load", 'save {"total":2}']);
  await advance(1000);
  assert.equal(store.calls.length, 2);
  assert.equal(clock.pending, 0);
});

Deno.test("saves never overlap, and the latest state wins", async () => {
  const { spawn, add, settle, store } = setup({}, true);
  spawn();
  await settle();
  store.next();
  for (let round = 0; round < 5; round++) {
    add(2);
    await settle();
  }
  assert.deepEqual(store.calls, ["load", 'save {"total":2}'], "one save is open, the others wait");
  store.next();
  await settle();
  assert.deepEqual(store.calls.slice(2), ['save {"total":10}'], "the states between are skipped");
  assert.equal(store.most, 1);
});

Deno.test("a save that fails is announced, and the actor goes on and saves again", async () => {
  const { spawn, add, settle, store, failures } = setup();
  const ref = spawn();
  await settle();
  store.failing = new Error("disk full");
  add(2);
  await settle();
  assert.deepEqual(failures().map(({ path, error }) => [path, error]), [["/c", "disk full"]]);
  store.failing = undefined;
  add(2);
  assert.equal(await ref.ask(TOTAL, SOON), 4);
  assert.deepEqual((await store.memory.load({ kind: "counter", key: "c" }))?.state, { total: 4 });
});

Deno.test("a save() of the definition that throws is announced, and the actor goes on", async () => {
  const save = () => {
    throw new Error("cannot say");
  };
  const { spawn, add, failures } = setup({ save });
  const ref = spawn();
  add(2);
  assert.equal(await ref.ask(TOTAL, SOON), 2);
  assert.equal(failures()[0]?.error, "cannot say");
});

Deno.test("a stop saves the last state before the actor has ended, unless onStop is false", async () => {
  for (const onStop of [true, false]) {
    const { spawn, add, settle, store, system } = setup({ onStop });
    spawn();
    add(1);
    await settle();
    await system.stop(100);
    assert.deepEqual(store.calls.slice(1), onStop ? ['save {"total":1}'] : []);
  }
});

Deno.test("a stop gives up a save that does not settle, announces it, and ends in time", async () => {
  const { spawn, add, settle, store, system, advance, failures, clock } = setup({}, true);
  spawn();
  await settle();
  store.next();
  add(1);
  await settle();
  const stopped = system.stop(1000);
  await advance(1000);
  const report = await stopped;
  assert.ok(report.tookMs <= 1000);
  assert.deepEqual(report.abandoned, []);
  assert.equal(failures()[0]?.error, "the store did not answer before the deadline");
  assert.equal(clock.pending, 0);
});

Deno.test("a crash saves nothing, also while the actor is stopping", async () => {
  const { spawn, add, settle, store, system, advance } = setup();
  const ref = spawn();
  add(1);
  ref.tell({ type: "crash" });
  await advance(100);
  assert.deepEqual(store.calls, ["load", "load"]);
  const { promise, reject } = Promise.withResolvers<never>();
  const failing = { ...counter(), kind: "failing", handle: () => promise };
  system.spawn(failing, undefined, { key: "f" }).tell({ type: "add" });
  await settle();
  const stopped = system.stop(1000);
  reject(new Error("late"));
  await stopped;
  assert.deepEqual(store.calls.filter((call) => call.startsWith("save")), ['save {"total":0}']);
});

Deno.test("an actor that becomes passive saves, and wakes with its state", async () => {
  const store = new MemorySnapshots();
  const { system, advance } = createTestSystem({ snapshots: store });
  const definition = { ...counter({ everyMessages: 1000 }), passivateAfterMs: 50 };
  const ref = system.spawn(definition, undefined, { key: "c" });
  ref.tell({ type: "add" });
  await advance(100);
  assert.equal(system.report().children[0]?.state, "passive");
  assert.equal(await ref.ask(TOTAL, SOON), 1);
});

Deno.test("a successor of the same kind and key begins only with what its predecessor wrote last", async () => {
  const { spawn, add, settle, store, system } = setup({ everyMessages: 1 }, true);
  const ref = spawn();
  await settle();
  store.next();
  add(1);
  await settle();
  ref.tell({ type: "quit" });
  await settle();
  assert.deepEqual(
    store.calls,
    ["load", 'save {"total":1}'],
    "the last save waits for the open one",
  );
  store.next();
  await settle();
  store.next();
  await settle();
  assert.equal(system.find(counter(), "c"), undefined);
  const next = spawn();
  await settle();
  store.next();
  assert.equal(await next.ask(TOTAL, SOON), 1);
  assert.equal(store.most, 1);
});

Deno.test("ctx.forgetSnapshot() removes what was saved, and nothing more is saved", async () => {
  const { spawn, add, settle, store, system } = setup();
  const ref = spawn();
  add(2);
  ref.tell({ type: "forget" });
  add(4);
  await settle();
  await system.stop(100);
  assert.deepEqual(store.calls, ["load", 'save {"total":2}', "remove"]);
  assert.equal(await store.memory.load({ kind: "counter", key: "c" }), undefined);
});

Deno.test("spawn() refuses snapshots without a store, and without a place in the registry", () => {
  const bare = createTestSystem().system;
  assert.throws(
    () => bare.spawn(counter(), undefined, { key: "c" }),
    /counter has snapshots, but the system was made without a store/,
  );
  const { system } = setup();
  assert.throws(
    () => system.spawn(counter(), undefined, { key: "c", registered: false }),
    /\/c has snapshots, which need a key of its own in the registry/,
  );
  assert.throws(
    () => system.spawn(counter({ version: 0 }), undefined, { key: "c" }),
    /snapshot.version of counter must be from 1/,
  );
});

Deno.test("a crash takes the timer of the next save with it", async () => {
  const { spawn, add, advance, clock } = setup({ everyMessages: 1000, everyMs: 60_000 });
  const ref = spawn();
  add(1);
  await advance(0);
  assert.equal(clock.pending, 1);
  ref.tell({ type: "crash" });
  await advance(100);
  assert.equal(clock.pending, 0);
});
