import assert from "node:assert/strict";
import type { ActorDefinition, ActorRef, Signal } from "../../../actors/kernel/mod.ts";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import { QUICK, worker, type WorkerMessage } from "./worker.ts";

type WatcherMessage =
  | { readonly type: "watch" | "unwatch"; readonly actor: ActorRef<never> }
  | { readonly type: "crash" };

function watcher(heard: Signal[]): ActorDefinition<WatcherMessage, null> {
  return {
    kind: "watcher",
    mailbox: { capacity: 8, whenFull: "fail" },
    restart: QUICK,
    init: () => null,
    handle(_state, message, ctx) {
      if (message.type === "crash") throw new Error("boom");
      if (message.type === "watch") ctx.watch(message.actor);
      else ctx.unwatch(message.actor);
    },
    signal: (_state, signal) => void heard.push(signal),
  };
}

/** A watcher, and a parent through which the watched actor can be stopped. */
function setup() {
  const kit = createTestSystem();
  const heard: Signal[] = [];
  const ref = kit.system.spawn(watcher(heard), undefined, { key: "watcher" });
  const stoppable: typeof worker = { ...worker, restart: { ...QUICK, maxRestarts: 0 } };
  const target = kit.system.spawn(stoppable, { log: [] }, { key: "target" });
  const end = () => target.tell({ type: "crash", error: new Error("end") } as WorkerMessage);
  return { ...kit, heard, ref, target, end };
}

Deno.test("ctx.watch() brings one signal when the actor stops", async () => {
  const { heard, ref, target, end, settle } = setup();
  ref.tell({ type: "watch", actor: target });
  ref.tell({ type: "watch", actor: target });
  await settle();
  end();
  await settle();
  const reason = "restarts used up: end";
  assert.deepEqual(heard, [{ type: "watchedStopped", actor: target, reason }]);
});

Deno.test("ctx.watch() brings the signal at once when the actor has stopped before", async () => {
  const { heard, ref, target, end, settle } = setup();
  end();
  await settle();
  ref.tell({ type: "watch", actor: target });
  await settle();
  assert.deepEqual(heard.map(({ type }) => type), ["watchedStopped"]);
});

Deno.test("ctx.unwatch() takes a watch back", async () => {
  const { heard, ref, target, end, settle } = setup();
  ref.tell({ type: "watch", actor: target });
  ref.tell({ type: "unwatch", actor: target });
  await settle();
  end();
  await settle();
  assert.deepEqual(heard, []);
});

Deno.test("a watch ends with the incarnation that made it", async () => {
  const { heard, ref, target, end, advance, settle } = setup();
  ref.tell({ type: "watch", actor: target });
  ref.tell({ type: "crash" });
  await advance(100);
  end();
  await settle();
  assert.deepEqual(heard, []);
});

Deno.test("signals are handled before the messages that were queued earlier", async () => {
  const { system, settle } = createTestSystem();
  const order: string[] = [];
  const parent: ActorDefinition<string, null> = {
    kind: "parent",
    mailbox: { capacity: 8, whenFull: "fail" },
    init: () => null,
    handle(_state, message, ctx) {
      order.push(message);
      if (message !== "first") return;
      ctx.stopChild(ctx.spawn(worker, { log: [] }, { key: "c" }));
      return settleSoon();
    },
    signal: (_state, signal) => void order.push(signal.type),
  };
  // Long enough for the child to end, while "second" waits in the mailbox.
  const settleSoon = async () => {
    for (let i = 0; i < 20; i++) await Promise.resolve();
  };
  const ref = system.spawn(parent, undefined, { key: "p" });
  ref.tell("first");
  ref.tell("second");
  await settle();
  assert.deepEqual(order, ["first", "childStopped", "second"]);
});
