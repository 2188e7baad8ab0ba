import assert from "node:assert/strict";
import { AlertChannelList, AlertDeliveryPage } from "../../../../protocols/api/alert_channel.ts";
import { sampleAlert } from "../../../support/samples/alert_samples.ts";
import { AT } from "../../../support/stores/store_samples.ts";
import { withApi } from "../api_bench.ts";

Deno.test("GET /alert-channels tells how each channel is doing", () =>
  withApi(async (bench) => {
    const response = await bench.request("/api/v1/alert-channels", { role: "view" });
    const { items: [channel] } = AlertChannelList.parse(await response.json());
    assert.deepEqual([channel?.name, channel?.state, channel?.waiting], ["Duty", "retrying", 3]);
    assert.equal(channel?.nextTryAt, new Date(AT + 4_000).toISOString());
    assert.match(channel?.lastFailure?.reason ?? "", /503/);
  }));

Deno.test("POST /alert-channels/{name}/test says who has asked for it, and knows only channels there are", () =>
  withApi(async (bench) => {
    const test = (name: string) =>
      bench.request(`/api/v1/alert-channels/${name}/test`, { method: "POST", role: "admin" });
    const response = await test("Duty");
    assert.deepEqual(await response.json(), {
      delivered: true,
      detail: "HTTP 200",
      durationMs: 12,
    });
    assert.equal(bench.alertChannels.last("testChannel").by, "admin");
    assert.equal((await test("Nobody")).status, 404);
  }));

Deno.test("GET /alert-deliveries is the log, a digest's lines in one text", () =>
  withApi(async (bench) => {
    const lines = [{ en: "one", ko: "하나", critical: true }, {
      en: "two",
      ko: "둘",
      critical: false,
    }];
    const parcel = { channel: "Duty", at: AT, queuedAt: AT, attempts: 0 };
    await bench.stores.alertDeliveries.commit([
      {
        type: "parcelQueued",
        parcel: {
          ...parcel,
          id: "n1",
          kind: "opened",
          alert: sampleAlert(),
          lines: lines.slice(0, 1),
          count: 1,
        },
      },
      {
        type: "parcelQueued",
        parcel: { ...parcel, id: "d", kind: "digest", alert: null, lines, count: 7 },
      },
    ]);
    const response = await bench.request("/api/v1/alert-deliveries?channel=Duty&limit=5", {
      role: "view",
    });
    const { items: [digest, opened] } = AlertDeliveryPage.parse(await response.json());
    assert.deepEqual(digest?.text, {
      en: "7 notices:\n- one\n- two\nand 5 more",
      ko: "알림 7건:\n- 하나\n- 둘\n그 밖에 5건",
    });
    assert.deepEqual([opened?.alertId, opened?.text.ko, opened?.state], [12, "하나", "waiting"]);
    const bad = await bench.request("/api/v1/alert-deliveries?state=lost", { role: "view" });
    assert.equal(bad.status, 422);
  }));
