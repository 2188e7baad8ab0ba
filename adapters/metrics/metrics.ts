/**
 * What a monitoring system reads of the control host, as Prometheus text: counts by kind, never by member.
 *
 * @example
 * ```ts
 * const metrics = openMetrics({ system, members, ports, messages, readers, store, clock, version });
 * const text = await metrics.text();
 * metrics.close();
 * ```
 * @module
 */
import process from "node:process";
import type { ActorSystem, Clock } from "../../actors/kernel/mod.ts";
import type { LoadState } from "../../actors/load.ts";
import type { MemberCount } from "../../actors/presence/messages.ts";
import {
  encodeExposition,
  EXPOSITION_TYPE,
  type MetricFamily,
} from "../../protocols/metrics/exposition.ts";
import { Histogram } from "../../protocols/metrics/histogram.ts";
import type { PortTraffic } from "../port_traffic.ts";
import { CommandTally } from "./command_tally.ts";
import { EventLoopDelay } from "./event_loop_delay.ts";
import type { Facts, ProcessCounts, ReaderCounts, StoreCounts } from "./facts.ts";
import { familiesOf } from "./families.ts";
import type { MessageCounts } from "./message_counts.ts";
import type { ProblemCounts } from "./problem_counts.ts";

/** Who is asked at each scrape. */
export interface MetricSources {
  readonly system: Pick<ActorSystem, "metrics" | "mailboxDepths" | "subscribe">;
  /** May reject: nobody answers in time. */
  members(): Promise<readonly MemberCount[]>;
  readonly ports: ReadonlyMap<string, PortTraffic>;
  readonly messages: Pick<MessageCounts, "read">;
  readonly problems: Pick<ProblemCounts, "read">;
  load(): LoadState;
  readonly memoryCeilingBytes: number;
  readers(): ReaderCounts;
  store(): Promise<StoreCounts>;
  readonly clock: Clock;
  readonly version: string;
}

/** What is served at `/metrics`. */
export interface Metrics {
  readonly contentType: string;
  /** Never rejects for a part that does not answer: that part is left out. */
  text(): Promise<string>;
  /** Counts no more. */
  close(): void;
}

/** From the resolution of a timer to a stall that cuts connections; 20 ms is what we promise under load. */
const DELAY_BUCKETS_S = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];

/** Begins to count. Holds one subscription and one timer until it is closed. */
export function openMetrics(sources: MetricSources): Metrics {
  const { clock } = sources;
  const started = { at: clock.now(), monotonicMs: clock.monotonicMs() };
  const tally = new CommandTally(sources.system);
  const delays = new Histogram(DELAY_BUCKETS_S);
  const loop = new EventLoopDelay(clock, (delayMs) => delays.observe(delayMs / 1_000));
  let underWay: Promise<string> | undefined;
  const write = async () => {
    try {
      const facts = await gather(sources, { started, tally, loop });
      return encodeExposition([...familiesOf(facts), delaysFamily(delays)]);
    } finally {
      underWay = undefined;
    }
  };
  return {
    contentType: EXPOSITION_TYPE,
    // Whoever comes while one is written gets the same.
    text: () => underWay ??= write(),
    close() {
      tally.close();
      loop.close();
    },
  };
}

function delaysFamily(delays: Histogram): MetricFamily {
  return {
    name: "signalbox_event_loop_delay_seconds",
    type: "histogram",
    help: "How late the event loop was, looked at 20 times a second.",
    lines: delays.lines(),
  };
}

interface Counting {
  readonly started: { readonly at: number; readonly monotonicMs: number };
  readonly tally: CommandTally;
  readonly loop: EventLoopDelay;
}

async function gather(sources: MetricSources, counting: Counting): Promise<Facts> {
  const { system, ports, messages } = sources;
  const [members, store] = await Promise.all([
    sources.members().catch(() => null),
    sources.store(),
  ]);
  return {
    kinds: system.metrics().kinds,
    depths: system.mailboxDepths(),
    members,
    commands: counting.tally.read(),
    ports: new Map([...ports].map(([name, port]) => [name, port.read()])),
    messages: messages.read(),
    problems: sources.problems.read(),
    load: sources.load(),
    memoryCeilingBytes: sources.memoryCeilingBytes,
    readers: sources.readers(),
    store,
    loop: counting.loop.read(),
    process: processNow(sources, counting),
  };
}

function processNow(
  { version, clock }: MetricSources,
  { started }: Counting,
): ProcessCounts {
  const { rss, heapUsed, heapTotal, external } = Deno.memoryUsage();
  const { user, system } = process.cpuUsage();
  return {
    version,
    startedAt: started.at,
    uptimeMs: clock.monotonicMs() - started.monotonicMs,
    residentBytes: rss,
    heapUsedBytes: heapUsed,
    heapTotalBytes: heapTotal,
    externalBytes: external,
    cpuSeconds: (user + system) / 1e6,
  };
}
