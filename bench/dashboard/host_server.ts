/**
 * The whole control host as a server of this benchmark. Only the limits that one address would run into are wider
 * than a user's.
 *
 * @module
 */
import process from "node:process";
import { type BenchHost, startBenchHost } from "../displays/bench_host.ts";
import { takeOrders } from "../displays/child.ts";
import type { HostOrders } from "./host.ts";

/** All members of the benchmark have one address. */
const TUNING = {
  gateway: {
    limits: {
      maxConnections: 5_000,
      maxConnectionsPerAddress: 5_000,
      registrationBurst: 5_000,
    },
  },
  devicePort: { maxConnections: 5_000, maxConnectionsPerAddress: 5_000 },
};

let running: BenchHost | undefined;

await takeOrders<HostOrders>({
  async open({ cameraPorts }) {
    const cameras = cameraPorts.map((port, n) => ({
      name: `Camera_${n + 1}`,
      address: "127.0.0.1",
      port,
    }));
    running = await startBenchHost(TUNING, { cameras });
    const { host, url, token } = running;
    return { url, token, nodeUrl: `ws://127.0.0.1:${host.ports.get("device")?.port ?? 0}` };
  },
});
await running?.stop();
process.exit(0);
