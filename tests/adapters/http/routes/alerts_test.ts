import assert from "node:assert/strict";
import { Alert, AlertDetail, AlertPage } from "../../../../protocols/api/alert.ts";
import { MaintenanceList, MaintenanceWindow } from "../../../../protocols/api/maintenance.ts";
import type { AlertRecord } from "../../../../actors/alerts/store.ts";
import { sampleAlert } from "../../../support/samples/alert_samples.ts";
import { AT } from "../../../support/stores/store_samples.ts";
import { type ApiBench, withApi } from "../api_bench.ts";

const record = (id: number, changes: Partial<AlertRecord> = {}): AlertRecord => {
  const { below: _below, ...alert } = sampleAlert();
  return { ...alert, id, rootId: null, about: "", noticedAt: null, ...changes };
};

async function fill({ stores: { alerts } }: ApiBench): Promise<void> {
  const resolved = record(3, { state: "resolved", resolvedAt: AT });
  const alertRecords = [record(1), record(2, { rootId: 1 }), resolved];
  await alerts.commit([
    ...alertRecords.map((alert) => ({ type: "alertSaved", alert }) as const),
    { type: "alertStepped", step: { alertId: 1, at: AT, kind: "opened", by: null, note: "" } },
  ]);
}

const view = (bench: ApiBench, path: string) => bench.request(`/api/v1${path}`, { role: "view" });
const post = (bench: ApiBench, path: string, json: unknown) =>
  bench.request(`/api/v1${path}`, { method: "POST", role: "operate", json });

Deno.test("GET /alerts filters by state and root, and refuses half a subject", () =>
  withApi(async (bench) => {
    await fill(bench);
    const idsAt = async (query: string) =>
      AlertPage.parse(await (await view(bench, `/alerts${query}`)).json()).items.map(({ id }) =>
        id
      );
    assert.deepEqual((await idsAt("")).sort(), [1, 2, 3]);
    assert.deepEqual((await idsAt("?state=unresolved")).sort(), [1, 2]);
    assert.deepEqual(await idsAt("?root=1"), [2]);
    assert.equal((await view(bench, "/alerts?kind=display")).status, 422);
  }));

Deno.test("GET /alerts/{id} answers with its history, and 404 where there is none", () =>
  withApi(async (bench) => {
    await fill(bench);
    const found = AlertDetail.parse(await (await view(bench, "/alerts/1")).json());
    assert.deepEqual([found.below, found.steps.map(({ kind }) => kind)], [1, ["opened"]]);
    assert.equal((await view(bench, "/alerts/9")).status, 404);
  }));

Deno.test("POST /alerts/{id}/acknowledge and …/snooze say who, and until when", () =>
  withApi(async (bench) => {
    const taken = await post(bench, "/alerts/1/acknowledge", { note: "I go" });
    assert.equal(Alert.parse(await taken.json()).acknowledgedBy, "operator");
    assert.equal(bench.alerts.last("acknowledgeAlert").note, "I go");
    const later = await post(bench, "/alerts/1/snooze", { forMs: 60_000 });
    assert.equal(later.status, 200);
    assert.equal(bench.alerts.last("snoozeAlert").until, AT + 60_000);
    assert.equal((await post(bench, "/alerts/1/snooze", {})).status, 422);
    assert.equal((await post(bench, "/alerts/9/snooze", { forMs: 1 })).status, 404);
  }));

Deno.test("/maintenance lists, makes and removes windows", () =>
  withApi(async (bench) => {
    const { items: [window] } = MaintenanceList.parse(
      await (await view(bench, "/maintenance")).json(),
    );
    assert.deepEqual([window?.state, window?.groups], ["active", ["Lobby"]]);
    const until = new Date(AT + 60_000).toISOString();
    const made = await post(bench, "/maintenance", { until, kinds: ["camera"] });
    assert.equal(made.status, 201);
    assert.equal(MaintenanceWindow.parse(await made.json()).createdBy, "operator");
    assert.equal(bench.alerts.last("addMaintenance").draft.from, AT);
    assert.equal((await post(bench, "/maintenance", { until })).status, 422);
    const remove = (id: number) =>
      bench.request(`/api/v1/maintenance/${id}`, { method: "DELETE", role: "operate" });
    assert.deepEqual([(await remove(1)).status, (await remove(9)).status], [204, 404]);
  }));
