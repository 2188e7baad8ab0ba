import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import type { Child } from "../displays/child.ts";
import { percent } from "../displays/figure.ts";
import { cpuSeconds, waitedSeconds } from "../displays/process_stat.ts";
import { type Exposition, readMetrics } from "./exposition.ts";
import type { MemoryWeight, SoakHostOrders } from "./orders.ts";

/** The control host as it was at the end of one minute. */
export interface MinuteLook extends MemoryWeight {
  readonly atMs: number;
  /** Of the minute, from `/metrics`. */
  readonly delayP99Ms: number;
  readonly delayMaxMs: number;
  /** Members that were not online. */
  readonly away: number;
  /** Shares of a core in the minute. */
  readonly hostCpu: number;
  readonly fleetCpu: number;
  /** Share of the minute in which the control host's main thread waited for a processor. */
  readonly waited: number;
}

/** Whom to look at. */
export interface Watched {
  readonly host: Child<SoakHostOrders>;
  readonly fleetPid: number;
  readonly url: string;
  readonly token: string;
}

const MINUTE_MS = 60_000;
const DELAY = "signalbox_event_loop_delay_recent_seconds";

/** Looks once a minute, says what it saw, and answers with all of it. */
export async function lookFor(minutes: number, watched: Watched): Promise<readonly MinuteLook[]> {
  const { host, fleetPid, url, token } = watched;
  const looks: MinuteLook[] = [];
  const began = performance.now();
  const spent = () => [host.pid, fleetPid].map(cpuSeconds).concat(waitedSeconds(host.pid));
  let before = spent();
  for (let minute = 1; minute <= minutes; minute++) {
    await pause(began + minute * MINUTE_MS - performance.now());
    const metrics = await readMetrics(url, token);
    const now = spent();
    const [hostCpu = 0, fleetCpu = 0, waited = 0] = now.map((seconds, n) =>
      (seconds - (before[n] ?? 0)) * 1_000 / MINUTE_MS
    );
    // After the figures: a collection that is asked for holds up the loop, and belongs to the next minute.
    const weight = await host.call("weigh", null);
    const look: MinuteLook = {
      ...weight,
      atMs: performance.now() - began,
      ...delaysOf(metrics),
      away: awayOf(metrics),
      hostCpu,
      fleetCpu,
      waited,
    };
    before = now;
    looks.push(look);
    process.stderr.write(`${lineOf(minute, look)}\n`);
  }
  return looks;
}

function delaysOf(metrics: Exposition): Pick<MinuteLook, "delayP99Ms" | "delayMaxMs"> {
  return {
    delayP99Ms: metrics.value(`${DELAY}{quantile="0.99"}`) * 1_000,
    delayMaxMs: metrics.value(`${DELAY}{quantile="1"}`) * 1_000,
  };
}

/** Members that are not online, whatever they are instead. */
export function awayOf(metrics: Exposition): number {
  const all = metrics.sum("signalbox_members{");
  const kinds = ["display", "node", "container", "syncHost", "camera"];
  const online = kinds.map((kind) =>
    metrics.value(`signalbox_members{kind="${kind}",liveness="online"}`)
  );
  return all - online.reduce((sum, count) => sum + count, 0);
}

function lineOf(minute: number, look: MinuteLook): string {
  const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1);
  return [
    `minute ${minute}`,
    `RSS ${megabytes(look.residentBytes)} MB`,
    `heap ${megabytes(look.heapBytes)} MB, of that code ${megabytes(look.codeBytes)} MB`,
    `external ${megabytes(look.externalBytes)} MB`,
    `delay p99 ${look.delayP99Ms.toFixed(1)} ms, max ${look.delayMaxMs.toFixed(0)} ms`,
    `away ${look.away}`,
    `CPU host ${percent(look.hostCpu)}, fleet ${percent(look.fleetCpu)}`,
    `the host waited for a processor ${percent(look.waited)} of the time`,
  ].join("; ");
}
