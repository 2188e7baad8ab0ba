/** Alert channels over a real database, as a process that can be killed: tells one notice as soon as it runs. */
import { alertNoticed } from "../../../actors/alerts/alert.ts";
import { alertChannelsActor } from "../../../actors/alerts/deliveries/channels.ts";
import { createSystem } from "../../../actors/kernel/mod.ts";
import { openDatabase } from "../../../adapters/sqlite/open_database.ts";
import { alertChannelsSide } from "../../../composition/sides/alert_channels_side.ts";
import { sampleNotice } from "../samples/alert_samples.ts";

/** What it is to do. */
export interface ChannelOrder {
  readonly dataDir: string;
  readonly url: string;
  readonly notices: readonly string[];
}

const order: ChannelOrder = JSON.parse(Deno.args[0] ?? "");
const { alertDeliveries: store } = await openDatabase({ dataDir: order.dataDir });
const system = createSystem();
const current = alertChannelsSide(() => undefined).plansOf({
  alertChannels: [{ name: "Duty", kind: "webhook", url: order.url }],
});
const args = { store, plans: { current }, seats: new Map() };
system.spawn(alertChannelsActor, args, { key: "alertChannels" });
for (const id of order.notices) system.publish(alertNoticed, sampleNotice(id));
// Nothing else keeps it alive.
setInterval(() => {}, 60_000);
