/**
 * A control host as a process of its own, whose clock can be stepped and whose store can be slowed down while it runs:
 * the order comes as JSON in the first argument, log lines go to standard error, SIGTERM stops it.
 */
import { configureLogging } from "../../../adapters/log/mod.ts";
import type { Settings } from "../../../command_line/settings/settings_table.ts";
import { startControlHost } from "../../../composition/control_host.ts";
import { stepClock } from "./stepped_clock.ts";
import { readWeather } from "./weather_file.ts";

/** What the process is started with. */
export interface ChaosHostOrder {
  readonly settings: Settings;
  readonly warmUpMs: number;
  /** Where the weather is told. */
  readonly weather: string;
}

/** Of a disk that is far smaller than the two gigabytes that a site keeps free. */
const FREE_BYTES = 64e6;
/** Soon enough for a step that lasts twenty seconds. */
const LOOK_MS = 100;

if (import.meta.main) {
  const { settings, warmUpMs, weather }: ChaosHostOrder = JSON.parse(Deno.args[0] ?? "{}");
  let now = readWeather(weather);
  setInterval(() => now = readWeather(weather), LOOK_MS);
  stepClock(() => now.clockOffsetMs);
  configureLogging({ level: settings.logLevel, format: "json", terminal: false });
  const worker = new URL("./slow_writer_worker.ts", import.meta.url);
  worker.searchParams.set("weather", weather);
  const spawnWriter = () => new Worker(worker, { type: "module" });
  const host = await startControlHost(settings, {
    warmUpMs,
    spawnWriter,
    recordings: { minFreeBytes: FREE_BYTES },
  });
  Deno.addSignalListener("SIGTERM", async () => {
    await host.stop();
    Deno.exit(0);
  });
}
