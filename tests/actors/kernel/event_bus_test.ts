import assert from "node:assert/strict";
import { type ActorDefinition, type LifecycleEvent, topic } from "../../../actors/kernel/mod.ts";
import { EventBus } from "../../../actors/kernel/reports/event_bus.ts";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import { QUICK } from "./worker.ts";

const weather = topic<{ readonly degrees: number }>("weather");

type ReaderMessage = number | "subscribe" | "crash";

/** Subscribes on command, so that a restarted one does not. */
function reader(heard: number[]): ActorDefinition<ReaderMessage, null> {
  return {
    kind: "reader",
    mailbox: { capacity: 8, whenFull: "fail" },
    restart: QUICK,
    init: () => null,
    handle(_state, message, ctx) {
      if (message === "crash") throw new Error("boom");
      if (message === "subscribe") {
        return ctx.subscribe(weather, ({ degrees }) => {
          if (degrees < -273) throw new RangeError(`no such temperature: ${degrees}`);
          return degrees;
        });
      }
      heard.push(message);
    },
  };
}

function setup() {
  const kit = createTestSystem();
  const heard: number[] = [];
  return { ...kit, heard, ref: kit.system.spawn(reader(heard), undefined, { key: "r" }) };
}

Deno.test("publish() reaches listeners and actors by the topic's name, until they unsubscribe", async () => {
  const { system, ref, heard, settle } = setup();
  const listened: number[] = [];
  const unsubscribe = system.subscribe(weather, ({ degrees }) => void listened.push(degrees));
  ref.tell("subscribe");
  await settle();
  system.publish(topic<{ readonly degrees: number }>("weather"), { degrees: 1 });
  unsubscribe();
  unsubscribe();
  system.publish(weather, { degrees: 2 });
  await settle();
  assert.deepEqual(listened, [1]);
  assert.deepEqual(heard, [1, 2]);
});

Deno.test("a subscription ends with the incarnation that made it", async () => {
  const { system, ref, heard, settle, advance } = setup();
  ref.tell("subscribe");
  ref.tell("crash");
  await advance(100);
  system.publish(weather, { degrees: 1 });
  await settle();
  assert.deepEqual(heard, []);
});

Deno.test("a subscription's mapping that throws is a crash of the subscriber, not of the publisher", async () => {
  const { system, ref, settle } = setup();
  ref.tell("subscribe");
  await settle();
  system.publish(weather, { degrees: -300 });
  await settle();
  const [report] = system.report().children;
  assert.equal(report?.lastError?.message, "no such temperature: -300");
});

Deno.test("a listener that throws is reported, stays subscribed, and stops nobody else", () => {
  const { system } = createTestSystem();
  const events: LifecycleEvent[] = [];
  const heard: number[] = [];
  system.subscribe(system.lifecycle, (event) => {
    events.push(event);
    throw new Error("this one too");
  });
  system.subscribe(weather, () => {
    throw new Error("cannot listen");
  });
  system.subscribe(weather, ({ degrees }) => void heard.push(degrees));
  system.publish(weather, { degrees: 1 });
  system.publish(weather, { degrees: 2 });
  assert.deepEqual(heard, [1, 2]);
  assert.deepEqual(events.map(({ kind, error }) => [kind, error]), [
    ["listener", "cannot listen"],
    ["listener", "cannot listen"],
  ]);
  assert.equal(system.deadLetters().total, 4);
});

Deno.test("EventBus holds nothing when everybody has unsubscribed during a delivery", () => {
  const bus = new EventBus((_name, cause) => assert.fail(String(cause)));
  const heard: string[] = [];
  const first = bus.subscribe(weather, () => {
    heard.push("first");
    first();
    bus.subscribe(weather, () => heard.push("late"));
    second();
  });
  const second = bus.subscribe(weather, () => heard.push("second"));
  bus.publish(weather, { degrees: 1 });
  assert.deepEqual(heard, ["first"]);
  assert.equal(bus.size, 1);
});
