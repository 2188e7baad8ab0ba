import { type EventDelays } from "../demo/event_reader.ts";
import { type Figure, milliseconds, percent, whole } from "../displays/figure.ts";
import { summarise } from "../displays/statistics.ts";
import type { Audience } from "./audience.ts";
import type { Exposition } from "./exposition.ts";
import type { BeatCount } from "./heartbeats.ts";
import { awayOf, type MinuteLook } from "./looks.ts";
import { trendOf } from "./trend.ts";

/** Everything that a soak has seen. */
export interface SoakReport {
  readonly arrivalMs: number;
  readonly looks: readonly MinuteLook[];
  readonly beats: BeatCount;
  readonly lines: BeatCount;
  readonly audience: Pick<Audience, "received" | "orders">;
  readonly page: EventDelays;
  readonly last: Exposition;
}

/** Minutes at the end that a line is laid through: what comes before fills histories. */
const JUDGED_MINUTES = 15;
const MAX_P99_MS = 20;
/**
 * Less than a heap of 64 MB a day, which is as fine as fifteen samples with a page more or less here and there can tell:
 * a tenth of a byte for each message.
 */
const MAX_MEGABYTES_PER_HOUR = 2.5;

/** The report as lines of a table. */
export function soakFigures(report: SoakReport): Figure[] {
  const { arrivalMs, looks, beats, lines, page: { p50, p99, slowest, count } } = report;
  const judged = looks.slice(-JUDGED_MINUTES);
  return [
    { arm: "whole fleet online after", figure: `${whole(arrivalMs / 1_000)} s` },
    memoryFigure("heap after a collection", judged, (look) => look.heapBytes),
    memoryFigure("of that, compiled code", judged, (look) => look.codeBytes),
    memoryFigure("of that, what the program holds", judged, heldBytes, true),
    memoryFigure("outside of the heap", judged, (look) => look.externalBytes),
    memoryFigure("resident", judged, (look) => look.residentBytes),
    delayFigure(looks),
    beatFigure("heartbeats and readings", beats),
    beatFigure("lines of sync hosts", lines),
    awayFigure(report),
    cpuFigure("control host", judged.map(({ hostCpu }) => hostCpu)),
    waitFigure(judged),
    cpuFigure("fleet, the other side", judged.map(({ fleetCpu }) => fleetCpu)),
    {
      arm: "event to one page, p99",
      figure: milliseconds(p99),
      remark: `${whole(count)} events, p50 ${milliseconds(p50)}, slowest ${milliseconds(slowest)}`,
    },
    ...lossFigures(report),
  ];
}

/**
 * Without what the runtime has compiled, drops and compiles again for most of an hour: that ends where the program does,
 * and hides what does not.
 */
const heldBytes = ({ heapBytes, codeBytes }: MinuteLook) => heapBytes - codeBytes;

function memoryFigure(
  what: string,
  looks: readonly MinuteLook[],
  bytesOf: (look: MinuteLook) => number,
  promised = false,
): Figure {
  const samples = looks.map((look) => ({ atMs: look.atMs, value: bytesOf(look) / 2 ** 20 }));
  const { perHour, error } = trendOf(samples);
  const { least, most } = summarise(samples.map(({ value }) => value));
  // A rise that two standard errors explain is none.
  const met = perHour - 2 * error <= MAX_MEGABYTES_PER_HOUR;
  return {
    arm: `memory, ${what}`,
    figure: `${perHour.toFixed(1)} ±${error.toFixed(1)} MB/h`,
    ...promised ? { target: `<= ${MAX_MEGABYTES_PER_HOUR} MB/h`, met } : {},
    remark: `${least.toFixed(1)} to ${most.toFixed(1)} MB in the last ${looks.length} minutes`,
  };
}

function delayFigure(looks: readonly MinuteLook[]): Figure {
  const { median, most } = summarise(looks.map(({ delayP99Ms }) => delayP99Ms));
  const longest = Math.max(...looks.map(({ delayMaxMs }) => delayMaxMs));
  return {
    arm: "event-loop delay, p99 of the worst minute",
    figure: milliseconds(most),
    target: `< ${MAX_P99_MS} ms`,
    met: most < MAX_P99_MS,
    remark: `median minute ${milliseconds(median)}; longest of all ${milliseconds(longest)}, ` +
      "collections that the benchmark asks for included",
  };
}

function beatFigure(what: string, { members, sent, missed, missing }: BeatCount): Figure {
  return {
    arm: `${what} not handled`,
    figure: whole(missed),
    target: "0",
    met: missed === 0,
    remark: `${whole(sent)} sent by ${whole(members)} members${
      missing.length === 0 ? "" : `; ${missing.slice(0, 3).join(", ")}`
    }`,
  };
}

function awayFigure({ looks, last }: SoakReport): Figure {
  const away = Math.max(...looks.map((look) => look.away), awayOf(last));
  return { arm: "members not online at a look", figure: whole(away), target: "0", met: away === 0 };
}

function cpuFigure(who: string, shares: readonly number[]): Figure {
  const { median, most } = summarise(shares);
  const remark = `busiest minute ${percent(most)}`;
  return { arm: `CPU of the ${who}`, figure: `${percent(median)} of a core`, remark };
}

/** Above a few percent the machine was not quiet, and the event loop's delay says more of it than of us. */
function waitFigure(looks: readonly MinuteLook[]): Figure {
  const { median, most } = summarise(looks.map(({ waited }) => waited));
  return {
    arm: "time in which it waited for a processor",
    figure: percent(median),
    remark: `worst minute ${percent(most)}`,
  };
}

function lossFigures({ last, audience: { received, orders } }: SoakReport): Figure[] {
  const lost = last.sum("signalbox_actor_dead_letters_total{");
  const crashes = last.sum("signalbox_actor_crashes_total{");
  const watched = received.filter((bytes) => bytes > 0).length;
  return [
    {
      arm: "messages lost inside, and crashes",
      figure: `${whole(lost)}, ${whole(crashes)}`,
      target: "0, 0",
      met: lost + crashes === 0,
    },
    {
      arm: "orders refused",
      figure: whole(orders.refused),
      target: "0",
      met: orders.refused === 0,
      remark: `${whole(orders.given)} given; ${watched} of ${received.length} cameras seen`,
    },
  ];
}
