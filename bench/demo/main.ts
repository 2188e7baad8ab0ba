/**
 * What `signalbox demo` costs: its control host and the process of its fleet, at the usual size and with a thousand
 * displays, 200 node hosts with 8 containers each and 200 sync hosts; and how long events take to a reader of the
 * event stream. Linux, loopback only, under six minutes.
 *
 * Run: `deno run -A --frozen bench/demo/main.ts [--only usual,thousand]`
 *
 * @module
 */
import { type Figure, milliseconds, percent, whole } from "../displays/figure.ts";
import { runArms } from "../displays/run_arms.ts";
import { type Cost, type DemoFigures, type Expected, measureDemo } from "./measure_demo.ts";

const USUAL: Expected = { "displays": 8, "nodes": 3, "sync-hosts": 8, "cameras": 2 };
const THOUSAND: Expected = { "displays": 1_000, "nodes": 200, "sync-hosts": 200, "cameras": 2 };
const MEASURE_MS = 60_000;

const ALIVE_MS = 10_000;
/** The fleet opens its connections at a bounded rate. */
const THOUSAND_ALIVE_MS = 60_000;
const MAX_CPU = 1;
const MAX_MEGABYTES = 600;
const MAX_P99_MS = 50;

await runArms({
  usual: async () => {
    const figures = await measureDemo([], USUAL, MEASURE_MS);
    return [
      timeFigure("API serves", figures.servingMs, ALIVE_MS),
      timeFigure("whole fleet online at the API", figures.aliveMs, ALIVE_MS),
      ...costFigures("control host", figures.host),
      ...costFigures("fleet", figures.fleet),
      eventFigure(figures),
    ];
  },
  thousand: async () => {
    const figures = await measureDemo(["--scale", "1000"], THOUSAND, MEASURE_MS);
    return [
      timeFigure("API serves", figures.servingMs, ALIVE_MS),
      timeFigure("whole fleet online at the API", figures.aliveMs, THOUSAND_ALIVE_MS),
      ...costFigures("control host", figures.host, true),
      ...costFigures("fleet", figures.fleet),
      eventFigure(figures),
    ];
  },
});

function timeFigure(arm: string, ms: number, targetMs: number): Figure {
  const target = `<= ${milliseconds(targetMs)}`;
  return { arm, figure: milliseconds(ms), target, met: ms <= targetMs };
}

function costFigures(who: string, { cpu, residentMegabytes }: Cost, promised = false): Figure[] {
  const promise = (target: string, met: boolean) => promised ? { target, met } : {};
  return [
    {
      arm: `${who}, CPU`,
      figure: `${percent(cpu)} of a core`,
      ...promise(`<= ${percent(MAX_CPU)}`, cpu <= MAX_CPU),
    },
    {
      arm: `${who}, resident`,
      figure: `${whole(residentMegabytes)} MB`,
      ...promise(`<= ${MAX_MEGABYTES} MB`, residentMegabytes <= MAX_MEGABYTES),
    },
  ];
}

function eventFigure({ events: { count, p50, p99, slowest } }: DemoFigures): Figure {
  return {
    arm: "event to one reader, p99",
    figure: milliseconds(p99),
    target: `<= ${MAX_P99_MS} ms`,
    met: p99 <= MAX_P99_MS,
    remark: `${whole(count)} events, p50 ${milliseconds(p50)}, slowest ${milliseconds(slowest)}`,
  };
}
