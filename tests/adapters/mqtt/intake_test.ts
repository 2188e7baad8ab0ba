import assert from "node:assert/strict";
import { Intake, type IntakeLimits } from "../../../adapters/mqtt/intake.ts";
import { Pace } from "../../../adapters/pace.ts";
import { createTestSystem } from "../../../actors/kernel/testing.ts";
import type { DiscoveryEvent } from "../../../protocols/discovery/events.ts";
import { DEFAULT_TOPICS } from "../../../protocols/discovery/topics.ts";

const REPLY = "camera/response/v";
const encoder = new TextEncoder();

function stage(limits: Partial<IntakeLimits> = {}) {
  const { clock, advance } = createTestSystem();
  const told: DiscoveryEvent[] = [];
  const problems: string[] = [];
  const state = { full: false };
  const intake = new Intake({
    wires: { topics: DEFAULT_TOPICS, replyTopic: REPLY },
    clock,
    limits,
    tell(event) {
      if (!state.full) told.push(event);
      return !state.full;
    },
    onProblem: (kind) => problems.push(kind),
  });
  const take = (topic: string, text: string, retained = false) =>
    intake.take(topic, encoder.encode(text), retained);
  return { intake, take, told, problems, state, advance };
}

Deno.test("take() tells 10,000 answers a second as no more than a second may bring", async () => {
  const { intake, take, told, problems, advance } = stage({ addressesPerSecond: 50 });
  for (let n = 0; n < 10_000; n++) take(REPLY, `10.0.${n >> 8}.${n & 255}`);
  assert.equal(told.length, 50);
  assert.deepEqual(intake.counts, { answers: 10_000, violations: 0, stale: 0, dropped: 9_950 });
  assert.equal(problems.length, 9_950);
  await advance(1_000);
  take(REPLY, "192.0.2.77");
  assert.deepEqual(told.at(-1), { type: "cameraAnswered", address: "192.0.2.77" });
});

Deno.test("take() tells a camera once that answers on each spelling, and again a second later", async () => {
  const { intake, take, told, advance } = stage();
  for (let n = 0; n < 3; n++) take(REPLY, "192.0.2.77");
  assert.equal(told.length, 1);
  await advance(1_000);
  take(REPLY, "192.0.2.77");
  assert.equal(told.length, 2);
  assert.deepEqual(intake.counts, { answers: 4, violations: 0, stale: 0, dropped: 0 });
});

Deno.test("take() lets a flood of one kind spoil no other", () => {
  const { take, told } = stage({ readingsPerSecond: 2 });
  for (let n = 0; n < 100; n++) take("sensor/a", "{}");
  take("command/rec", "start");
  take(REPLY, "192.0.2.77");
  const types = ["sensorReported", "sensorReported", "recordOrdered", "cameraAnswered"];
  assert.deepEqual(told.map(({ type }) => type), types);
});

Deno.test("take() believes nothing that was retained", () => {
  const { intake, take, told } = stage();
  take(REPLY, "192.0.2.77", true);
  take("command/rec", "start", true);
  take("sensor/a", "{}", true);
  assert.deepEqual(told, []);
  assert.equal(intake.counts.stale, 3);
});

Deno.test("take() counts what the cameras cannot take in, and what is malformed", () => {
  const { intake, take, state, problems } = stage();
  state.full = true;
  take(REPLY, "192.0.2.77");
  take(REPLY, "{}");
  assert.deepEqual(intake.counts, { answers: 1, violations: 1, stale: 0, dropped: 1 });
  assert.deepEqual(problems, ["flood", "violation"]);
});

Deno.test("take() does not hear our own order, but that of another right after it", async () => {
  const { intake, take, told, advance } = stage();
  for (const topic of DEFAULT_TOPICS.records) intake.expectEcho(topic, "start");
  for (const topic of DEFAULT_TOPICS.records) take(topic, "start");
  assert.equal(told.length, 0);
  take("command/rec", "start");
  assert.deepEqual(told, [{ type: "recordOrdered", order: "start" }]);
  intake.expectEcho("command/rec", "stop");
  take("command/rec", "start");
  await advance(5_001);
  take("command/rec", "stop");
  assert.deepEqual(told.map((event) => event.type === "recordOrdered" && event.order), [
    "start",
    "start",
    "stop",
  ]);
});

Deno.test("Pace lets a burst through at once, and what exceeds it at its rate", () => {
  const pace = new Pace(100, 10);
  assert.equal(pace.take(10, 0), 0);
  assert.equal(pace.take(1, 0), 10);
  assert.equal(pace.take(5, 0), 60);
  assert.equal(pace.isIdle(159), false);
  assert.equal(pace.isIdle(160), true);
  assert.equal(pace.take(10, 1_000), 0, "quiet times are no credit beyond the burst");
  assert.equal(pace.take(1, 1_000), 10);
});
