import { configureLogging } from "../../adapters/log/mod.ts";
import type { Settings } from "../../command_line/settings/settings_table.ts";
import { type ControlHost, startControlHost } from "../../composition/control_host.ts";
import type { Tuning } from "../../composition/tuning.ts";
import { withDataDir } from "../adapters/sqlite/with_data_dir.ts";
import { Api } from "./api/api.ts";
import { testSettings } from "./host_settings.ts";

/** A control host that runs inside the test's own process. */
export interface HostUnderTest {
  readonly host: ControlHost;
  /** `http://127.0.0.1:<port>`: API and displays. */
  readonly url: string;
  readonly api: Api;
  readonly httpPort: number;
  readonly devicePort: number;
  /** Log lines, parsed. */
  readonly log: readonly LogLine[];
}

/** A log line, as far as tests look at it. */
export interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly logger: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

const NEVER = { busy: Infinity, overloaded: Infinity };
/** Other tests run in the same process: their memory and their work are no overload of this host. */
const AMONG_OTHERS = { memory: NEVER, eventLoop: NEVER };

/** Runs a test against a control host of its own, and stops that in order. */
export async function withControlHost(
  test: (under: HostUnderTest) => Promise<void>,
  tuning: Tuning = {},
  changes: Partial<Settings> = {},
): Promise<void> {
  await withDataDir(async (dataDir) => {
    const log: LogLine[] = [];
    const write = (line: string) => void log.push(JSON.parse(line));
    configureLogging({ level: "info", format: "json", terminal: false, write });
    const load = { ...AMONG_OTHERS, ...tuning.load };
    const host = await startControlHost(testSettings(dataDir, changes), { ...tuning, load });
    const port = (name: string) => host.ports.get(name)?.port ?? 0;
    const url = `http://127.0.0.1:${port("http")}`;
    try {
      const ports = { httpPort: port("http"), devicePort: port("device") };
      await test({ host, url, api: new Api(url), ...ports, log });
    } finally {
      await host.stop();
    }
  });
}
