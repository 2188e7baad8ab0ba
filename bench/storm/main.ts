/**
 * A connect storm: 5,000 displays, each with the waits of the newest fielded build, lose their server by `kill -9` and
 * by a graceful stop, and come back to it. The limits are those that a site has. Commands for every display are given
 * as soon as the server listens again. Linux, loopback only, under two minutes.
 *
 * Run: `deno task bench:storm`, or `deno run -A --frozen bench/storm/main.ts --displays 1000`.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { ControlHostProcess } from "../../tests/support/processes/control_host_process.ts";
import { Child } from "../displays/child.ts";
import { type Figure, milliseconds, percent, whole } from "../displays/figure.ts";
import { cpuSeconds } from "../displays/process_stat.ts";
import { runArms } from "../displays/run_arms.ts";
import { quantile } from "../displays/statistics.ts";
import type { CrowdOrders, Return } from "./orders.ts";
import { beginShow, endsOf, makeShow } from "./show.ts";

const DISPLAYS = 5_000;
/** Processes of clients, so that one core is left for the control host even where there are two. */
const CROWDS = 2;
const MAX_MS = 10_000;
/** A storm that is not over by then has failed; the figures say how many are missing. */
const PATIENCE_MS = 60_000;

const options = { displays: { type: "string" }, only: { type: "string" } } as const;
const displays = Number(parseArgs({ options }).values.displays ?? DISPLAYS);

await runArms({ storm }, { options: { displays: { type: "string" } } });

type Crowd = Child<CrowdOrders>;

async function storm(): Promise<Figure[]> {
  const dataDir = await Deno.makeTempDir({ prefix: "signalbox-storm-" });
  let host = await ControlHostProcess.start(dataDir);
  const crowds = Array.from({ length: CROWDS }, () => new Child<CrowdOrders>("../storm/crowd.ts"));
  try {
    const newcomers = await gather(crowds, host);
    const figures = [...returnFigures("new displays at once", newcomers)];
    for (const way of ["kill", "stop"] as const) {
      const presets = await makeShow(host.api, way);
      const began = performance.now();
      await host[way]();
      const endMs = performance.now() - began;
      await Promise.all(crowds.map((crowd) => crowd.call("begin", null)));
      host = await host.again();
      const awayMs = performance.now() - began;
      figures.push(...await returnOf(way, { crowds, host, presets, endMs, awayMs }));
    }
    return figures;
  } finally {
    await Promise.all(crowds.map((crowd) => crowd.stop()));
    await host.stop();
    await Deno.remove(dataDir, { recursive: true });
  }
}

async function gather(crowds: readonly Crowd[], { url }: ControlHostProcess): Promise<Whole> {
  const count = displays / crowds.length;
  await Promise.all(
    crowds.map((crowd, n) => crowd.call("connect", { url, count, first: n * count })),
  );
  return await waitFor(crowds, Infinity);
}

interface Comeback {
  readonly crowds: readonly Crowd[];
  readonly host: ControlHostProcess;
  readonly presets: readonly number[];
  /** From the order to end to the end of the process, and to the port that is open again. */
  readonly endMs: number;
  readonly awayMs: number;
}

async function returnOf(
  way: "kill" | "stop",
  { crowds, host, presets, endMs, awayMs }: Comeback,
): Promise<Figure[]> {
  const before = cpuSeconds(host.pid);
  const began = performance.now();
  const readyAt = Date.now();
  const [runs, back] = await Promise.all([beginShow(host.api, presets), waitFor(crowds, readyAt)]);
  const share = (cpuSeconds(host.pid) - before) * 1_000 / (performance.now() - began);
  const ends = await endsOf(host.api, runs);
  const arrivals = await Promise.all(
    crowds.map((crowd) => crowd.call("arrivals", { mark: way })),
  );
  const different = arrivals.reduce((sum, each) => sum + each.different, 0);
  const repeated = arrivals.reduce((sum, each) => sum + each.repeated, 0);
  const states = [...ends].map(([state, count]) => `${whole(count)} ${state}`).join(", ");
  const how = way === "kill" ? "kill -9" : "graceful stop";
  return [
    ...returnFigures(
      `after ${how}`,
      back,
      `ended in ${milliseconds(endMs)}, away for ${milliseconds(awayMs)}; ${
        percent(share)
      } of a core`,
    ),
    {
      arm: `commands given meanwhile, after ${how}`,
      figure: `${whole(different)} arrived once`,
      target: whole(displays),
      met: different === displays && repeated === 0 && ends.get("completed") === displays,
      remark: `${whole(repeated)} arrived again; ledger: ${states}`,
    },
  ];
}

/** All crowds together; times in ms since the control host listens. */
interface Whole extends Pick<Return, "missing" | "refused" | "givenUp"> {
  readonly afterMs: readonly number[];
  /** What of it was the control host's. */
  readonly servedMs: readonly number[];
}

/** @param readyAt when the control host said that it listens; it may have let the first in before */
async function waitFor(crowds: readonly Crowd[], readyAt: number): Promise<Whole> {
  const parts = await Promise.all(
    crowds.map((crowd) => crowd.call("returned", { timeoutMs: PATIENCE_MS })),
  );
  const openedAt = Math.min(readyAt, ...parts.map((part) => part.openedAt));
  const sum = (of: (part: Return) => number) => parts.reduce((total, part) => total + of(part), 0);
  return {
    afterMs: parts.flatMap(({ registeredAt }) => registeredAt.map((at) => at - openedAt))
      .sort((a, b) => a - b),
    servedMs: parts.flatMap(({ servedMs }) => servedMs).sort((a, b) => a - b),
    missing: sum(({ missing }) => missing),
    refused: sum(({ refused }) => refused),
    givenUp: sum(({ givenUp }) => givenUp),
  };
}

function returnFigures(
  when: string,
  { afterMs, servedMs, missing, refused, givenUp }: Whole,
  more = "",
): Figure[] {
  const at = (share: number) => milliseconds(quantile(afterMs, share));
  const own = (share: number) => milliseconds(quantile(servedMs, share));
  const last = quantile(afterMs, 1);
  return [{
    arm: `last of ${whole(displays)} registered, ${when}`,
    figure: missing === 0 ? milliseconds(last) : `${whole(missing)} MISSING`,
    target: `<= ${milliseconds(MAX_MS)}`,
    met: missing === 0 && last <= MAX_MS,
    remark: [
      `p50 ${at(0.5)}, p99 ${at(0.99)}; the control host's part p50 ${own(0.5)}, p99 ${own(0.99)}`,
      `${whole(refused)} attempts found nobody, ${whole(givenUp)} gave up`,
      ...more === "" ? [] : [more],
    ].join("; "),
  }];
}
