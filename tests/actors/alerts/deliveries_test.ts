import assert from "node:assert/strict";
import { DeliveryFailure } from "../../../actors/alerts/deliveries/door.ts";
import { retryDelayMs } from "../../../actors/alerts/deliveries/backoff.ts";
import { StorageError } from "../../../actors/storage_error.ts";
import { sampleAlert, sampleNotice } from "../../support/samples/alert_samples.ts";
import { MemoryDeliveryStore } from "../../support/stores/memory_delivery_store.ts";
import { FakeDoor, many, setting, stageDeliveries } from "./delivery_stage.ts";

const DAY_MS = 86_400_000;

Deno.test("alertChannelsActor tells every channel each notice once, however often it is published", async () => {
  const [one, other] = [new FakeDoor(), new FakeDoor()];
  const stage = stageDeliveries([
    { setting: setting(), door: one },
    { setting: setting({ name: "Team", language: "ko" }), door: other },
  ]);
  await stage.tell(sampleNotice("n1"), sampleNotice("n1"));
  await stage.tell(sampleNotice("n1"));
  assert.deepEqual([one.ids, other.ids], [["n1"], ["n1"]]);
  assert.match(other.taken[0]?.text ?? "", /오프라인/);
  const [row] = stage.store.deliveries({ channel: "Duty", limit: 9 }).items;
  assert.deepEqual([row?.state, row?.attempts, row?.detail], ["delivered", 1, "HTTP 204"]);
  await stage.stop();
});

Deno.test("alertChannelsActor leaves out what weighs too little, or is for another channel", async () => {
  const [duty, team] = [new FakeDoor(), new FakeDoor()];
  const stage = stageDeliveries([
    { setting: setting({ minSeverity: "critical" }), door: duty },
    { setting: setting({ name: "Team" }), door: team },
  ]);
  const warning = sampleAlert({ severity: "warning" });
  const beat = { kind: "beat", alert: null, channel: "team" } as const;
  await stage.tell(sampleNotice("n1", { alert: warning }), sampleNotice("n2", beat));
  assert.deepEqual([duty.ids, team.ids], [[], ["n1", "n2"]]);
  await stage.stop();
});

Deno.test("alertChannelsActor writes a notice down before it is sent", async () => {
  const door = new FakeDoor();
  const stage = stageDeliveries([{ setting: setting(), door }]);
  await stage.settle();
  stage.store.gate.hold();
  await stage.tell(sampleNotice("n1"));
  assert.deepEqual(door.ids, []);
  stage.store.gate.release();
  await stage.settle();
  assert.deepEqual(door.ids, ["n1"]);
  await stage.stop();
});

Deno.test("alertChannelsActor sends all the same when the disk is full: that may be the news", async () => {
  const door = new FakeDoor();
  const stage = stageDeliveries([{ setting: setting(), door }]);
  stage.store.gate.failWith(new StorageError("full", "The disk is full."));
  await stage.tell(sampleNotice("n1"), sampleNotice("n1"));
  assert.deepEqual(door.ids, ["n1"]);
  await stage.stop();
});

Deno.test("alertChannelsActor tries again with growing pauses, in order, and says once that a channel fails", async () => {
  const door = new FakeDoor();
  door.failures = 4;
  const stage = stageDeliveries([{ setting: setting(), door }]);
  await stage.tell(...many(2));
  const [view] = await stage.ask({ type: "listChannels" });
  assert.deepEqual([view?.state, view?.waiting], ["retrying", 2]);
  assert.equal(view?.lastFailure?.reason, "The receiver is away.");
  // 2 s, 4 s, 8 s and 16 s, each up to a quarter shorter.
  await stage.advance(22_000);
  assert.equal(door.taken.length, 0);
  await stage.advance(8_100);
  assert.deepEqual(door.ids, ["n1", "n2"]);
  assert.deepEqual(new Set(door.tried.slice(0, 5).map(({ id }) => id)), new Set(["n1"]));
  assert.deepEqual(stage.changes, ["Duty fails", "Duty works"]);
  const log = stage.store.deliveries({ limit: 9 }).items;
  assert.deepEqual(log.map(({ id, attempts }) => [id, attempts]), [["n2", 1], ["n1", 5]]);
  await stage.stop();
});

Deno.test("retryDelayMs() grows from 2 s to 15 min, shorter by chance, longer where it is asked for", () => {
  const delays = (random: number, asked: number | null = null) =>
    [1, 2, 3, 10, 50].map((failures) => retryDelayMs(failures, asked, { random: () => random }));
  assert.deepEqual(delays(1), [2_000, 4_000, 8_000, 900_000, 900_000]);
  assert.deepEqual(delays(0), [1_500, 3_000, 6_000, 675_000, 675_000]);
  assert.deepEqual(delays(1, 5_000), [5_000, 5_000, 8_000, 900_000, 900_000]);
  assert.equal(retryDelayMs(1, 1e12, { random: () => 1 }), 3_600_000);
});

Deno.test("alertChannelsActor waits for as long as the other side asks for", async () => {
  const door = new FakeDoor();
  door.failures = 1;
  door.failure = new DeliveryFailure("Too many requests.", false, 40_000);
  const stage = stageDeliveries([{ setting: setting(), door }]);
  await stage.tell(sampleNotice("n1"));
  await stage.advance(39_000);
  assert.equal(door.tried.length, 1);
  await stage.advance(2_000);
  assert.deepEqual(door.ids, ["n1"]);
  await stage.stop();
});

Deno.test("alertChannelsActor gives up what is refused for good, and goes on with the next", async () => {
  const door = new FakeDoor();
  door.failures = 1;
  door.failure = new DeliveryFailure("Bad request.", true);
  const stage = stageDeliveries([{ setting: setting(), door }]);
  await stage.tell(...many(2));
  await stage.advance(5_000);
  assert.deepEqual(stage.log(), ["n1 failed", "n2 delivered"]);
  await stage.stop();
});

Deno.test("alertChannelsActor gives up after a day, and a beat after a minute", async () => {
  const door = new FakeDoor();
  door.failures = Infinity;
  const stage = stageDeliveries([{ setting: setting(), door }]);
  const beat = sampleNotice("beat", { kind: "beat", alert: null });
  await stage.tell(beat, sampleNotice("n1"));
  await stage.advance(120_000);
  assert.deepEqual(stage.log(), ["beat expired", "n1 waiting"]);
  await stage.advance(DAY_MS - 180_000);
  assert.deepEqual(stage.log(), ["beat expired", "n1 waiting"]);
  await stage.advance(1_200_000);
  assert.deepEqual(stage.log(), ["beat expired", "n1 expired"]);
  assert.ok(door.tried.length > 90 && door.tried.length < 150, String(door.tried.length));
  await stage.stop();
});

Deno.test("alertChannelsActor gives up a receiver that never answers, and tries again", async () => {
  const door = new FakeDoor();
  door.mute = true;
  const stage = stageDeliveries([{ setting: setting(), door }]);
  await stage.tell(sampleNotice("n1"));
  await stage.advance(60_000);
  door.mute = false;
  await stage.advance(3_000);
  assert.deepEqual(door.ids, ["n1"]);
  await stage.stop();
});

Deno.test("alertChannelsActor sends after a restart what was waiting, with the same id, and nothing twice", async () => {
  const store = new MemoryDeliveryStore();
  const before = new FakeDoor();
  const first = stageDeliveries([{ setting: setting(), door: before }], store);
  await first.tell(sampleNotice("n1"));
  before.failures = Infinity;
  await first.tell(sampleNotice("n2"), sampleNotice("n3"));
  await first.stop();
  const after = new FakeDoor();
  const second = stageDeliveries([{ setting: setting(), door: after }], store);
  await second.tell(sampleNotice("n1"), sampleNotice("n3"), sampleNotice("n4"));
  assert.deepEqual(after.ids, ["n2", "n3", "n4"]);
  await second.stop();
});

Deno.test("alertChannelsActor goes on after a crash of a channel's actor", async () => {
  const door = new FakeDoor();
  door.failures = 1;
  const stage = stageDeliveries([{ setting: setting(), door }]);
  await stage.tell(sampleNotice("n1"));
  const broken: unknown = { type: "noticed", notice: null };
  stage.ref.tell(broken as never);
  await stage.advance(10_000);
  await stage.tell(sampleNotice("n2"));
  assert.deepEqual(door.ids, ["n1", "n2"]);
  await stage.stop();
});

Deno.test("alertChannelsActor applies the config file: a name that stays keeps what waits", async () => {
  const [one, other, better] = [new FakeDoor(), new FakeDoor(), new FakeDoor()];
  one.failures = other.failures = Infinity;
  const stage = stageDeliveries([
    { setting: setting(), door: one },
    { setting: setting({ name: "Team" }), door: other },
  ]);
  await stage.tell(sampleNotice("n1"));
  stage.ref.tell({
    type: "configureChannels",
    channels: [{ setting: setting({ ratePerMinute: 2 }), door: better }],
  });
  await stage.settle();
  assert.deepEqual(better.ids, ["n1"]);
  assert.deepEqual(stage.log(), ["n1 delivered", "n1 withdrawn"]);
  const channels = await stage.ask({ type: "listChannels" });
  assert.deepEqual(channels.map(({ name, ratePerMinute }) => [name, ratePerMinute]), [["Duty", 2]]);
  stage.ref.tell({ type: "configureChannels", channels: [] });
  await stage.tell(sampleNotice("n2"));
  assert.deepEqual(await stage.ask({ type: "listChannels" }), []);
  await stage.stop();
});
