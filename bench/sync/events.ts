import { type Figure, milliseconds } from "../displays/figure.ts";
import { startLoad } from "./loads.ts";
import { startSyncServer } from "./servers.ts";

const HOSTS = 200;
const LISTENERS = 100;
/** Each host changes twice, far too seldom to count as flapping. */
const CHANGES = 400;
const PER_SECOND = 20;
const TARGET_MS = 20;

/** How long a change takes from the wire, over the disk, to everybody who listens. */
export async function events(): Promise<Figure[]> {
  const { child, devicePort, url, token } = await startSyncServer("host");
  const load = startLoad();
  await load.call("connect", { port: devicePort, count: HOSTS });
  await load.call("steady", { seconds: 3, intervalMs: 1_000 });
  const order = { url, token, listeners: LISTENERS, changes: CHANGES, perSecond: PER_SECOND };
  const { count, missing, p50, p99, slowest } = await load.call("news", order);
  await load.stop();
  await child.stop();
  return [{
    arm: `wire to event stream, ${LISTENERS} listeners, p99`,
    figure: milliseconds(p99),
    target: `<= ${TARGET_MS} ms`,
    met: p99 <= TARGET_MS && missing === 0,
    remark: `${count} events, p50 ${milliseconds(p50)}, slowest ${milliseconds(slowest)}` +
      (missing === 0 ? "" : `; MISSING ${missing}`),
  }];
}
