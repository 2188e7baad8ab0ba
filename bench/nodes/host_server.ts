/**
 * The whole control host as a server of this benchmark, with a week of history of some containers. Only the limits
 * that one address would run into are wider than a user's.
 *
 * @module
 */
import { join } from "node:path";
import process from "node:process";
import { nodesActor } from "../../actors/nodes/directory.ts";
import type { ReadHistory } from "../../actors/nodes/messages.ts";
import { startBenchHost } from "../displays/bench_host.ts";
import { takeOrders } from "../displays/child.ts";
import { settledBytes } from "../displays/resident.ts";
import { quantile } from "../displays/statistics.ts";
import { watchLoop } from "./loop_delay.ts";
import { SEEDED_CONTAINERS, SEEDED_HOST, seedHistory } from "./seed_history.ts";
import type { ChartReport, ServerOrders } from "./servers.ts";

const WEEK_MS = 7 * 24 * 60 * 60 * 1_000;
const ASK_MS = 10_000;
const CHARTS_EACH = 8;
/** Every host of the benchmark has one address, and sends faster than any that exists. */
const TUNING = {
  devicePort: { maxConnections: 5_000, maxConnectionsPerAddress: 5_000 },
  nodeGateway: { limits: { frameBurst: 1e9, framesPerSecond: 1e9 } },
};

const folder = await Deno.makeTempDir({ prefix: "signalbox-bench-nodes-" });
const dataDir = join(folder, "data");
const bytesPerContainerDay = await seedHistory(dataDir);
const { host, stop } = await startBenchHost(TUNING, { dataDir });

async function chart(): Promise<ChartReport> {
  const nodes = host.system.find(nodesActor, "nodes");
  const tookMs: number[] = [];
  let points = 0;
  for (let n = 0; n < SEEDED_CONTAINERS * CHARTS_EACH; n++) {
    const to = Date.now();
    const question: ReadHistory = {
      type: "readHistory",
      serverId: SEEDED_HOST,
      container: `3node${n % SEEDED_CONTAINERS}`,
      resolution: "minute",
      from: to - WEEK_MS,
      to,
    };
    const began = performance.now();
    const answer = await nodes?.ask(question, { timeoutMs: ASK_MS });
    // The first readings find the code not compiled yet.
    if (n >= SEEDED_CONTAINERS) tookMs.push(performance.now() - began);
    if (answer?.ok && answer.value.resolution !== "second") points = answer.value.spans.length;
  }
  tookMs.sort((a, b) => a - b);
  return { p50Ms: quantile(tookMs, 0.5), p99Ms: quantile(tookMs, 0.99), points };
}

await takeOrders<ServerOrders>({
  open() {
    const url = `ws://127.0.0.1:${host.ports.get("device")?.port ?? 0}`;
    return Promise.resolve({ url, pid: null });
  },
  loopDelay: watchLoop(),
  settledBytes,
  bytesPerContainerDay: () => bytesPerContainerDay,
  chart,
});
await stop();
await Deno.remove(folder, { recursive: true });
process.exit(0);
