import { fileURLToPath } from "node:url";
import type { Settings } from "../../../command_line/settings/settings_table.ts";
import type { Tuning } from "../../../composition/tuning.ts";
import { Api } from "../api/api.ts";
import type { HostOrder, HostReady } from "./host_entry.ts";
import { freePort } from "../machine/free_port.ts";
import { testSettings } from "../host_settings.ts";
import { Lines } from "../lines.ts";
import { signalChild } from "./signal_child.ts";

const ENTRY = fileURLToPath(new URL("./host_entry.ts", import.meta.url));
const CONFIG = fileURLToPath(new URL("../../../deno.json", import.meta.url));
/** A cold start on a busy machine; nothing but a defect lets it pass. */
const START_TIMEOUT_MS = 60_000;
/** The host promises to stop within 10 s. */
const STOP_TIMEOUT_MS = 15_000;

/** A control host in a process of its own, which can be killed and started again. */
export class ControlHostProcess {
  readonly url: string;
  readonly api: Api;
  readonly ready: HostReady;
  /** Log lines, as JSON. */
  readonly log: Lines;
  readonly #child: Deno.ChildProcess;
  readonly #settings: Settings;
  readonly #tuning: Tuning | undefined;
  readonly #out: Lines;

  private constructor(
    child: Deno.ChildProcess,
    { settings, tuning }: HostOrder,
    ready: HostReady,
    [out, log]: readonly [Lines, Lines],
  ) {
    this.#child = child;
    this.#settings = settings;
    this.#tuning = tuning;
    this.#out = out;
    this.log = log;
    this.ready = ready;
    this.url = `http://${reachable(settings.host)}:${ready.httpPort}`;
    this.api = new Api(this.url);
  }

  /** Resolves when every port is open. */
  static async start(
    dataDir: string,
    changes: Partial<Settings> = {},
    tuning?: Tuning,
  ): Promise<ControlHostProcess> {
    const settings = await withLastingPorts(testSettings(dataDir, changes));
    const order: HostOrder = { settings, ...(tuning === undefined ? {} : { tuning }) };
    const child = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "-A",
        "--no-check",
        "--frozen",
        "--config",
        CONFIG,
        ENTRY,
        JSON.stringify(order),
      ],
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const out = new Lines(child.stdout);
    const log = new Lines(child.stderr);
    try {
      const ready = JSON.parse(await out.find((line) => line.startsWith("{"), START_TIMEOUT_MS));
      return new ControlHostProcess(child, order, ready, [out, log]);
    } catch (cause) {
      signalChild(child, "SIGKILL");
      await Promise.all([child.status, out.ended, log.ended]);
      const tail = log.all.slice(-20).join("\n");
      throw new Error(`the control host did not start:\n${tail}`, { cause });
    }
  }

  get pid(): number {
    return this.#child.pid;
  }

  /** Power loss, as far as a process can tell: SIGKILL. */
  async kill(): Promise<void> {
    signalChild(this.#child, "SIGKILL");
    await this.#gone();
  }

  /** A graceful stop: SIGTERM. Rejects when it takes longer than the host may take. */
  async stop(): Promise<void> {
    signalChild(this.#child, "SIGTERM");
    const timer = setTimeout(() => signalChild(this.#child, "SIGKILL"), STOP_TIMEOUT_MS);
    const { code, signal: by } = await this.#gone();
    clearTimeout(timer);
    if (code !== 0) throw new Error(`the control host ended with ${by ?? code} instead of 0`);
  }

  /** Starts it again on the same ports and data folder; the process before must be gone. */
  again(): Promise<ControlHostProcess> {
    const { httpPort, devicePort, mqttPort } = this.ready;
    const settings = { ...this.#settings, httpPort, devicePort, mqttPort };
    return ControlHostProcess.start(settings.dataDir, settings, this.#tuning);
  }

  async #gone(): Promise<Deno.CommandStatus> {
    const [status] = await Promise.all([this.#child.status, this.#out.ended, this.log.ended]);
    return status;
  }
}

/** Ports that nobody else gets by chance while the host is away: it may come back to them. */
async function withLastingPorts(settings: Settings): Promise<Settings> {
  const lasting = (port: number) => port === 0 ? freePort(settings.host) : port;
  const { httpPort, devicePort, mqttPort } = settings;
  return {
    ...settings,
    httpPort: await lasting(httpPort),
    devicePort: await lasting(devicePort),
    mqttPort: await lasting(mqttPort),
  };
}

function reachable(host: string): string {
  return host === "0.0.0.0" ? "127.0.0.1" : host;
}
