import assert from "node:assert/strict";
import type { ActorDefinition } from "../../../actors/kernel/mod.ts";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import { crash, note, pause, worker } from "./worker.ts";

Deno.test("deadLetters() keeps the newest, counts all, and never shows content", async () => {
  const { system, clock, settle } = createTestSystem({ deadLetterCapacity: 2 });
  const small = { ...worker, mailbox: { capacity: 1, whenFull: "dropNewest" } as const };
  const ref = system.spawn(small, { log: [] }, { key: "w" });
  const teller: ActorDefinition<"go", null> = {
    kind: "teller",
    mailbox: { capacity: 4, whenFull: "fail" },
    init: () => null,
    handle() {
      for (const text of ["1", "2", "3", "4"]) ref.tell(note(text));
    },
  };
  const sender = system.spawn(teller, undefined, { key: "sender" });
  ref.tell(pause().message);
  await settle();
  sender.tell("go");
  await settle();
  const { total, recent } = system.deadLetters();
  assert.equal(total, 3);
  const letter = { at: clock.now(), to: "/w", from: "/sender", message: "note" };
  const reason = "dropped: mailbox full";
  assert.deepEqual(recent, [{ ...letter, reason }, { ...letter, reason }]);
});

Deno.test("deadLetters() tells of messages that a stop left in the mailbox", async () => {
  const { system } = createTestSystem();
  const ref = system.spawn(worker, { log: [] }, { key: "w" });
  ref.tell(note("left"));
  await system.stop(100);
  ref.tell(note("after"));
  const letters = system.deadLetters().recent.map(({ from, reason }) => [from, reason]);
  assert.deepEqual(letters, [["outside", "stopped"], ["outside", "stopped"]]);
});

Deno.test("report() shows the tree with depth, counts, restarts and the last error", async () => {
  const { system, clock, settle, advance } = createTestSystem();
  const ref = system.spawn(worker, { log: [] }, { key: "w" });
  ref.tell(crash("oh"));
  await advance(10);
  ref.tell(pause().message);
  ref.tell(note("waits"));
  await settle();
  assert.deepEqual(system.report(), {
    path: "/",
    kind: "system",
    key: "",
    state: "running",
    incarnation: 1,
    mailboxDepth: 0,
    mailboxCapacity: 1,
    handled: 0,
    crashed: 0,
    dropped: 0,
    restarts: 0,
    restartsLeft: 5,
    lastError: undefined,
    stashed: 0,
    children: [{
      path: "/w",
      kind: "worker",
      key: "w",
      state: "running",
      incarnation: 2,
      mailboxDepth: 1,
      mailboxCapacity: 64,
      handled: 2,
      crashed: 1,
      dropped: 0,
      restarts: 1,
      restartsLeft: 2,
      lastError: { message: "oh", at: clock.now() - 10 },
      stashed: 0,
      children: [],
    }],
  });
});
