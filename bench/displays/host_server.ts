/**
 * The whole control host as a server of this benchmark. Only the limits that one address would run into are wider
 * than a user's.
 *
 * @module
 */
import process from "node:process";
import { startBenchHost } from "./bench_host.ts";
import { takeOrders } from "./child.ts";
import { settledBytes } from "./resident.ts";
import type { ServerOrders } from "./servers.ts";
import { watchStalls } from "./stalls.ts";

/** Every device of the benchmark comes from one address, and beats faster than any that exists. */
const LIMITS = {
  maxConnections: 20_000,
  maxConnectionsPerAddress: 20_000,
  registrationBurst: 1_000,
  eventsPerSecond: 1e9,
};

const { url, token, stop } = await startBenchHost({ gateway: { limits: LIMITS } });

await takeOrders<ServerOrders>({
  open: () => Promise.resolve({ url, token }),
  settledBytes,
  longestStallMs: watchStalls(),
});
await stop();
process.exit(0);
