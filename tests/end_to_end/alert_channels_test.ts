import assert from "node:assert/strict";
import { alertNoticed } from "../../actors/alerts/alert.ts";
import type { AlertChannelTest, AlertDelivery } from "../../protocols/api/alert_channel.ts";
import { withDataDir } from "../adapters/sqlite/with_data_dir.ts";
import { Receiver } from "../adapters/alert_channels/receiver.ts";
import { sampleNotice } from "../support/samples/alert_samples.ts";
import type { ChannelOrder } from "../support/processes/alert_channel_entry.ts";
import { withControlHost } from "../support/control_host.ts";
import { EntryProcess } from "../support/processes/entry_process.ts";
import { eventually } from "../support/eventually.ts";

const ENTRY = new URL("../support/processes/alert_channel_entry.ts", import.meta.url);
const PATIENCE_MS = 60_000;

/** Starts the channels as a process, and kills it without a farewell once the receiver is as wanted. */
async function killedWhen(order: ChannelOrder, wanted: () => boolean): Promise<void> {
  const process = new EntryProcess(ENTRY, order);
  try {
    await eventually(wanted, Boolean, PATIENCE_MS);
  } finally {
    await process.end("SIGKILL");
  }
}

Deno.test("a notice survives kill -9 between two tries and in the middle of one, and arrives once by its id", () =>
  withDataDir(async (dataDir) => {
    const stuck = Promise.withResolvers<Response>();
    const answers = [
      () => new Response("", { status: 503 }),
      () => stuck.promise,
      () => new Response(),
    ];
    let phase = 0;
    await using receiver = await Receiver.start(() => answers[phase]?.() ?? new Response());
    const order = { dataDir, url: receiver.url, notices: ["n1", "n2"] };
    await killedWhen(order, () => receiver.received.length >= 1);
    phase = 1;
    let before = receiver.received.length;
    await killedWhen({ ...order, notices: [] }, () => receiver.received.length > before);
    phase = 2;
    before = receiver.received.length;
    const ids = () =>
      receiver.received.slice(before).map(({ headers }) => headers.get("webhook-id"));
    // Published a second time, as after a restart of the alerts as well.
    await killedWhen({ ...order, notices: ["n2", "n3"] }, () => ids().length >= 3);
    assert.deepEqual(ids(), ["n1", "n2", "n3"]);
    const all = receiver.received.map(({ headers }) => headers.get("webhook-id"));
    assert.deepEqual(new Set(all), new Set(["n1", "n2", "n3"]));
    stuck.resolve(new Response());
  }));

Deno.test("a control host tells its channels, shows how they do, and lets no secret of theirs out", async () => {
  await using receiver = await Receiver.start(({ path }) =>
    path.startsWith("/good") ? new Response() : new Response(`bad key ${path}`, { status: 403 })
  );
  const channels = [
    { name: "Good", kind: "webhook", url: `${receiver.url}/good/planted-good-token` },
    { name: "Bad", kind: "webhook", url: `${receiver.url}/bad/planted-bad-token` },
    { name: "Bus", kind: "mqtt" },
  ] as const;
  await withControlHost(
    async ({ host, api, log }) => {
      host.system.publish(alertNoticed, sampleNotice("n1"));
      const deliveries = () => api.call<{ items: AlertDelivery[] }>("/api/v1/alert-deliveries");
      const states = async () => {
        const { items } = await deliveries();
        return items.map(({ channel, state, attempts }) => `${channel} ${state} ${attempts}`)
          .sort();
      };
      const wanted = ["Bad waiting 1", "Bus delivered 1", "Good delivered 1"];
      await eventually(states, (found) => JSON.stringify(found) === JSON.stringify(wanted), 10_000);
      const path = "/api/v1/alert-channels";
      const test = (name: string) =>
        api.call<AlertChannelTest>(`${path}/${name}/test`, { method: "POST" });
      assert.deepEqual([(await test("good")).delivered, (await test("Bad")).delivered], [
        true,
        false,
      ]);
      const said = [
        await (await api.request(path)).text(),
        JSON.stringify(await deliveries()),
        JSON.stringify(log),
        await (await api.request("/api/v1/actors")).text(),
      ].join("\n");
      assert.match(said, /answered 403\. It says: bad key/);
      assert.match(said, /the alert channel Bad fails/);
      assert.doesNotMatch(said, /planted/);
      host.reconfigure({ alertChannels: [channels[0]] });
      const { items } = await api.call<{ items: { name: string }[] }>(path);
      assert.deepEqual(items.map(({ name }) => name), ["Good"]);
    },
    {},
    { alertChannels: channels },
  );
});
