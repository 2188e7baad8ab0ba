import assert from "node:assert/strict";
import type { Parcel } from "../../actors/alerts/deliveries/store.ts";
import { BadCursor } from "../../actors/ledger/store.ts";
import { sampleAlert } from "../support/samples/alert_samples.ts";
import { AT } from "../support/stores/store_samples.ts";
import { checkBothStores } from "./both_stores.ts";

const parcel = (id: string, changes: Partial<Parcel> = {}): Parcel => ({
  channel: "Duty",
  id,
  kind: "opened",
  at: AT,
  alert: sampleAlert(),
  lines: [{ en: "It is offline.", ko: "오프라인입니다.", critical: true }],
  count: 1,
  queuedAt: AT,
  attempts: 0,
  ...changes,
});
const queued = (...parcels: Parcel[]) =>
  parcels.map((each) => ({ type: "parcelQueued", parcel: each }) as const);
const outcome = { channel: "Duty", attempts: 2, durationMs: 31, detail: "HTTP 503" };

checkBothStores("DeliveryStore", {
  "gives back what waits, in the order in which it came": async ({ alertDeliveries: store }) => {
    const digest = parcel("d", { kind: "digest", alert: null, count: 7 });
    await store.commit(queued(parcel("b"), parcel("a"), parcel("x", { channel: "Team" }), digest));
    assert.deepEqual(store.waiting("Duty"), [parcel("b"), parcel("a"), digest]);
    assert.deepEqual([store.has("Duty", "a"), store.has("Team", "a")], [true, false]);
  },
  "keeps a parcel as it is when it is queued again": async ({ alertDeliveries: store }) => {
    await store.commit(queued(parcel("a")));
    await store.commit([
      { type: "parcelEnded", state: "delivered", id: "a", at: AT + 9, ...outcome },
      ...queued(parcel("a", { count: 5 })),
    ]);
    assert.deepEqual(store.waiting("Duty"), []);
    const { items: [row] } = store.deliveries({ limit: 5 });
    assert.deepEqual([row?.state, row?.count, row?.endedAt], ["delivered", 1, AT + 9]);
    assert.equal(store.lastDeliveredAt("Duty"), AT + 9);
    assert.equal(store.lastDeliveredAt("Team"), null);
  },
  "remembers tries": async ({ alertDeliveries: store }) => {
    await store.commit([...queued(parcel("a")), { type: "parcelTried", id: "a", ...outcome }]);
    assert.deepEqual(store.waiting("Duty"), [parcel("a", { attempts: 2 })]);
    const { items: [row] } = store.deliveries({ limit: 5 });
    assert.deepEqual([row?.detail, row?.durationMs, row?.endedAt], ["HTTP 503", 31, null]);
  },
  "withdraws what waits for channels that are gone": async ({ alertDeliveries: store }) => {
    await store.commit(queued(parcel("a"), parcel("b", { channel: "Team's" })));
    await store.commit([{ type: "channelsKept", names: ["Team's"], at: AT + 3 }]);
    assert.deepEqual(store.waiting("Duty"), []);
    assert.equal(store.waiting("Team's").length, 1);
    const { items: [row] } = store.deliveries({ channel: "Duty", limit: 5 });
    assert.deepEqual([row?.state, row?.endedAt], ["withdrawn", AT + 3]);
  },
  "pages through the log, newest first, by channel and state": async ({ alertDeliveries }) => {
    const store = alertDeliveries;
    const parcels = [1, 2, 3, 4, 5].map((n) => parcel(`p${n}`, { queuedAt: AT + n }));
    await store.commit([
      ...queued(...parcels, parcel("t", { channel: "Team", queuedAt: AT + 9 })),
      { type: "parcelEnded", state: "failed", id: "p2", at: AT, ...outcome },
    ]);
    const first = store.deliveries({ channel: "Duty", limit: 3 });
    assert.deepEqual(first.items.map(({ id }) => id), ["p5", "p4", "p3"]);
    const cursor = first.nextCursor ?? "";
    const second = store.deliveries({ channel: "Duty", cursor, limit: 3 });
    assert.deepEqual(second.items.map(({ id }) => id), ["p2", "p1"]);
    assert.equal(second.nextCursor, null);
    assert.deepEqual(store.deliveries({ state: "failed", limit: 9 }).items.length, 1);
    assert.throws(() => store.deliveries({ cursor: "?", limit: 9 }), BadCursor);
  },
  "forgets what is old or too much, but nothing that waits": async ({ alertDeliveries: store }) => {
    const parcels = [1, 2, 3, 4].map((n) => parcel(`p${n}`, { queuedAt: AT + n }));
    const ended = ["p2", "p3", "p4"].map((id) =>
      ({ type: "parcelEnded", state: "delivered", id, at: AT, ...outcome }) as const
    );
    await store.commit([...queued(...parcels), ...ended]);
    await store.commit([{ type: "deliveriesPruned", before: AT + 3, keepEach: 1 }]);
    const left = store.deliveries({ limit: 9 }).items.map(({ id }) => id);
    assert.deepEqual(left, ["p4", "p1"]);
  },
});
