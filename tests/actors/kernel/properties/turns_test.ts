import assert from "node:assert/strict";
import fc from "fast-check";
import type { ActorDefinition, Context } from "../../../../actors/kernel/mod.ts";
import { createTestSystem } from "../../../../actors/kernel/testing.ts";
import { anyDeed, type Deed, MOMENTS } from "./deeds.ts";
import { holds } from "./holding.ts";
import { keepsTurnsApart } from "./turn_laws.ts";

Deno.test("turns of one actor never overlap, and no life disturbs the next, when actors do anything", () =>
  holds([keepsTurnsApart]));

const moment = fc.constantFrom(...MOMENTS);
const note: Deed = { do: "note" };
/** Much is left behind by one life, and much crashes. */
const haunted: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 2, arbitrary: anyDeed },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("linger" as const), ms: moment }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom("timer" as const, "ticks" as const, "pipe" as const),
      ms: moment.map((ms) => ms + 1),
      deed: fc.constant(note),
    }),
  },
  { weight: 2, arbitrary: fc.constantFrom<Deed>({ do: "crash" }, { do: "reject", ms: 5 }) },
);

Deno.test("nothing of an old life reaches the next one when timers, pipes and contexts outlive a crash", () =>
  holds([keepsTurnsApart], haunted));

type Order = (ctx: Context<Order>) => void;

Deno.test("a context of an ended life cannot cancel, unwatch or stop what the next life has", async () => {
  const { system, advance } = createTestSystem();
  const lives: Context<Order>[] = [];
  const noted: string[] = [];
  const note = (text: string): Order => () => void noted.push(text);
  const child: ActorDefinition<Order, null> = {
    kind: "child",
    mailbox: { capacity: 4, whenFull: "fail" },
    init: () => null,
    handle: (_state, run, ctx) => run(ctx),
  };
  const other = system.spawn(child, undefined, { key: "other" });
  const parent: ActorDefinition<Order, null> = {
    ...child,
    kind: "parent",
    restart: { initialBackoffMs: 1 },
    init(ctx) {
      lives.push(ctx);
      ctx.timers.once("tick", 50, note("tick"));
      ctx.spawn(child, undefined, { key: "c" });
      ctx.watch(other);
      return null;
    },
    signal: (_state, signal) => void noted.push(signal.type),
  };
  const ref = system.spawn(parent, undefined, { key: "p" });
  ref.tell(() => {
    throw new Error("first life over");
  });
  await advance(10);
  const [old] = lives;
  assert.ok(old && lives.length === 2);
  old.timers.cancel("tick");
  old.unwatch(other);
  for (const living of old.children()) old.stopChild(living);
  await advance(50);
  assert.deepEqual(noted, ["tick"]);
  assert.equal(old.children().length, 1);
});
