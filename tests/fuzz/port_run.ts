import { setTimeout as wait } from "node:timers/promises";
import type { PortFuzzer } from "./attack.ts";
import type { AttackOrder, AttackReport } from "./attack_worker.ts";
import { type FuzzedHost, withFuzzedHost } from "./fuzzed_host.ts";
import { cameraStreams, HostileServer, pollAnswers } from "./hostile_server.ts";
import type { NeighbourFigures } from "./neighbour.ts";
import { settleNeighbours } from "./neighbours.ts";
import { residentBytes } from "./resident.ts";

/** What came of fuzzing the ports of one control host. */
export interface PortFigures {
  /** By fuzzer: attacks that were made. */
  readonly cases: ReadonlyMap<string, number>;
  readonly neighbours: readonly NeighbourFigures[];
  readonly before: Memory;
  readonly after: Memory;
  /** What must not be: an empty list is what is wanted. */
  readonly failures: readonly string[];
}

/** What a host has in use, in bytes. */
export interface Memory {
  /** Of its process. */
  readonly resident: number;
  /** Of that, in objects that are alive or were not looked at since. */
  readonly heap: number;
}

/** How long, from which seed, and who misbehaves. */
export interface PortOrder {
  readonly fuzzers: readonly PortFuzzer[];
  /** Cameras and sync hosts that the host dials, and that answer in wrong ways. */
  readonly dialled: boolean;
  readonly seed: number;
  readonly forMs: number;
  /** Told every half minute. */
  readonly onProgress?: (memory: Memory) => void;
}

const PROGRESS_MS = 30_000;
const CAMERAS = 8;
/** Each is asked once in five seconds. */
const POLLED = 40;
/** After the neighbours have come in: what a host takes for them alone is no growth. */
const SETTLE_MS = 2_000;
/** Connections of the last attacks are over by then, and a runtime with nothing to do gives memory back. */
const CALM_MS = 15_000;
/**
 * What a host takes for dead objects and holes between them, and then no more: after a minute of attacks on all ports it
 * is twice as large as before, and stays so. A leak of 40 KB a case would be more.
 */
const MOST_GROWTH_BYTES = 448 * 1_024 * 1_024;
/** As many are told; whoever mends them sees the others. */
const MOST_DEFECTS = 24;
/** Of a defect, in a log line or on standard error: a fault of ours, a warning of the runtime, a stack trace. */
const DEFECT =
  /"signalbox\.faults"|unhandled|uncaught|Warning:|TypeError|RangeError|ReferenceError|^\s+at .+:\d+:\d+/im;
/** What is different each time. */
const NUMBERS = /[\da-f]{8}-[\da-f-]{27}|\d+/gi;

/** Fuzzes all ports at once, with a neighbour of each kind beside them. */
export async function runPorts(order: PortOrder): Promise<PortFigures> {
  const [cameras, polled] = order.dialled ? await hostileServers(order.seed) : [[], []];
  const figures: PortFigures[] = [];
  try {
    await withFuzzedHost({ cameras, polled }, async (host) => {
      const neighbours = await settleNeighbours(host);
      await wait(Math.min(SETTLE_MS, order.forMs));
      const before = await memoryOf(host);
      const telling = setInterval(
        async () => order.onProgress?.(await memoryOf(host)),
        PROGRESS_MS,
      );
      const report = await attack(host, order).finally(() => clearInterval(telling));
      const cases = new Map(report.cases);
      const failures = [...report.failures];
      await wait(Math.min(CALM_MS, order.forMs));
      const after = await memoryOf(host);
      const left = await Promise.all(neighbours.map((neighbour) => neighbour.leave()));
      failures.push(...faultsOf(host, left, after.resident - before.resident));
      figures.push({ cases, neighbours: left, before, after, failures });
    });
  } finally {
    await Promise.all([...cameras, ...polled].map((server) => server.stop()));
  }
  const [found] = figures;
  if (found === undefined) throw new Error("the host was never reached");
  if (!order.dialled) return found;
  const dialled = [["hostile cameras", sum(cameras)], ["hostile sync hosts", sum(polled)]] as const;
  return { ...found, cases: new Map([...found.cases, ...dialled]) };
}

async function memoryOf({ pid, api }: FuzzedHost): Promise<Memory> {
  const resident = await residentBytes(pid);
  const figures = await api.request("/metrics").then((answer) => answer.text()).catch(() => "");
  const heap = Number(
    /^signalbox_memory_bytes\{part="heap_used"\} (\d+)/m.exec(figures)?.[1] ?? NaN,
  );
  return { resident, heap };
}

function hostileServers(seed: number): Promise<[HostileServer[], HostileServer[]]> {
  const start = (count: number, net: number, answers: Parameters<typeof HostileServer.start>[1]) =>
    Promise.all(
      Array.from(
        { length: count },
        (_, n) => HostileServer.start(`127.0.${net}.${n + 1}`, answers, seed + 1_000 * n),
      ),
    );
  return Promise.all([start(CAMERAS, 2, cameraStreams), start(POLLED, 3, pollAnswers)]);
}

/** On a thread of its own, so that what is measured of the neighbours is the host's delay and not ours. */
async function attack(
  host: FuzzedHost,
  { fuzzers, seed, forMs }: PortOrder,
): Promise<AttackReport> {
  if (fuzzers.length === 0) {
    await wait(forMs);
    return { cases: [], failures: [] };
  }
  const worker = new Worker(new URL("./attack_worker.ts", import.meta.url), { type: "module" });
  const targets = fuzzers.map(({ name, port }) => ({ name, port: host.port(port) }));
  const report = new Promise<AttackReport>((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<AttackReport | "ready">) => {
      if (data !== "ready") return resolve(data);
      worker.postMessage({ targets, seed, forMs } satisfies AttackOrder);
    };
  });
  try {
    return await Promise.race([report, host.gone.then(() => ({ cases: [], failures: [] }))]);
  } finally {
    worker.terminate();
  }
}

function faultsOf(
  host: FuzzedHost,
  neighbours: readonly NeighbourFigures[],
  growth: number,
): string[] {
  const faults = neighbours.flatMap(({ failures }) => failures);
  if (host.ended !== undefined) faults.push(`the host ended with exit code ${host.ended}`);
  if (growth > MOST_GROWTH_BYTES) faults.push(`${growth} bytes more than before`);
  return [...faults, ...defectsIn(host.said.all)];
}

/** One line of each kind of defect, in the order in which they came. */
function defectsIn(lines: readonly string[]): readonly string[] {
  const kinds = new Map<string, string>();
  for (const line of lines) {
    const kind = line.replace(NUMBERS, "#");
    if (DEFECT.test(line) && !kinds.has(kind)) kinds.set(kind, line);
  }
  return [...kinds.values()].slice(0, MOST_DEFECTS);
}

function sum(servers: readonly HostileServer[]): number {
  return servers.reduce((total, { cases }) => total + cases, 0);
}
