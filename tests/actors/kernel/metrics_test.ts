import assert from "node:assert/strict";
import type { ActorSystem, KindMetrics } from "../../../actors/kernel/mod.ts";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import { crash, GET_NOTES, note, pause, QUICK, worker } from "./worker.ts";

function metricsOf(system: ActorSystem, kind = "worker"): KindMetrics | undefined {
  return system.metrics().kinds.find((one) => one.kind === kind);
}

Deno.test("metrics() counts living, spawned, handled, crashed and restarted actors by kind", async () => {
  const { system, settle, advance } = createTestSystem();
  assert.deepEqual(system.metrics(), { kinds: [], ioPoll: "none" });
  const refs = ["a", "b", "c"].map((key) => system.spawn(worker, { log: [] }, { key }));
  system.spawn({ ...worker, kind: "other" }, { log: [] }, { key: "d" });
  for (const ref of refs) ref.tell(note("x"));
  refs[0]?.tell(crash());
  await advance(QUICK.initialBackoffMs);
  const { living, spawned, handled, crashed, restarts } = metricsOf(system) ?? {};
  assert.deepEqual({ living, spawned, handled, crashed, restarts }, {
    living: 3,
    spawned: 3,
    handled: 4,
    crashed: 1,
    restarts: 1,
  });
  await system.stop(1000);
  await settle();
  assert.equal(metricsOf(system)?.living, 0);
  assert.equal(metricsOf(system)?.handled, 4, "those that have ended still count");
  assert.deepEqual(system.metrics().kinds.map(({ kind }) => kind), ["worker", "other"]);
});

Deno.test("metrics() counts what became of each message that was not handled", async () => {
  const { system, settle, advance } = createTestSystem();
  const small = { ...worker, mailbox: { capacity: 2, whenFull: "dropNewest" } } as const;
  const ref = system.spawn(small, { log: [] }, { key: "w" });
  const { message, end } = pause();
  ref.tell(message);
  await settle();
  const expired = ref.ask(GET_NOTES, { timeoutMs: 10 }).catch(({ failure }) => failure);
  ref.tell(note("waits"));
  ref.tell(note("dropped"));
  assert.equal(metricsOf(system)?.asksPending, 1);
  await advance(10);
  assert.equal(await expired, "timedOut");
  end();
  await settle();
  await system.stop(1000);
  ref.tell(note("dead"));
  const { handled, dropped, dead, expired: skipped, refused, deadLetters } = metricsOf(system) ??
    {};
  assert.deepEqual(
    { handled, dropped, dead, skipped, refused, deadLetters },
    { handled: 2, dropped: 1, dead: 1, skipped: 1, refused: 0, deadLetters: 2 },
  );
  assert.deepEqual(
    [metricsOf(system)?.asksPending, metricsOf(system)?.asksTimedOut],
    [0, 1],
  );
});

Deno.test("metrics() keeps the most messages that waited at once for one actor of a kind", async () => {
  const { system, settle } = createTestSystem();
  const [a, b] = ["a", "b"].map((key) => system.spawn(worker, { log: [] }, { key }));
  for (let n = 0; n < 7; n++) a?.tell(note(`${n}`));
  for (let n = 0; n < 3; n++) b?.tell(note(`${n}`));
  await settle();
  assert.equal(metricsOf(system)?.mailboxHighWater, 7);
});

Deno.test("mailboxDepths() adds up what waits, by kind of actor, at this moment", async () => {
  const { system, settle } = createTestSystem();
  assert.deepEqual([...system.mailboxDepths()], []);
  const [first, second] = ["a", "b"].map((key) => system.spawn(worker, { log: [] }, { key }));
  const { message, end } = pause();
  first?.tell(message);
  await settle();
  for (const ref of [first, first, second]) ref?.tell(note("waits"));
  assert.deepEqual([...system.mailboxDepths()], [["worker", 3]]);
  end();
  await settle();
  assert.deepEqual([...system.mailboxDepths()], [["worker", 0]]);
  await system.stop(1000);
  assert.deepEqual([...system.mailboxDepths()], []);
});
