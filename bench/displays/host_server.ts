/**
 * The whole control host, on free ports of the loopback address and an empty data folder; its log goes to a
 * file there. Only the limits that one address would run into are wider than a user's.
 *
 * @module
 */
import { join } from "node:path";
import process from "node:process";
import { configureLogging } from "../../adapters/log/mod.ts";
import { SETTINGS } from "../../command_line/settings_table.ts";
import { startControlHost } from "../../main.ts";
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

const folder = await Deno.makeTempDir({ prefix: "signalbox-bench-" });
const log = await Deno.open(join(folder, "log.jsonl"), { create: true, write: true });
const encoder = new TextEncoder();
configureLogging({
  level: "info",
  format: "json",
  terminal: false,
  write: (line) => void log.writeSync(encoder.encode(line)),
});
const host = await startControlHost({
  host: "127.0.0.1",
  deviceHost: "127.0.0.1",
  httpPort: 0,
  devicePort: 0,
  tlsPort: 0,
  dataDir: join(folder, "data"),
  logLevel: "info",
  logFormat: "json",
  maxDisplays: SETTINGS.maxDisplays.default ?? 10_000,
}, { gateway: { limits: LIMITS } });

await takeOrders<ServerOrders>({
  open() {
    const port = host.ports.get("http")?.port ?? 0;
    return Promise.resolve({ url: `http://127.0.0.1:${port}`, token: host.firstToken ?? "" });
  },
  settledBytes,
  longestStallMs: watchStalls(),
});
await host.stop();
log.close();
await Deno.remove(folder, { recursive: true });
process.exit(0);
