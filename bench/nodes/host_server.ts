/**
 * The whole control host as a server of this benchmark, with a week of history of some containers. Only the limits
 * that one address would run into are wider than a user's.
 *
 * @module
 */
import { join } from "node:path";
import process from "node:process";
import { startBenchHost } from "../displays/bench_host.ts";
import { takeOrders } from "../displays/child.ts";
import { settledBytes } from "../displays/resident.ts";
import { watchLoop } from "./loop_delay.ts";
import { seedHistory } from "./seed_history.ts";
import type { ServerOrders } from "./servers.ts";

/** Every host of the benchmark has one address, and sends faster than any that exists. */
const TUNING = {
  devicePort: { maxConnections: 5_000, maxConnectionsPerAddress: 5_000 },
  nodeGateway: { limits: { frameBurst: 1e9, framesPerSecond: 1e9 } },
};

const folder = await Deno.makeTempDir({ prefix: "signalbox-bench-nodes-" });
const dataDir = join(folder, "data");
const bytesPerContainerDay = await seedHistory(dataDir);
const { host, url, token, stop } = await startBenchHost(TUNING, { dataDir });

/** The pages of the file, not those of its log: they are being written all the time. */
async function forgetPages(): Promise<void> {
  const file = join(dataDir, "signalbox.db");
  const args = [`if=${file}`, "iflag=nocache", "count=0", "status=none"];
  const { success } = await new Deno.Command("dd", { args, stdout: "null" }).output();
  if (!success) throw new Error(`dd could not drop the pages of ${file}`);
}

await takeOrders<ServerOrders>({
  open() {
    const url = `ws://127.0.0.1:${host.ports.get("device")?.port ?? 0}`;
    return Promise.resolve({ url, pid: null });
  },
  loopDelay: watchLoop(),
  settledBytes,
  bytesPerContainerDay: () => bytesPerContainerDay,
  forgetPages,
  api: () => ({ url, token }),
});
await stop();
await Deno.remove(folder, { recursive: true });
process.exit(0);
