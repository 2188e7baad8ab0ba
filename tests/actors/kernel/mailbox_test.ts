import assert from "node:assert/strict";
import type { MailboxPolicy } from "../../../actors/kernel/mod.ts";
import { createTestSystem, type TestSystem } from "../../../actors/kernel/testing.ts";
import { GET_NOTES, note, pause, SOON, worker } from "./worker.ts";

/** A worker of room for four that is held in a turn. */
async function held(kit: TestSystem, whenFull: MailboxPolicy["whenFull"], capacity = 4) {
  const definition = { ...worker, mailbox: { capacity, whenFull } };
  const ref = kit.system.spawn(definition, { log: [] }, { key: whenFull });
  const { message, end } = pause();
  ref.tell(message);
  await kit.settle();
  return { ref, end };
}

Deno.test("tell() returns full when a fail mailbox has no room", async () => {
  const kit = createTestSystem();
  const { ref, end } = await held(kit, "fail");
  const statuses = [1, 2, 3, 4, 5].map((n) => ref.tell(note(`${n}`)));
  assert.deepEqual(statuses, ["accepted", "accepted", "accepted", "accepted", "full"]);
  end();
  assert.deepEqual(await ref.ask(GET_NOTES, SOON).catch((e) => e.failure), "refused");
  await kit.settle();
  assert.deepEqual(await ref.ask(GET_NOTES, SOON), ["1", "2", "3", "4"]);
});

Deno.test("tell() gives the message up when a dropNewest mailbox has no room", async () => {
  const kit = createTestSystem();
  const { ref, end } = await held(kit, "dropNewest");
  for (const n of [1, 2, 3, 4]) ref.tell(note(`${n}`));
  assert.equal(ref.tell(note("5")), "dropped");
  end();
  await kit.settle();
  assert.deepEqual(await ref.ask(GET_NOTES, SOON), ["1", "2", "3", "4"]);
  assert.equal(kit.system.report().children[0]?.dropped, 1);
});

Deno.test("tell() gives the oldest up when a dropOldest mailbox has no room", async () => {
  const kit = createTestSystem();
  const { ref, end } = await held(kit, "dropOldest");
  const oldest = ref.ask(GET_NOTES, SOON).catch((error) => error.failure);
  for (const n of [1, 2, 3, 4]) assert.equal(ref.tell(note(`${n}`)), "accepted");
  assert.equal(await oldest, "refused", "a dropped ask is settled");
  end();
  await kit.settle();
  assert.deepEqual(await ref.ask(GET_NOTES, SOON), ["1", "2", "3", "4"]);
});

Deno.test("tell() returns wait over the capacity of a wait mailbox, and full past twice that", async () => {
  const kit = createTestSystem();
  const { ref, end } = await held(kit, "wait");
  const statuses = Array.from({ length: 9 }, (_, n) => ref.tell(note(`${n}`)));
  assert.deepEqual(statuses.slice(0, 4), Array(4).fill("accepted"));
  assert.deepEqual(statuses.slice(4, 8), Array(4).fill("wait"));
  assert.equal(statuses[8], "full");
  end();
  await kit.settle();
  assert.equal((await ref.ask(GET_NOTES, SOON)).length, 8);
});

Deno.test("writable() resolves when the mailbox is at half of its capacity", async () => {
  const kit = createTestSystem();
  const { ref, end } = await held(kit, "wait");
  for (const n of [1, 2]) ref.tell(note(`${n}`));
  await ref.writable();
  for (const n of [3, 4, 5]) ref.tell(note(`${n}`));
  let writable = false;
  ref.writable().then(() => writable = true);
  await kit.settle();
  assert.equal(writable, false);
  end();
  await kit.settle();
  assert.equal(writable, true);
});

Deno.test("writable() resolves when the actor stops", async () => {
  const kit = createTestSystem();
  const { ref, end } = await held(kit, "wait");
  for (const n of [1, 2, 3, 4, 5]) ref.tell(note(`${n}`));
  const writable = ref.writable();
  const stopped = kit.system.stop(1000);
  end();
  await writable;
  await stopped;
});

Deno.test("spawn() rounds a capacity up to a power of two and refuses one out of range", () => {
  const { system } = createTestSystem();
  const of = (capacity: number) => ({ ...worker, mailbox: { ...worker.mailbox, capacity } });
  system.spawn(of(5), { log: [] }, { key: "five" });
  assert.equal(system.report().children[0]?.mailboxCapacity, 8);
  for (const capacity of [0, -1, 1.5, 2 ** 20 + 1, NaN]) {
    const spawn = () => system.spawn(of(capacity), { log: [] }, { key: "no" });
    assert.throws(spawn, /mailbox.capacity of worker/);
  }
});
