import { setTimeout as pause } from "node:timers/promises";
import type { Api } from "../../tests/support/api/api.ts";
import { childrenOf, DemoProcess, withHome } from "../../tests/support/processes/demo_process.ts";
import { eventually } from "../../tests/support/eventually.ts";
import { residentBytes, startMeter } from "../displays/process_stat.ts";
import { type EventDelays, EventReader } from "./event_reader.ts";

/** What a process of a demo costs. */
export interface Cost {
  /** Share of a core. */
  readonly cpu: number;
  readonly residentMegabytes: number;
}

/** A demo, measured. */
export interface DemoFigures {
  /** From the command to an answer of the API, and to the whole fleet online there. */
  readonly servingMs: number;
  readonly aliveMs: number;
  readonly host: Cost;
  readonly fleet: Cost;
  readonly events: EventDelays;
}

/** How many of each kind have to be online. */
export interface Expected {
  readonly displays: number;
  readonly nodes: number;
  readonly "sync-hosts": number;
  readonly cameras: number;
}

/** A thousand members are connected at a bounded rate. */
const PATIENCE_MS = 300_000;
/** For presets, rotations and recordings that the demo begins with. */
const SETTLE_MS = 20_000;

/** Starts a demo, and measures it for so long once it has come to rest. Linux only. */
export async function measureDemo(
  words: readonly string[],
  expected: Expected,
  measureMs: number,
): Promise<DemoFigures> {
  let figures: DemoFigures | undefined;
  await withHome(async (env) => {
    const startedAt = performance.now();
    const demo = new DemoProcess(words, env);
    try {
      const api = await demo.api();
      await api.call("/api/v1/displays");
      const servingMs = performance.now() - startedAt;
      await eventually(() => countOnline(api, expected), (missing) => missing === 0, PATIENCE_MS);
      const aliveMs = performance.now() - startedAt;
      await demo.says(/^Groups, presets/);
      await pause(SETTLE_MS);
      figures = { servingMs, aliveMs, ...(await measure(demo, measureMs)) };
    } finally {
      await demo.end();
    }
  });
  if (figures === undefined) throw new Error("nothing was measured");
  return figures;
}

/** How many are not online yet. */
async function countOnline(api: Api, expected: Expected): Promise<number> {
  let missing = 0;
  for (const [kind, count] of Object.entries(expected)) {
    missing += count - await onlineOf(api, kind);
  }
  return missing;
}

async function onlineOf(api: Api, kind: string): Promise<number> {
  type Page = { readonly items: readonly unknown[]; readonly nextCursor: string | null };
  let online = 0;
  let cursor = "";
  do {
    const path = `/api/v1/${kind}?liveness=online&limit=500${cursor}`;
    const { items, nextCursor } = await api.call<Page>(path);
    online += items.length;
    cursor = nextCursor === null ? "" : `&cursor=${encodeURIComponent(nextCursor)}`;
  } while (cursor !== "");
  return online;
}

async function measure(demo: DemoProcess, measureMs: number) {
  const [fleet = 0] = await childrenOf(demo.pid);
  const { url, token } = await demo.place();
  const reader = await EventReader.open(url, token);
  const meter = startMeter(demo.pid, fleet);
  await pause(measureMs);
  const { wallSeconds, cpuSeconds: [hostCpu = 0, fleetCpu = 0] } = meter();
  const costOf = (pid: number, cpu: number): Cost => ({
    cpu: cpu / wallSeconds,
    residentMegabytes: residentBytes(pid) / 2 ** 20,
  });
  return {
    host: costOf(demo.pid, hostCpu),
    fleet: costOf(fleet, fleetCpu),
    events: reader.close(),
  };
}
