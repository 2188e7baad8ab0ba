/**
 * How long an alert takes from its notice to the receiver of a webhook: through the queue on the disk, signed, over
 * loopback. One at a time, and ten at once. Run: `deno run -A --frozen bench/alerts/delivery.ts`.
 *
 * @module
 */
import { createServer } from "node:http";
import Table from "cli-table3";
import { type AlertNotice, alertNoticed } from "../../actors/alerts/alert.ts";
import { alertChannelsActor } from "../../actors/alerts/deliveries/channels.ts";
import { createSystem } from "../../actors/kernel/mod.ts";
import { openDatabase } from "../../adapters/sqlite/open_database.ts";
import { alertChannelsSide } from "../../composition/sides/alert_channels_side.ts";

const NOTICES = 300;
const AT_ONCE = 10;
const CHANNELS = 4;

const arrived = new Map<string, number>();
let wake = () => {};

const server = createServer((request, response) => {
  const at = performance.now();
  request.resume();
  request.on("end", () => {
    arrived.set(`${request.url}${request.headers["webhook-id"]}`, at);
    response.writeHead(204).end();
    wake();
  });
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = server.address();
const port = typeof address === "object" ? address?.port : 0;

function noticeOf(id: string): AlertNotice {
  const text = { en: "Wall-L1 is offline.", ko: "Wall-L1이 오프라인입니다." };
  return { id, kind: "opened", at: Date.now(), alert: null, text, channel: null };
}

/** Latencies in ms of so many notices at once, to every channel, again and again. */
async function measure(together: number): Promise<readonly number[]> {
  const dataDir = await Deno.makeTempDir();
  const { alertDeliveries: store, close } = await openDatabase({ dataDir });
  const system = createSystem();
  const current = alertChannelsSide(() => undefined).plansOf({
    alertChannels: Array.from({ length: CHANNELS }, (_, index) => ({
      name: `Channel-${index}`,
      kind: "webhook",
      url: `http://127.0.0.1:${port}/${index}/`,
      secret: "a signing secret of some length",
      ratePerMinute: 600,
    })),
  }).map((plan) => ({ ...plan, setting: { ...plan.setting, ratePerMinute: 1e9 } }));
  const args = { store, plans: { current }, seats: new Map() };
  system.spawn(alertChannelsActor, args, { key: "alertChannels" });
  const latencies: number[] = [];
  for (let round = 0; round < NOTICES / together; round++) {
    arrived.clear();
    const complete = new Promise<void>((resolve) => {
      wake = () => arrived.size === together * CHANNELS && resolve();
    });
    const begin = performance.now();
    for (let each = 0; each < together; each++) {
      system.publish(alertNoticed, noticeOf(`${round}-${each}`));
    }
    await complete;
    latencies.push(...[...arrived.values()].map((at) => at - begin));
  }
  await system.stop(5_000);
  await close();
  await Deno.remove(dataDir, { recursive: true });
  return latencies.sort((a, b) => a - b);
}

const table = new Table({ head: ["notices at once", "deliveries", "p50 ms", "p99 ms", "max ms"] });
for (const together of [1, AT_ONCE]) {
  const latencies = await measure(together);
  const at = (share: number) => (latencies[Math.floor(latencies.length * share)] ?? 0).toFixed(1);
  table.push([together, latencies.length, at(0.5), at(0.99), latencies.at(-1)?.toFixed(1)]);
}
// deno-lint-ignore no-console
console.log(table.toString());
server.closeAllConnections();
server.close();
