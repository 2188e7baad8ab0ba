import { type ActorSystem, SYSTEM_CLOCK } from "../../actors/kernel/mod.ts";
import type { LoadState } from "../../actors/load.ts";
import type { CountMembers, MemberCount } from "../../actors/presence/messages.ts";
import { presenceActor } from "../../actors/presence/presence.ts";
import type { HttpApi } from "../../adapters/http/http_api.ts";
import type { ReaderCounts, StoreCounts } from "../../adapters/metrics/facts.ts";
import { MessageCounts } from "../../adapters/metrics/message_counts.ts";
import { ProblemCounts } from "../../adapters/metrics/problem_counts.ts";
import { type Metrics, openMetrics } from "../../adapters/metrics/metrics.ts";
import { PortTraffic } from "../../adapters/port_traffic.ts";
import type { Database } from "../../adapters/sqlite/open_database.ts";
import manifest from "../../deno.json" with { type: "json" };
import { TableSizes } from "../threads/table_sizes.ts";

/** The ports that are counted; those of all relays are one. */
const PORTS = ["http", "device", "tls", "mqtt", "relay"] as const;
export type PortName = typeof PORTS[number];

/** What goes over the ports, counted for as long as the program runs. */
export interface Traffic {
  readonly ports: ReadonlyMap<PortName, PortTraffic>;
  readonly messages: MessageCounts;
  readonly problems: ProblemCounts;
}

/** Counters that nothing has passed yet. */
function newTraffic(): Traffic {
  return {
    ports: new Map(PORTS.map((name) => [name, new PortTraffic()])),
    messages: new MessageCounts(),
    problems: new ProblemCounts(),
  };
}

/** What the figures are made from. */
export interface MetricsParts {
  readonly system: ActorSystem;
  readonly database: Pick<Database, "path" | "waiting">;
  readonly load: () => LoadState;
  readonly memoryCeilingBytes: number;
}

/** Figures that run. */
export interface MetricsSide extends Pick<Metrics, "contentType" | "text"> {
  readonly traffic: Traffic;
  /** Whose readers are counted, once there can be any. */
  follow(api: Pick<HttpApi, "events" | "streams">): void;
  /** To be awaited before the database closes. */
  close(): Promise<void>;
}

/** Short: a monitoring system gives up after some ten seconds, and a part that is this busy tells of itself. */
const PATIENCE = { timeoutMs: 1_000 };
const COUNT_MEMBERS: CountMembers = { type: "countMembers" };
const NO_READERS: ReaderCounts = { events: 0, cutOff: 0, streams: 0 };

/** Begins to count. */
export function metricsSide(parts: MetricsParts): MetricsSide {
  const { system, database } = parts;
  const sizes = new TableSizes(database.path, SYSTEM_CLOCK);
  const traffic = newTraffic();
  let readers = () => NO_READERS;
  const metrics = openMetrics({
    ...parts,
    members: () => membersOf(system),
    ...traffic,
    readers: () => readers(),
    store: () => storeCounts(database, sizes),
    clock: SYSTEM_CLOCK,
    version: manifest.version,
  });
  return {
    contentType: metrics.contentType,
    text: metrics.text,
    traffic,
    follow(api) {
      readers = () => {
        const { readers: events, cutOff } = api.events();
        return { events, cutOff, streams: api.streams() };
      };
    },
    close() {
      metrics.close();
      return sizes.close();
    },
  };
}

async function membersOf(system: ActorSystem): Promise<readonly MemberCount[]> {
  const presence = system.find(presenceActor, "presence");
  if (presence === undefined) throw new Error("nobody records who is there");
  return await presence.ask(COUNT_MEMBERS, PATIENCE);
}

async function storeCounts(
  { path, waiting }: MetricsParts["database"],
  sizes: TableSizes,
): Promise<StoreCounts> {
  const [fileBytes, logBytes] = await Promise.all([bytesOf(path), bytesOf(`${path}-wal`)]);
  return { queue: waiting(), fileBytes, logBytes, ...sizes.read() };
}

async function bytesOf(path: string): Promise<number | null> {
  return await Deno.stat(path).then(({ size }) => size, () => null);
}
