import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import { colourOf, faded, theme } from "../look/theme.ts";
import { language } from "../words/language.ts";
import { moment, tickText, timeWord } from "../words/times.ts";
import { withGaps } from "./chart_gaps.ts";

/** One line of a chart. */
export interface Series {
  readonly word: string;
  /** A custom property of `colours.css`, such as `--series-1`. */
  readonly colour: string;
  readonly values: readonly (number | null)[];
  /** The band between least and most, where spans hold many readings. */
  readonly least?: readonly (number | null)[];
  readonly most?: readonly (number | null)[];
}

/** Pixels; wide ones fill their place. */
const HEIGHT = 180;
/** Room for a time with its seconds, and some between it and the next. */
const TICK_PX = 80;

/** Values over time, drawn by uPlot: gaps stay gaps. `at` is in epoch ms. */
export function Chart(
  { label, at, series, format }: {
    readonly label: string;
    readonly at: readonly number[];
    readonly series: readonly Series[];
    readonly format: (value: number) => string;
  },
) {
  const place = useRef<HTMLDivElement>(null);
  const shownTheme = theme.value;
  const shownLanguage = language.value;
  useEffect(() => {
    const { current } = place;
    if (!current) return;
    const plot = new uPlot(
      optionsOf(current.clientWidth, series, format),
      dataOf(at, series),
      current,
    );
    const watch = new ResizeObserver(() =>
      plot.setSize({ width: current.clientWidth, height: HEIGHT })
    );
    watch.observe(current);
    return () => {
      watch.disconnect();
      plot.destroy();
    };
  }, [at, series, shownTheme, shownLanguage]);
  return (
    <figure class="chart">
      <figcaption>{label}</figcaption>
      <div ref={place} role="img" aria-label={summary(label, series, format)} />
    </figure>
  );
}

/** What uPlot draws: the times, then a column for each line and for each edge of its band. */
function dataOf(at: readonly number[], series: readonly Series[]): uPlot.AlignedData {
  const all = series.flatMap(({ values, least, most }) =>
    least && most ? [values, least, most] : [values]
  );
  const { at: times, columns } = withGaps(at, all);
  return [times.map((ms) => ms / 1_000), ...columns.map((column) => [...column])];
}

function optionsOf(
  width: number,
  series: readonly Series[],
  format: (value: number) => string,
): uPlot.Options {
  const grid = { stroke: colourOf("--line"), width: 1 };
  const axis = { stroke: colourOf("--quiet"), grid, ticks: grid };
  const drawn: uPlot.Series[] = [{ label: timeWord(), value: momentAt }];
  const bands: uPlot.Band[] = [];
  for (const one of series) {
    const stroke = colourOf(one.colour);
    const value = (plot: uPlot, _at: number, first: number, nth: number | null) =>
      valueText(plot.data.slice(first), nth ?? newestOf(plot), one.least !== undefined, format);
    drawn.push({ label: one.word, stroke, width: 1.5, points: { show: false }, value });
    if (!one.least || !one.most) continue;
    bands.push({ series: [drawn.length + 1, drawn.length], fill: faded(stroke) });
    drawn.push(EDGE, EDGE);
  }
  return {
    width,
    height: HEIGHT,
    series: drawn,
    bands,
    cursor: { y: false },
    axes: [
      { ...axis, size: 44, space: TICK_PX, values: momentsOf },
      { ...axis, size: 70, values: (_, ticks) => amountsOf(ticks, format) },
    ],
  };
}

/** The edges of a band: it is seen, they are not. */
const EDGE: uPlot.Series = {
  class: "chart-edge",
  stroke: "transparent",
  width: 0,
  points: { show: false },
};

/** A line whose amount reads as the one below it has no text: two of the same would be no scale. */
function amountsOf(ticks: readonly number[], format: (value: number) => string): string[] {
  const texts = ticks.map((at) => format(at));
  return texts.map((text, nth) => text === texts[nth - 1] ? "" : text);
}

/** Where nobody points, the legend tells the newest. */
function momentAt(plot: uPlot, seconds: number | null): string {
  const at = seconds ?? plot.data[0][newestOf(plot)];
  return at === undefined ? "—" : moment(at * 1_000);
}

/** The last place at which any line has a value. */
function newestOf({ data: [times, ...columns] }: uPlot): number {
  const last = columns.map((column) => column.findLastIndex((value) => value !== null));
  return last.length === 0 ? times.length - 1 : Math.max(...last);
}

function momentsOf(
  _: uPlot,
  ticks: readonly number[],
  _axis: number,
  _space: number,
  step: number,
): string[] {
  return ticks.map((at, nth) => {
    const before = ticks[nth - 1];
    return tickText(at * 1_000, step * 1_000, before === undefined ? undefined : before * 1_000);
  });
}

/** A value, and from where to where it went where that is known. The columns begin with its own. */
function valueText(
  columns: readonly uPlot.AlignedData[number][],
  nth: number,
  banded: boolean,
  format: (value: number) => string,
): string {
  const [value, from, to] = columns.slice(0, 3).map((column) => column[nth] ?? null);
  if (value === undefined || value === null) return "—";
  const known = banded && from !== undefined && from !== null && to !== undefined && to !== null;
  return known ? `${format(value)} (${format(from)} – ${format(to)})` : format(value);
}

/** What a chart says to those who do not see it: the newest value of each line. */
function summary(
  label: string,
  series: readonly Series[],
  format: (value: number) => string,
): string {
  const newest = series.map(({ word, values }) => {
    const last = values.findLast((value) => value !== null);
    return `${word} ${last === undefined || last === null ? "—" : format(last)}`;
  });
  return `${label}: ${newest.join(", ")}`;
}
