import assert from "node:assert/strict";
import { type ActorDefinition, createSystem, type Question } from "../../../actors/kernel/mod.ts";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import { SOON } from "./worker.ts";

Deno.test("actors that never run dry let the event loop have its turns, and each other", async () => {
  const system = createSystem();
  const counts = { a: 0, b: 0 };
  let run = true;
  const busy: ActorDefinition<"again", null, "a" | "b"> = {
    kind: "busy",
    mailbox: { capacity: 4, whenFull: "fail" },
    init: () => null,
    handle(_state, message, ctx) {
      counts[ctx.self.key === "a" ? "a" : "b"]++;
      if (run) ctx.self.tell(message);
    },
  };
  for (const key of ["a", "b"] as const) system.spawn(busy, key, { key }).tell("again");
  const askers: ActorDefinition<Question<number>, null> = {
    kind: "asker",
    mailbox: { capacity: 4, whenFull: "fail" },
    init: () => null,
    handle: (_state, question, ctx) => ctx.reply(question, 1),
  };
  const asked = system.spawn(askers, undefined, { key: "asked" });
  const chain = (async () => {
    while (run) await asked.ask({}, SOON);
  })();
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
  run = false;
  await chain;
  await system.stop(1000);
  const share = counts.a / (counts.a + counts.b);
  assert.ok(share > 0.25 && share < 0.75, `a had ${share} of the turns`);
});

Deno.test("a saturated run waits for yieldToIo, and survives one that fails", async () => {
  let polls = 0;
  const yieldToIo = () =>
    ++polls % 2 === 0 ? Promise.reject(new Error("no poll")) : Promise.resolve();
  const system = createSystem({ yieldToIo });
  let left = 200_000;
  const busy: ActorDefinition<"again", null> = {
    kind: "busy",
    mailbox: { capacity: 4, whenFull: "fail" },
    init: () => null,
    handle: (_state, message, ctx) => void (--left > 0 && ctx.self.tell(message)),
  };
  const ref = system.spawn(busy, undefined, { key: "b" });
  ref.tell("again");
  while (left > 0) await new Promise((resolve) => setTimeout(resolve, 1));
  await system.stop(1000);
  assert.ok(polls > 1, `${polls} polls`);
});

/** Actors that note their key in `order` when their turn comes. */
function noting(order: string[], urgent: boolean): ActorDefinition<"go", null> {
  return {
    kind: urgent ? "urgent" : "patient",
    mailbox: { capacity: 4, whenFull: "fail" },
    urgent,
    init: () => null,
    handle: (_state, _message, ctx) => void order.push(ctx.self.key),
  };
}

Deno.test("an urgent actor has its turn before others that were queued first", async () => {
  const { system, settle } = createTestSystem();
  const order: string[] = [];
  const patient = noting(order, false);
  const refs = ["a", "b"].map((key) => system.spawn(patient, undefined, { key }));
  const urgent = system.spawn(noting(order, true), undefined, { key: "u" });
  await settle();
  for (const ref of [...refs, urgent]) ref.tell("go");
  await settle();
  assert.deepEqual(order, ["u", "a", "b"]);
});

Deno.test("a crowd of urgent actors lets another have its turn after sixteen of them", async () => {
  const { system, settle } = createTestSystem();
  const order: string[] = [];
  const urgent = noting(order, true);
  const crowd = Array.from(
    { length: 40 },
    (_, n) => system.spawn(urgent, undefined, { key: `u${n}` }),
  );
  const patient = system.spawn(noting(order, false), undefined, { key: "p" });
  await settle();
  for (const ref of [...crowd, patient]) ref.tell("go");
  await settle();
  assert.equal(order.indexOf("p"), 16);
});
