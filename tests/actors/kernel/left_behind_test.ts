import assert from "node:assert/strict";
import { Cell } from "../../../actors/kernel/cell.ts";
import { CellRing } from "../../../actors/kernel/cell_ring.ts";
import {
  type ActorDefinition,
  type ActorRef,
  stop,
  type Topic,
  topic,
} from "../../../actors/kernel/mod.ts";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import { doer } from "./doer.ts";
import { GET_NOTES, note, worker } from "./worker.ts";

/** Enough to show what grows, few enough to be quick. */
const MANY = 2000;
const news: Topic<number> = topic("news");

const quitter: ActorDefinition<"quit", null> = {
  kind: "quitter",
  mailbox: { capacity: 64, whenFull: "fail" },
  init: () => null,
  handle: () => stop("told"),
};

/** The actor behind a ref: what the system holds on to is found from there. */
function cellOf(ref: ActorRef<never>): Cell {
  assert.ok(ref instanceof Cell);
  return ref;
}

/** All that a system holds on to, by number. */
function held(ref: ActorRef<never>) {
  const { profile: { runtime }, parent, rare } = cellOf(ref);
  return {
    siblings: parent?.rare?.children?.count,
    indexed: parent?.rare?.children?.unlisted?.size ?? 0,
    children: rare?.children?.count ?? 0,
    registered: runtime.registry.size,
    subscriptions: runtime.bus.size,
    timers: runtime.timers.size,
    asks: runtime.asks.pending,
    watchers: rare?.watchers?.size ?? 0,
    watching: rare?.watching?.size ?? 0,
  };
}

function setup() {
  const kit = createTestSystem();
  const ref = kit.system.spawn(doer, undefined, { key: "doer" });
  return { ...kit, ref, before: held(ref) };
}

for (
  const [how, options] of [["registered", {}], ["unregistered", { registered: false }]] as const
) {
  Deno.test(`spawn and stop of ${how} actors leave nothing behind`, async () => {
    const { system, ref, before, settle } = setup();
    const refs = Array.from(
      { length: MANY },
      (_, n) => system.spawn(quitter, undefined, { key: `q${n}`, ...options }),
    );
    assert.equal(held(ref).siblings, MANY + 1);
    for (const quits of refs) quits.tell("quit");
    await settle();
    assert.deepEqual(held(ref), before);
    for (const { state, context, mailbox, older, younger } of refs.map(cellOf)) {
      assert.deepEqual([state, context, mailbox], [undefined, undefined, undefined]);
      assert.deepEqual([older, younger], [undefined, undefined], "a kept ref keeps no neighbours");
    }
  });
}

Deno.test("anonymous children that are stopped by their parent leave nothing behind", async () => {
  const { ref, before, settle } = setup();
  ref.tell((ctx) => {
    for (let n = 0; n < MANY; n++) ctx.stopChild(ctx.spawn(quitter, undefined));
  });
  await settle();
  assert.deepEqual(held(ref), before);
});

Deno.test("watch and unwatch, or the end of the watched, leave nothing behind", async () => {
  const { system, ref, before, settle } = setup();
  const watched = system.spawn(quitter, undefined);
  ref.tell((ctx) => {
    for (let n = 0; n < MANY; n++) {
      ctx.watch(watched);
      ctx.unwatch(watched);
      const child = ctx.spawn(quitter, undefined);
      ctx.watch(child);
      ctx.stopChild(child);
    }
  });
  await settle();
  assert.equal(held(watched).watchers, 0);
  watched.tell("quit");
  await settle();
  assert.deepEqual(held(ref), before);
});

Deno.test("subscribe and unsubscribe, or the end of the subscriber, leave nothing behind", async () => {
  const { system, ref, before, settle } = setup();
  for (let n = 0; n < MANY; n++) system.subscribe(news, () => {})();
  ref.tell((ctx) => {
    for (let n = 0; n < MANY; n++) {
      const child = ctx.spawn(doer, undefined);
      child.tell((its) => its.subscribe(news, () => () => {}));
    }
  });
  await settle();
  assert.equal(held(ref).subscriptions, MANY);
  ref.tell((ctx) => ctx.children().forEach((child) => ctx.stopChild(child)));
  await settle();
  assert.deepEqual(held(ref), before);
});

Deno.test("asks and timers that are over leave nothing behind", async () => {
  const { system, ref, before, settle, advance } = setup();
  const answers = system.spawn(worker, { log: [] });
  const stops = new AbortController();
  const signal = stops.signal;
  for (let n = 0; n < MANY; n++) {
    await answers.ask(GET_NOTES, { timeoutMs: 1000 + n, signal });
    answers.tell(note("x"));
  }
  ref.tell((ctx) => {
    for (let n = 0; n < MANY; n++) {
      ctx.timers.once(`${n}`, n, () => {});
      ctx.timers.cancel(`${n}`);
    }
  });
  await settle();
  await advance(1000 + MANY);
  const { siblings, ...rest } = held(ref);
  assert.deepEqual(rest, (({ siblings: _, ...others }) => others)(before));
  assert.equal(siblings, 2);
});

Deno.test("CellRing gives the memory of a rush back when it has run empty", () => {
  const ring = new CellRing();
  const cell = cellOf(createTestSystem().system.spawn(quitter, undefined));
  const first = ring.size;
  for (let n = 0; n < 2 ** 15; n++) ring.push(cell);
  assert.equal(ring.size, 2 ** 15);
  while (ring.count > 0) ring.shift();
  assert.equal(ring.size, first);
});
