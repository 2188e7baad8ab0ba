import assert from "node:assert/strict";
import { type ActorDefinition, createSystem, type Question } from "../../../actors/kernel/mod.ts";
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
