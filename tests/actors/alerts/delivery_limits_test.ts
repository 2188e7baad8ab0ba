import assert from "node:assert/strict";
import type { TestChannel } from "../../../actors/alerts/deliveries/messages.ts";
import { sampleAlert, sampleNotice } from "../../support/samples/alert_samples.ts";
import { FakeDoor, many, setting, stageDeliveries } from "./delivery_stage.ts";

Deno.test("alertChannelsActor makes one digest of what would be too many", async () => {
  const door = new FakeDoor();
  const stage = stageDeliveries([{ setting: setting({ ratePerMinute: 3 }), door }]);
  const [first = sampleNotice("n1"), ...others] = many(53);
  await stage.tell(first, ...others);
  assert.deepEqual(door.ids, ["n1", "n2", "digest-n53"]);
  const digest = door.taken[2];
  assert.deepEqual([digest?.kind, digest?.count, digest?.alert], ["digest", 51, null]);
  const lines = digest?.text.split("\n") ?? [];
  assert.equal(lines.length, 12);
  assert.deepEqual([lines[0], lines[1], lines.at(-1)], [
    "51 notices:",
    "- n3: Wall-L1 is offline.",
    "and 41 more",
  ]);
  assert.equal(stage.store.deliveries({ state: "folded", limit: 100 }).items.length, 51);
  await stage.tell(...many(5, 100));
  assert.equal((await stage.ask({ type: "listChannels" }))[0]?.state, "limited");
  await stage.advance(20_000);
  assert.deepEqual(door.ids.slice(3), ["digest-n104"]);
  await stage.stop();
});

Deno.test("alertChannelsActor puts the critical ones first where a digest does not show all", async () => {
  const door = new FakeDoor();
  const stage = stageDeliveries([{ setting: setting({ ratePerMinute: 1 }), door }]);
  const warning = sampleAlert({ severity: "warning" });
  const warnings = many(30).map((notice) => ({ ...notice, alert: warning }));
  await stage.tell(...warnings, sampleNotice("critical"));
  await stage.advance(60_000);
  assert.equal(door.taken.at(-1)?.text.split("\n")[1], "- critical: Wall-L1 is offline.");
  await stage.stop();
});

Deno.test("alertChannelsActor lets programs have each notice, at their pace", async () => {
  const door = new FakeDoor();
  const plan = { setting: setting({ kind: "mqtt", folds: false, ratePerMinute: 3 }), door };
  const stage = stageDeliveries([plan]);
  await stage.tell(...many(5));
  assert.equal(door.taken.length, 3);
  await stage.advance(40_000);
  assert.deepEqual(door.ids, ["n1", "n2", "n3", "n4", "n5"]);
  await stage.stop();
});

Deno.test("alertChannelsActor holds 500 at most: folded, or without the oldest", async () => {
  const [people, program] = [new FakeDoor(), new FakeDoor()];
  people.failures = program.failures = Infinity;
  const stage = stageDeliveries([
    { setting: setting(), door: people },
    { setting: setting({ name: "Bus", kind: "mqtt", folds: false }), door: program },
  ]);
  for (let from = 1; from < 1_200; from += 100) await stage.tell(...many(100, from));
  const [duty, bus] = await stage.ask({ type: "listChannels" });
  assert.equal(duty?.waiting, 1_200);
  assert.equal(bus?.waiting, 500);
  assert.ok(stage.store.waiting("Duty").length <= 501);
  assert.equal(stage.store.waiting("Bus").length, 500);
  await stage.stop();
});

Deno.test("testChannel sends at once, past the queue, and tells what came of it", async () => {
  const door = new FakeDoor();
  door.failures = 2;
  const stage = stageDeliveries([{ setting: setting(), door }]);
  await stage.tell(sampleNotice("n1"));
  const question = { type: "testChannel", name: "duty", by: "ops" } as const;
  const bad = await stage.ask(question);
  assert.deepEqual(bad.ok && [bad.value.delivered, bad.value.detail], [
    false,
    "The receiver is away.",
  ]);
  const good = await stage.ask(question);
  assert.equal(good.ok && good.value.delivered, true);
  assert.match(door.taken[0]?.text ?? "", /^Test: the channel Duty works \(asked for by ops\)/);
  const kinds = stage.store.deliveries({ limit: 9 }).items.map(({ kind, state }) => [kind, state]);
  assert.deepEqual(kinds.filter(([kind]) => kind === "test"), [
    ["test", "delivered"],
    ["test", "failed"],
  ]);
  for (let more = 0; more < 4; more++) await stage.ask(question);
  const refused = await stage.ask(question);
  assert.equal(!refused.ok && refused.refusal.code, "rateLimited");
  const unknown = await stage.ask({ ...question, name: "Nobody" });
  assert.equal(!unknown.ok && unknown.refusal.code, "notFound");
  await stage.stop();
});

Deno.test("testChannel gives up after 8 s", async () => {
  const door = new FakeDoor();
  door.mute = true;
  const stage = stageDeliveries([{ setting: setting(), door }]);
  const question: TestChannel = { type: "testChannel", name: "Duty", by: "ops" };
  const asked = stage.ref.ask(question, { timeoutMs: 10_000 });
  await stage.advance(8_001);
  const outcome = await asked;
  assert.deepEqual(outcome.ok && outcome.value.detail, "It did not answer.");
  await stage.stop();
});
