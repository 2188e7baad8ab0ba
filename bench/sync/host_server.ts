/**
 * The whole control host as a server of this benchmark. Only the limits that one address would run into are wider
 * than a user's.
 *
 * @module
 */
import process from "node:process";
import type { ActorReport } from "../../actors/kernel/mod.ts";
import { type BenchHost, startBenchHost } from "../displays/bench_host.ts";
import { takeOrders } from "../displays/child.ts";
import { settledBytes } from "../displays/resident.ts";
import type { OpenOrder, SyncServerOrders } from "./servers.ts";

/** Every host of the benchmark comes from one address, and some send faster than any that exists. */
const TUNING = {
  devicePort: { maxConnections: 20_000, maxConnectionsPerAddress: 20_000 },
  syncText: { bytesPerSecond: 1e9, burstBytes: 1e9 },
};
/** The guide's shortest, and ours when nothing is configured. */
const POLL_INTERVAL_MS = 5_000;

let running: BenchHost | undefined;

async function open({ polled }: OpenOrder) {
  const syncHosts = polled.map(({ address, port }, n) => ({
    name: `Polled-${n}`,
    poll: { address, port, intervalMs: POLL_INTERVAL_MS },
  }));
  running = await startBenchHost(TUNING, { syncHosts });
  const { host, url, token } = running;
  return { devicePort: host.ports.get("device")?.port ?? 0, url, token };
}

/** Messages that the hosts' actors have handled: lines, but for a few that they send themselves. */
function handledBy({ kind, handled, children }: ActorReport): number {
  const own = kind === "syncHost" ? handled : 0;
  return children.reduce((sum, child) => sum + handledBy(child), own);
}

await takeOrders<SyncServerOrders>({
  open,
  handled: () =>
    Promise.resolve(running === undefined ? 0 : handledBy(running.host.system.report())),
  settledBytes,
});
await running?.stop();
process.exit(0);
