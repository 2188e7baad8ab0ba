import { type Figure, milliseconds, percent, whole } from "../displays/figure.ts";
import { startMeter } from "../displays/process_stat.ts";
import { type ChartReport, readCharts } from "./charts.ts";
import type { Delay } from "./loop_delay.ts";
import { startLoad } from "./loads.ts";
import { type RunningServer, startServer } from "./servers.ts";

const HOSTS = 1_000;
const CONTAINERS = 8;
/** The fleet appears, and its containers are written down for the first time. */
const SETTLE_SECONDS = 15;
/** More than a minute, so that the minute's records are written in it. */
const SECONDS = 75;
const MAX_CPU = 1;
const MAX_DELAY_MS = 20;
const MAX_CHART_MS = 50;
/** As long as the charts take: three of each container, ten a second. */
const CHART_SECONDS = 39;
const MEGABYTE = 1_000_000;

/** A thousand hosts of eight containers, each of which reports once a second. */
export async function fleet(): Promise<Figure[]> {
  const server = await startServer("host");
  const load = startLoad();
  const missing = await load.call("connect", {
    url: server.url,
    hosts: HOSTS,
    containers: CONTAINERS,
  });
  await load.call("tick", { seconds: SETTLE_SECONDS });
  await server.child.call("loopDelay", null);
  const stop = startMeter(server.pid);
  const report = await load.call("tick", { seconds: SECONDS });
  const { wallSeconds, cpuSeconds: [cpu = 0] } = stop();
  const delay = await server.child.call("loopDelay", null);
  const [charts] = await Promise.all([
    chartFigures(server),
    load.call("tick", { seconds: CHART_SECONDS }),
  ]);
  const perContainerDay = await server.child.call("bytesPerContainerDay", null);
  await load.stop();
  const resident = await server.child.call("settledBytes", null);
  await server.child.stop();
  const share = cpu / wallSeconds;
  const lost = missing + report.lost + report.sent - report.acknowledged;
  return [
    ...charts,
    {
      arm: `${HOSTS} hosts x ${CONTAINERS} containers at 1 Hz: CPU`,
      figure: percent(share),
      target: `<= ${percent(MAX_CPU)}`,
      met: share <= MAX_CPU && lost === 0,
      remark: `${whole(report.acknowledged)} of ${whole(report.sent)} acknowledged; ` +
        `ack p50 ${milliseconds(report.ackMs.p50)}, p99 ${milliseconds(report.ackMs.p99)}`,
    },
    delayFigure("event loop delay p99 meanwhile", delay),
    {
      arm: "resident bytes afterwards",
      figure: `${whole(resident / MEGABYTE)} MB`,
      remark: `${whole(resident / HOSTS / CONTAINERS)} bytes a container`,
    },
    {
      arm: "database growth a day, minutes",
      figure: `${whole(perContainerDay * HOSTS * CONTAINERS / MEGABYTE)} MB`,
      remark: `${whole(perContainerDay)} bytes a container; kept for 7 days`,
    },
  ];
}

/** The week of each container, as somebody sees it who asks for it while the fleet reports. */
async function chartFigures({ child }: RunningServer): Promise<Figure[]> {
  const api = await child.call("api", null);
  await child.call("forgetPages", null);
  await child.call("loopDelay", null);
  const first = await readCharts(api);
  const again = await readCharts(api);
  const thin = await readCharts(api, "&points=1440");
  const delay = await child.call("loopDelay", null);
  return [
    chartFigure("a week of one container, first time", first),
    chartFigure("the same again", again),
    chartFigure("the same in 1,440 points", thin),
    delayFigure("event loop delay p99 beside the charts", delay),
  ];
}

function chartFigure(arm: string, { p50Ms, p99Ms, points, bytes }: ChartReport): Figure {
  return {
    arm,
    figure: milliseconds(p99Ms),
    target: `<= ${MAX_CHART_MS} ms`,
    met: p99Ms <= MAX_CHART_MS && points > 0,
    remark: `p50 ${milliseconds(p50Ms)}, ${whole(points)} points, ${whole(bytes / 1_000)} kB`,
  };
}

function delayFigure(arm: string, { p99Ms, longestMs }: Delay): Figure {
  return {
    arm,
    figure: milliseconds(p99Ms),
    target: `<= ${MAX_DELAY_MS} ms`,
    met: p99Ms <= MAX_DELAY_MS,
    remark: `longest ${milliseconds(longestMs)}`,
  };
}
