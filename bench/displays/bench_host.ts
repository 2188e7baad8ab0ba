import { join } from "node:path";
import { configureLogging } from "../../adapters/log/mod.ts";
import type { Settings } from "../../command_line/settings/settings.ts";
import { SETTINGS } from "../../command_line/settings/settings_table.ts";
import { type ControlHost, startControlHost } from "../../composition/control_host.ts";
import type { Tuning } from "../../composition/tuning.ts";

/** The whole control host in this process, for a benchmark. */
export interface BenchHost {
  readonly host: ControlHost;
  /** Of the HTTP API. */
  readonly url: string;
  readonly token: string;
  /** Stops it, and removes its data. */
  stop(): Promise<void>;
}

/** Starts it on free ports of the loopback address and an empty data folder; its log goes to a file there. */
export async function startBenchHost(
  tuning: Tuning,
  changes: Partial<Settings> = {},
): Promise<BenchHost> {
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
    mqttPort: 0,
    cameraPort: 8000,
    maxDiscoveredCameras: 64,
    relayPort: 0,
    recordingDays: 30,
    recordingGigabytes: 100,
    memoryCeiling: 1_536,
    nodeTokens: "optional",
    ...changes,
  }, tuning);
  return {
    host,
    url: `http://127.0.0.1:${host.ports.get("http")?.port ?? 0}`,
    token: host.firstToken ?? "",
    async stop() {
      await host.stop();
      log.close();
      await Deno.remove(folder, { recursive: true });
    },
  };
}
