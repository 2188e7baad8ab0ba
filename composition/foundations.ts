import { getLogger } from "@logtape/logtape";
import {
  type ActorSystem,
  createSystem,
  type StopReport,
  SYSTEM_CLOCK,
} from "../actors/kernel/mod.ts";
import type { OpenPort } from "../actors/listener.ts";
import { loadLimits } from "../actors/load.ts";
import { openIoPoll } from "../adapters/io_poll/io_poll.ts";
import { LoadWatch } from "../adapters/own_health/load_watch.ts";
import { OwnHealth } from "../adapters/own_health/own_health.ts";
import type { Upgrade } from "../adapters/sqlite/schemas/migrations.ts";
import { type Database, openDatabase } from "../adapters/sqlite/open_database.ts";
import type { Settings } from "../command_line/settings/settings.ts";
import { type AuditSide, auditSide } from "./sides/audit_side.ts";
import { ChartThread } from "./threads/chart_thread.ts";
import { type MetricsSide, metricsSide } from "./sides/metrics_side.ts";
import { STOP_DEADLINE_MS } from "./stop_deadline.ts";
import type { Tuning } from "./tuning.ts";

const logger = getLogger(["signalbox", "store"]);

/** What everything else stands on. */
export interface Foundations {
  readonly database: Database;
  readonly charts: ChartThread;
  readonly audit: AuditSide;
  readonly system: ActorSystem;
  readonly metrics: MetricsSide;
  readonly watch: LoadWatch;
  readonly health: OwnHealth;
  /** Filled as ports are opened. */
  readonly ports: Map<string, OpenPort>;
  closeAll(): Promise<StopReport>;
}

/** Opens the database, and what watches the control host itself; no actor and no port yet. */
export async function openFoundations(settings: Settings, tuning: Tuning): Promise<Foundations> {
  const { spawnWriter } = tuning;
  const database = await openDatabase({
    dataDir: settings.dataDir,
    onUpgrade: sayUpgrade,
    ...(spawnWriter && { spawnWriter }),
  });
  const charts = new ChartThread(database.path);
  const audit = auditSide(database);
  // Without loopback the actors still run; sockets are only served later while they are busy.
  const ioPoll = await openIoPoll().catch(() => undefined);
  const system = createSystem(ioPoll && { yieldToIo: ioPoll.yieldToIo });
  const memoryCeilingBytes = settings.memoryCeiling * 1_048_576;
  const watch = new LoadWatch({
    system,
    clock: SYSTEM_CLOCK,
    limits: { ...loadLimits(settings.memoryCeiling), ...tuning.load },
    waitingWrites: database.waiting,
    residentBytes: () => Deno.memoryUsage().rss,
  });
  const load = () => watch.state;
  const metrics = metricsSide({ system, database, load, memoryCeilingBytes });
  const health = new OwnHealth({
    load,
    dataDir: settings.dataDir,
    system,
    clock: SYSTEM_CLOCK,
    touchStore: () => database.alerts.commit([]),
  });
  const ports = new Map<string, OpenPort>();
  const closeAll = async () => {
    const report = await system.stop(STOP_DEADLINE_MS);
    watch.close();
    health.close();
    await Promise.all([charts.close(), metrics.close(), audit.close()]);
    await database.close();
    ioPoll?.close();
    return report;
  };
  return { database, charts, audit, system, metrics, watch, health, ports, closeAll };
}

/** Events that are chained in a second on a slow machine. */
const EVENTS_PER_SECOND = 50_000;

function sayUpgrade({ from, to, events }: Upgrade): void {
  const seconds = Math.ceil(events / EVENTS_PER_SECOND);
  logger.warn(
    "The database is brought from schema {from} to {to}. With {events} events of commands that takes " +
      "some {seconds} s; nothing is served until then, and an interruption leaves it as it was.",
    { from, to, events, seconds },
  );
}
