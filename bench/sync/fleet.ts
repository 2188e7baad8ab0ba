import type { Child } from "../displays/child.ts";
import { type Figure, whole } from "../displays/figure.ts";
import { startMeter } from "../displays/process_stat.ts";
import { type LoadOrders, startLoad } from "./loads.ts";
import { type OpenOrder, startSyncServer, type SyncServerKind } from "./servers.ts";

const HOSTS = 2_000;
const POLLED = 200;
/** Other hosts that come and go before the server is weighed, so that its own code is not counted. */
const WARM_UP_HOSTS = 300;
const INTERVAL_MS = 1_000;
const SECONDS = 20;
const TARGET_SHARE = 0.3;

interface Fleet {
  /** Of one CPU. */
  readonly share: number;
  readonly bytesPerHost: number;
}

/** A fleet that goes about its day: what it costs a second, and what each host of it weighs. */
export async function fleet(): Promise<Figure[]> {
  const polling = startLoad();
  const { port } = await polling.call("answer", null);
  const polled = Array.from({ length: POLLED }, (_, n) => ({ address: `127.1.0.${n + 1}`, port }));
  const host = await gather("host", { polled });
  const bare = await gather("bare", { polled: [] });
  await polling.stop();
  return [{
    arm: `CPUs for ${whole(HOSTS)} hosts at 1 Hz and ${POLLED} polled`,
    figure: host.share.toFixed(3),
    peer: bare.share.toFixed(3),
    ratio: host.share / bare.share,
    target: `<= ${TARGET_SHARE}`,
    met: host.share <= TARGET_SHARE,
    remark: "the bare splitter polls nobody",
  }, {
    arm: "resident bytes per persistent host",
    figure: whole(host.bytesPerHost),
    peer: whole(bare.bytesPerHost),
    ratio: host.bytesPerHost / bare.bytesPerHost,
  }];
}

async function gather(kind: SyncServerKind, order: OpenOrder): Promise<Fleet> {
  const { child, devicePort: port } = await startSyncServer(kind, order);
  const load: Child<LoadOrders> = startLoad();
  await load.call("connect", { port, count: WARM_UP_HOSTS, first: HOSTS });
  await load.call("steady", { seconds: 5, intervalMs: INTERVAL_MS });
  await load.call("hangUp", null);
  const before = await child.call("settledBytes", null);
  await load.call("connect", { port, count: HOSTS });
  await load.call("steady", { seconds: 5, intervalMs: INTERVAL_MS });
  const stop = startMeter(child.pid);
  await load.call("steady", { seconds: SECONDS, intervalMs: INTERVAL_MS });
  const { wallSeconds, cpuSeconds: [cpu = 0] } = stop();
  const after = await child.call("settledBytes", null);
  await load.stop();
  await child.stop();
  return { share: cpu / wallSeconds, bytesPerHost: (after - before) / HOSTS };
}
