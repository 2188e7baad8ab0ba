import assert from "node:assert/strict";
import type { AlertDelivery } from "../../../../protocols/api/alert_channel.ts";
import { channelBody } from "../../fakes/fake_alert_channels.ts";
import { FakeHost, NOW } from "../../fakes/fake_host.ts";

const at = (msAgo: number) => new Date(NOW - msAgo).toISOString();

const DUTY = channelBody("Duty", {
  state: "retrying",
  waiting: 3,
  lastDeliveredAt: at(125_000),
  lastFailure: { at: at(2_000), reason: "It answered 503.\u001b[2J" },
  nextTryAt: at(-4_000),
});

const DELIVERY: AlertDelivery = {
  id: 1,
  channel: "Duty",
  noticeId: "n1",
  kind: "digest",
  alertId: null,
  text: { en: "51 notices:\n- one", ko: "알림 51건:\n- 하나" },
  count: 51,
  queuedAt: at(65_000),
  state: "delivered",
  endedAt: at(60_000),
  attempts: 2,
  durationMs: 31,
  detail: "HTTP 200",
};

Deno.test("alert channels lists them with what is wrong", async () => {
  const host = new FakeHost();
  host.api.alertChannels.channels.push(DUTY);
  const { code, out } = await host.run("alert", "channels");
  assert.equal(code, 0);
  assert.match(
    out,
    /Duty +slack +https:\/\/hooks\.slack\.com +retrying +3 +2 m 5 s ago +It answered/,
  );
  assert.ok(!out.includes("\u001b"));
});

Deno.test("alert test says whether it arrived, by its exit code as well", async () => {
  const host = new FakeHost();
  const { alertChannels } = host.api;
  alertChannels.channels.push(DUTY);
  const good = await host.run("alert", "test", "Duty");
  assert.deepEqual([good.code, good.out], [
    0,
    "The test through Duty arrived (12 ms): HTTP 204\n",
  ]);
  alertChannels.result = { delivered: false, detail: "It answered 403.", durationMs: 9 };
  const bad = await host.run("alert", "test", "Duty");
  assert.equal(bad.code, 1);
  assert.match(bad.err, /did not arrive: It answered 403\./);
  const unknown = await host.run("alert", "test", "Dty");
  assert.notEqual(unknown.code, 0);
  assert.match(unknown.err, /Dty.*Duty.*: signalbox alert channels\n$/s);
});

Deno.test("alert deliveries lists the log by channel and state, in both languages", async () => {
  const host = new FakeHost();
  host.api.alertChannels.deliveries.push(DELIVERY);
  const flags = ["--channel", "Duty", "--state", "delivered"];
  const { out } = await host.run("alert", "deliveries", ...flags);
  assert.match(out, /1 m 5 s ago +Duty +51 notices: +delivered +2 +31 ms +HTTP 200/);
  assert.equal(host.api.asked.at(-1)?.query.toString(), "channel=Duty&state=delivered&limit=50");
  host.env.SIGNALBOX_LANG = "ko";
  assert.match((await host.run("alert", "deliveries")).out, /알림 51건/);
});

Deno.test("alert deliveries says when the log is longer than what is shown", async () => {
  const host = new FakeHost();
  const { deliveries } = host.api.alertChannels;
  for (let id = 1; id <= 3; id++) deliveries.push({ ...DELIVERY, id });
  const { out, err } = await host.run("alert", "deliveries", "--limit", "2", "--json");
  assert.deepEqual(JSON.parse(out).map(({ id }: AlertDelivery) => id), [1, 2]);
  assert.equal(err, "Only the first 2 are shown; ask for more with --limit.\n");
  const wrong = await host.run("alert", "deliveries", "--state", "faild");
  assert.deepEqual([wrong.code, /Did you mean failed\?/.test(wrong.err)], [2, true]);
});
