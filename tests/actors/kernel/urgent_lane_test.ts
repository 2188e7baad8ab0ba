import assert from "node:assert/strict";
import type { ActorDefinition, MailboxPolicy, Question } from "../../../actors/kernel/mod.ts";
import { createTestSystem, type TestSystem } from "../../../actors/kernel/testing.ts";
import { QUICK, SOON } from "./worker.ts";

interface Call extends Question<string> {
  readonly text: string;
  /** Waited for by the handler. */
  readonly until?: Promise<void>;
  readonly crash?: boolean;
}

/** Notes what it handles; messages in capitals are urgent, and `?` cannot be told. */
function clerk(heard: string[], mailbox: MailboxPolicy): ActorDefinition<Call, null> {
  return {
    kind: "clerk",
    mailbox,
    restart: QUICK,
    urgentMessage({ text }) {
      if (text === "?") throw new Error("urgent or not?");
      return text === text.toUpperCase();
    },
    init: () => null,
    handle(_state, message, ctx) {
      heard.push(message.text);
      if (message.crash) throw new Error("boom");
      ctx.reply(message, message.text);
      return message.until;
    },
  };
}

/** A clerk that is held in a turn, so that what is sent waits. */
async function held(kit: TestSystem, mailbox: MailboxPolicy = { capacity: 64, whenFull: "fail" }) {
  const heard: string[] = [];
  const ref = kit.system.spawn(clerk(heard, mailbox), undefined, { key: "clerk" });
  const { promise, resolve } = Promise.withResolvers<void>();
  ref.tell({ text: "first", until: promise });
  await kit.settle();
  heard.length = 0;
  return { ref, heard, release: resolve };
}

function call(text: string): Call {
  return { text };
}

Deno.test("an urgent message goes ahead of what was queued before it, in order within its lane", async () => {
  const kit = createTestSystem();
  const { ref, heard, release } = await held(kit);
  for (const text of ["a", "b", "A", "c", "B"]) ref.tell(call(text));
  release();
  await kit.settle();
  assert.deepEqual(heard, ["A", "B", "a", "b", "c"]);
});

Deno.test("an urgent ask is answered ahead of the queue", async () => {
  const kit = createTestSystem();
  const { ref, heard, release } = await held(kit);
  ref.tell(call("a"));
  const question = call("ASK");
  const answer = ref.ask(question, SOON);
  release();
  assert.equal(await answer, "ASK");
  await kit.settle();
  assert.deepEqual(heard, ["ASK", "a"]);
});

Deno.test("an ordinary message has its turn after eight urgent ones, however many wait", async () => {
  const kit = createTestSystem();
  const { ref, heard, release } = await held(kit);
  for (const text of ["a", "b", "c"]) ref.tell(call(text));
  for (let n = 0; n < 30; n++) ref.tell(call(`U${n}`));
  release();
  await kit.settle();
  assert.deepEqual(["a", "b", "c"].map((text) => heard.indexOf(text)), [8, 17, 26]);
  const urgent = heard.filter((text) => text.startsWith("U"));
  assert.deepEqual(urgent, Array.from({ length: 30 }, (_, n) => `U${n}`));
});

Deno.test("both lanes share the bound of the mailbox", async () => {
  const kit = createTestSystem();
  const { ref, release } = await held(kit, { capacity: 4, whenFull: "fail" });
  const statuses = ["a", "A", "b", "B", "C", "c"].map((text) => ref.tell(call(text)));
  assert.deepEqual(statuses.slice(4), ["full", "full"]);
  const [report] = kit.system.report().children;
  assert.equal(report?.mailboxDepth, 4);
  release();
});

Deno.test("a full dropOldest mailbox gives up ordinary messages before urgent ones", async () => {
  const kit = createTestSystem();
  const { ref, heard, release } = await held(kit, { capacity: 2, whenFull: "dropOldest" });
  for (const text of ["A", "a", "B", "C"]) assert.equal(ref.tell(call(text)), "accepted");
  release();
  await kit.settle();
  assert.deepEqual(heard, ["B", "C"]);
});

Deno.test("a crash keeps both lanes, and a stop gives both up", async () => {
  const kit = createTestSystem();
  const { ref, heard, release } = await held(kit);
  ref.tell({ text: "CRASH", crash: true });
  for (const text of ["a", "A"]) ref.tell(call(text));
  release();
  await kit.advance(QUICK.initialBackoffMs);
  assert.deepEqual(heard, ["CRASH", "A", "a"]);
  const { promise, resolve } = Promise.withResolvers<void>();
  ref.tell({ text: "hold", until: promise });
  await kit.settle();
  for (const text of ["b", "B"]) ref.tell(call(text));
  const stopped = kit.system.stop(1000);
  resolve();
  await stopped;
  assert.equal(kit.system.metrics().kinds[0]?.dead, 2);
});

Deno.test("urgentMessage() that throws is a crash of the actor, not of the sender", async () => {
  const kit = createTestSystem();
  const heard: string[] = [];
  const mailbox = { capacity: 8, whenFull: "fail" } as const;
  const ref = kit.system.spawn(clerk(heard, mailbox), undefined, { key: "clerk" });
  assert.equal(ref.tell(call("?")), "accepted");
  await kit.advance(QUICK.initialBackoffMs);
  assert.deepEqual(heard, ["?"]);
  assert.equal(kit.system.report().children[0]?.lastError?.message, "urgent or not?");
});
