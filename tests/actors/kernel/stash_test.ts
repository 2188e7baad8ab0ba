import assert from "node:assert/strict";
import {
  type ActorDefinition,
  type Context,
  type Question,
  stop,
} from "../../../actors/kernel/mod.ts";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import { failureOf } from "./puppet.ts";
import { QUICK, SOON } from "./worker.ts";

interface Ring extends Question<string> {
  readonly type: "ring";
  readonly text: string;
}
type DoorMessage =
  | Ring
  | { readonly type: "open" | "close" | "crash" | "quit" | "stashAndCrash" }
  | { readonly type: "stashTwice"; readonly text: string };

/** Answers rings while it is open, and stashes them while it is shut. */
function door(heard: string[], more: Partial<ActorDefinition<DoorMessage, Door>> = {}) {
  const definition: ActorDefinition<DoorMessage, Door> = {
    kind: "door",
    mailbox: { capacity: 8, whenFull: "fail" },
    restart: QUICK,
    init: () => ({ open: false }),
    handle(state, message, ctx) {
      switch (message.type) {
        case "open":
          ctx.unstashAll();
          return { open: true };
        case "close":
          return { open: false };
        case "crash":
          throw new Error("boom");
        case "quit":
          return stop("quit");
        case "stashAndCrash":
          ctx.stash();
          throw new Error("after stashing");
        case "stashTwice":
          return void heard.push(`${message.text} ${ctx.stash()} ${ctx.stash()}`);
        case "ring":
          if (!state.open) return void ctx.stash();
          heard.push(message.text);
          return ctx.reply(message, `heard ${message.text}`);
      }
    },
    ...more,
  };
  return definition;
}

interface Door {
  readonly open: boolean;
}

function setup(more: Partial<ActorDefinition<DoorMessage, Door>> = {}) {
  const kit = createTestSystem();
  const heard: string[] = [];
  const ref = kit.system.spawn(door(heard, more), undefined, { key: "door" });
  const ring = (text: string): Ring => ({ type: "ring", text });
  const ringAll = (...texts: string[]) => texts.forEach((text) => ref.tell(ring(text)));
  const report = () => kit.system.report().children[0] ?? assert.fail();
  const reasons = () => kit.system.deadLetters().recent.map(({ reason }) => reason);
  return { ...kit, ref, heard, ring, ringAll, report, reasons };
}

Deno.test("ctx.unstashAll() puts stashed messages before those that wait, in the order they came", async () => {
  const { ref, heard, ringAll, settle } = setup();
  ringAll("1", "2");
  ref.tell({ type: "open" });
  ringAll("3");
  await settle();
  assert.deepEqual(heard, ["1", "2", "3"]);
});

Deno.test("ctx.stash() keeps an ask open, and it is answered later", async () => {
  const { ref, ring, advance, report } = setup();
  const asked = ref.ask(ring("a"), SOON);
  await advance(1000);
  assert.equal(report().stashed, 1);
  assert.equal(report().handled, 0, "what is put aside is not handled");
  ref.tell({ type: "open" });
  assert.equal(await asked, "heard a");
  assert.equal(report().handled, 2);
});

Deno.test("an ask that expires in the stash is skipped afterwards", async () => {
  const { ref, ring, heard, advance } = setup();
  const error = failureOf(ref.ask(ring("late"), { timeoutMs: 10 }), "timedOut");
  await advance(20);
  ref.tell({ type: "open" });
  await advance(0);
  assert.equal((await error).handlingBegun, true);
  assert.deepEqual(heard, []);
});

Deno.test("ctx.stash() refuses when the stash is full: a dead letter, and the ask settles as refused", async () => {
  const { ref, ring, ringAll, settle, report, reasons, system } = setup({ stashCapacity: 2 });
  ringAll("1", "2", "3");
  const error = await failureOf(ref.ask(ring("4"), SOON), "refused");
  assert.equal(error.handlingBegun, true);
  await settle();
  assert.deepEqual(reasons(), ["stash full", "stash full"]);
  assert.equal(report().stashed, 2);
  assert.equal(report().dropped, 2);
  assert.equal(system.metrics().kinds[0]?.refused, 2);
});

Deno.test("a stash holds as many messages as the mailbox unless the kind says otherwise", async () => {
  const { ringAll, settle, report } = setup();
  for (let i = 0; i < 3; i++) {
    ringAll("a", "b", "c");
    await settle();
  }
  assert.equal(report().stashed, 8);
});

Deno.test("ctx.stash() twice in a turn keeps one message", async () => {
  const { ref, heard, settle, report } = setup();
  ref.tell({ type: "stashTwice", text: "x" });
  await settle();
  assert.deepEqual(heard, ["x true true"]);
  assert.equal(report().stashed, 1);
});

Deno.test("a restart puts the stash back before the mailbox, in order", async () => {
  const { ref, heard, ringAll, advance, report } = setup();
  ringAll("1", "2");
  ref.tell({ type: "crash" });
  ringAll("3");
  await advance(5);
  assert.equal(report().mailboxDepth, 3, "before the backoff is over");
  await advance(100);
  assert.equal(report().stashed, 3, "the next incarnation is shut as well");
  ref.tell({ type: "open" });
  await advance(0);
  assert.deepEqual(heard, ["1", "2", "3"]);
});

Deno.test("a message that is stashed by the turn it crashes is not tried again", async () => {
  const { ref, advance, report, system } = setup();
  ref.tell({ type: "stashAndCrash" });
  await advance(100);
  assert.equal(report().crashed, 1);
  assert.equal(report().stashed, 0);
  assert.equal(system.metrics().kinds[0]?.handled, 1);
});

Deno.test("a stop makes dead letters of the stash and settles its asks as stopped", async () => {
  const { ref, ring, ringAll, reasons } = setup();
  ringAll("1");
  const asked = failureOf(ref.ask(ring("2"), SOON), "stopped");
  ref.tell({ type: "quit" });
  ref.tell(ring("3"));
  const error = await asked;
  assert.equal((error.cause as Error).message, "quit");
  assert.deepEqual(reasons(), ["stopped", "stopped", "stopped"]);
});

Deno.test("a cooldown refuses what was stashed, with the cause", async () => {
  const restart = { ...QUICK, maxRestarts: 0, whenExhausted: "coolDown" } as const;
  const { ref, ring } = setup({ restart });
  const asked = failureOf(ref.ask(ring("a"), SOON), "refused");
  ref.tell({ type: "crash" });
  assert.equal(((await asked).cause as Error).message, "boom");
});

Deno.test("ctx.stash() puts an urgent message back into the urgent lane", async () => {
  const { ref, heard, ringAll, settle } = setup({
    urgentMessage: (message) => message.type === "ring" && message.text.startsWith("u"),
  });
  ringAll("1", "u1");
  await settle();
  ref.tell({ type: "open" });
  ringAll("u2", "2");
  await settle();
  assert.deepEqual(heard.toSorted(), ["1", "2", "u1", "u2"]);
  assert.ok(heard.indexOf("u1") < heard.indexOf("1"));
  assert.ok(heard.indexOf("1") < heard.indexOf("2"));
});

Deno.test("ctx.stash() throws when there is no message in hand", async () => {
  const { system, advance } = createTestSystem();
  const attempts: string[] = [];
  const attempt = (where: string, ctx: Context<DoorMessage>) => {
    try {
      ctx.stash();
      attempts.push(`${where} stashed`);
    } catch (error) {
      attempts.push(`${where} ${(error as Error).message}`);
    }
  };
  const parent = door([], {
    init: (ctx) => {
      attempt("init", ctx);
      return { open: true };
    },
    stopped: (_state, _reason, ctx) => attempt("stopped", ctx),
    signal: (_state, _signal, ctx) => attempt("signal", ctx),
    handle: (_state, _message, ctx) =>
      void ctx.spawn(
        door([], { init: () => Promise.reject(new Error("no")), restart: GIVE_UP }),
        undefined,
        { key: "child", registered: false },
      ),
  });
  const ref = system.spawn(parent, undefined, { key: "p" });
  ref.tell({ type: "open" });
  await advance(10);
  await system.stop(100);
  const nothing = "/p has no message in hand to stash";
  assert.deepEqual(attempts, [`init ${nothing}`, `signal ${nothing}`, `stopped ${nothing}`]);
});

const GIVE_UP = { ...QUICK, maxRestarts: 0 };

Deno.test("ctx.stash() of a timer's message keeps it for this incarnation only", async () => {
  const { system, advance } = createTestSystem();
  const heard: string[] = [];
  const ticker: ActorDefinition<string, null> = {
    kind: "ticker",
    mailbox: { capacity: 8, whenFull: "fail" },
    restart: QUICK,
    init: () => null,
    handle(_state, message, ctx) {
      if (message === "crash") throw new Error("boom");
      if (message === "set") return ctx.timers.once("t", 5, "tick");
      if (message === "tick" && !heard.includes("open")) return void ctx.stash();
      heard.push(message);
      if (message === "open") ctx.unstashAll();
      return undefined;
    },
  };
  const ref = system.spawn(ticker, undefined, { key: "t" });
  ref.tell("set");
  await advance(10);
  ref.tell("open");
  await advance(10);
  assert.deepEqual(heard, ["open", "tick"]);
  heard.length = 0;
  ref.tell("set");
  await advance(10);
  ref.tell("crash");
  await advance(100);
  ref.tell("open");
  await advance(10);
  assert.deepEqual(heard, ["open"]);
});

Deno.test("a signal that fails after a turn that stashed takes nothing out of the stash", async () => {
  const { system, advance } = createTestSystem();
  const heard: string[] = [];
  const definition = door(heard, {
    signal: () => Promise.reject(new Error("bad signal")),
    handle(state, message, ctx) {
      if (message.type === "quit") {
        const child = ctx.spawn(door([]), undefined, { key: "c", registered: false });
        ctx.stopChild(child);
        return void ctx.stash();
      }
      heard.push(message.type);
      return state;
    },
  });
  const ref = system.spawn(definition, undefined, { key: "d" });
  ref.tell({ type: "quit" });
  await advance(5);
  const [report] = system.report().children;
  assert.equal(report?.crashed, 1);
  assert.equal(report?.mailboxDepth, 1, "it is back at the head of the mailbox");
});

Deno.test("an ask that comes back from the stash fails at once when it is then forgotten", async () => {
  const { system } = createTestSystem();
  let stashed = false;
  const forgetful = door([], {
    handle(_state, message, ctx) {
      if (message.type === "open") ctx.unstashAll();
      else if (!stashed) stashed = ctx.stash();
    },
  });
  const ref = system.spawn(forgetful, undefined, { key: "d" });
  const asked = failureOf(ref.ask({ type: "ring", text: "a" }, SOON), "failed");
  ref.tell({ type: "open" });
  assert.match((await asked).message, /without reply/);
});
