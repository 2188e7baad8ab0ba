/**
 * A control host as a process of its own, for tests: settings and tuning come as JSON in the first argument, one
 * line of JSON on standard output says what was bound, log lines go to standard error, SIGTERM stops it.
 */
import { configureLogging } from "../../../adapters/log/mod.ts";
import type { Settings } from "../../../command_line/settings/settings_table.ts";
import { startControlHost } from "../../../composition/control_host.ts";
import type { Tuning } from "../../../composition/tuning.ts";

/** What the process is started with. */
export interface HostOrder {
  readonly settings: Settings;
  readonly tuning?: Tuning;
}

/** What the process prints once every port is open. */
export interface HostReady {
  readonly httpPort: number;
  readonly devicePort: number;
  /** 0 without a certificate. */
  readonly tlsPort: number;
  /** Of the broker of its own; 0 without one. */
  readonly mqttPort: number;
  /** Milliseconds that `startControlHost` took. */
  readonly startMs: number;
}

if (import.meta.main) {
  const { settings, tuning }: HostOrder = JSON.parse(Deno.args[0] ?? "{}");
  configureLogging({ level: settings.logLevel, format: "json", terminal: false });
  const startedAt = performance.now();
  const host = await startControlHost(settings, tuning);
  const ready: HostReady = {
    httpPort: host.ports.get("http")?.port ?? 0,
    devicePort: host.ports.get("device")?.port ?? 0,
    tlsPort: host.ports.get("tls")?.port ?? 0,
    mqttPort: host.ports.get("mqtt")?.port ?? 0,
    startMs: Math.round(performance.now() - startedAt),
  };
  Deno.addSignalListener("SIGTERM", async () => {
    await host.stop();
    Deno.exit(0);
  });
  // Whoever reads this may end the process at once.
  Deno.stdout.writeSync(new TextEncoder().encode(`${JSON.stringify(ready)}\n`));
}
