import assert from "node:assert/strict";
import type { AlertNotice } from "../../actors/alerts/alert.ts";
import type { MaintenanceWindow } from "../../actors/alerts/maintenance.ts";
import type { AlertRecord, AlertStep } from "../../actors/alerts/store.ts";
import { BadCursor } from "../../actors/ledger/store.ts";
import { openDatabase } from "../../adapters/sqlite/open_database.ts";
import { withDataDir } from "../adapters/sqlite/with_data_dir.ts";
import { AT } from "../support/stores/store_samples.ts";
import { checkBothStores } from "./both_stores.ts";

const record = (id: number, changes: Partial<AlertRecord> = {}): AlertRecord => ({
  id,
  rule: "offline",
  severity: "critical",
  subject: { kind: "display", key: String(id), name: `벽-${id}` },
  state: "open",
  openedAt: AT + id,
  acknowledgedAt: null,
  acknowledgedBy: null,
  resolvedAt: null,
  reason: { en: "It is offline.", ko: "오프라인입니다." },
  rootId: null,
  snoozedUntil: null,
  flaps: 0,
  about: "",
  noticedAt: null,
  ...changes,
});

const saved = (alert: AlertRecord) => ({ type: "alertSaved", alert }) as const;
const stepped = (step: AlertStep) => ({ type: "alertStepped", step }) as const;

const notice = (id: string): AlertNotice => ({
  id,
  kind: "beat",
  at: AT,
  alert: null,
  text: { en: "Here.", ko: "여기." },
  channel: null,
});

const window = (id: number): MaintenanceWindow => ({
  id,
  from: AT,
  until: AT + 5,
  subjects: [{ kind: "node", key: "서버 01" }],
  kinds: ["camera"],
  groups: ["Left"],
  everything: false,
  note: "Cables",
  createdBy: "ops",
  createdAt: AT - 1,
});

checkBothStores("alert store", {
  async "unresolved() gives back every field, oldest first, and nothing resolved"({ alerts }) {
    const full = record(2, {
      state: "acknowledged",
      acknowledgedAt: AT + 9,
      acknowledgedBy: "ops",
      rootId: 1,
      snoozedUntil: AT + 50,
      flaps: 3,
      about: "stop",
      noticedAt: AT + 7,
      severity: "warning",
    });
    await alerts.commit([saved(full), saved(record(1)), saved(record(3))]);
    await alerts.commit([saved(record(3, { state: "resolved", resolvedAt: AT + 9 }))]);
    assert.deepEqual(alerts.unresolved(), [record(1), full]);
  },

  async "alerts() filters and pages, newest first, and counts what is below"({ alerts }) {
    await alerts.commit([
      saved(record(1)),
      saved(record(2, { rootId: 1 })),
      saved(record(3, { rootId: 1, state: "resolved", resolvedAt: AT + 9 })),
      saved(record(4, { rule: "wall", state: "acknowledged" })),
    ]);
    const first = alerts.alerts({ limit: 3 });
    const second = alerts.alerts({ limit: 3, cursor: first.nextCursor ?? undefined });
    assert.deepEqual([...first.items, ...second.items].map(({ id }) => id), [4, 3, 2, 1]);
    assert.equal(second.nextCursor, null);
    assert.equal(alerts.alert(1)?.below, 1);
    assert.equal(alerts.alert(9), null);
    const ids = (query: Parameters<typeof alerts.alerts>[0]) =>
      alerts.alerts(query).items.map(({ id }) => id);
    assert.deepEqual(ids({ limit: 9, state: "unresolved" }), [4, 2, 1]);
    assert.deepEqual(ids({ limit: 9, state: "resolved" }), [3]);
    assert.deepEqual(ids({ limit: 9, rule: "wall" }), [4]);
    assert.deepEqual(ids({ limit: 9, rootId: 1 }), [3, 2]);
    assert.deepEqual(ids({ limit: 9, subject: { kind: "display", key: "2" } }), [2]);
    assert.throws(() => alerts.alerts({ limit: 2, cursor: "nonsense" }), BadCursor);
  },

  async "steps() gives back an alert's history in order"({ alerts }) {
    const steps: AlertStep[] = [
      { alertId: 1, at: AT, kind: "opened", by: null, note: "" },
      { alertId: 1, at: AT, kind: "acknowledged", by: "ops", note: "케이블" },
    ];
    await alerts.commit([saved(record(1)), ...steps.map(stepped)]);
    await alerts.commit([stepped({ alertId: 2, at: AT, kind: "opened", by: null, note: "" })]);
    assert.deepEqual(alerts.steps(1), steps);
  },

  async "a notice is pending until it was handed on"({ alerts }) {
    const [one, other] = [notice("a"), notice("b")];
    await alerts.commit([{ type: "noticeMade", notice: one }, {
      type: "noticeMade",
      notice: other,
    }]);
    await alerts.commit([{ type: "noticesHanded", ids: ["a"] }]);
    assert.deepEqual(alerts.pendingNotices(), [other]);
  },

  async "windows() gives back every field until a window is removed"({ alerts }) {
    await alerts.commit([1, 2].map((id) => ({ type: "maintenanceSaved", window: window(id) })));
    await alerts.commit([{ type: "maintenanceRemoved", id: 1 }]);
    assert.deepEqual(alerts.windows(), [window(2)]);
  },

  async "pruning forgets what was resolved before a moment, and its history"({ alerts }) {
    const old = record(1, { state: "resolved", resolvedAt: AT });
    const young = record(2, { state: "resolved", resolvedAt: AT + 5 });
    const step = { alertId: 1, at: AT, kind: "opened", by: null, note: "" } as const;
    await alerts.commit([saved(old), saved(young), saved(record(3)), stepped(step)]);
    await alerts.commit([{ type: "alertsPruned", before: AT + 5 }]);
    assert.deepEqual(alerts.alerts({ limit: 9 }).items.map(({ id }) => id), [3, 2]);
    assert.deepEqual(alerts.steps(1), []);
  },
});

Deno.test("alert store on disk: ids are not used again after alerts were pruned and it was opened again", () =>
  withDataDir(async (dataDir) => {
    const before = await openDatabase({ dataDir });
    const id = before.alerts.nextAlertId();
    await before.alerts.commit([saved(record(id, { state: "resolved", resolvedAt: AT }))]);
    await before.alerts.commit([{ type: "alertsPruned", before: AT + 1 }]);
    await before.close();
    const { alerts, close } = await openDatabase({ dataDir });
    try {
      assert.equal(alerts.nextAlertId(), id + 1);
    } finally {
      await close();
    }
  }));
