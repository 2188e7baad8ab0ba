import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import { colourOf, faded, theme } from "../look/theme.ts";
import { language } from "../words/language.ts";

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

function dataOf(at: readonly number[], series: readonly Series[]): uPlot.AlignedData {
  const columns = series.flatMap(({ values, least, most }) =>
    least && most ? [values, least, most] : [values]
  );
  return [at.map((ms) => ms / 1_000), ...columns.map((column) => [...column])];
}

function optionsOf(
  width: number,
  series: readonly Series[],
  format: (value: number) => string,
): uPlot.Options {
  const axis = { stroke: colourOf("--quiet"), grid: { stroke: colourOf("--line"), width: 1 } };
  const drawn: uPlot.Series[] = [{}];
  const bands: uPlot.Band[] = [];
  for (const { word, colour, least, most } of series) {
    const stroke = colourOf(colour);
    const value = (_: uPlot, at: number | null) => at === null ? "—" : format(at);
    drawn.push({ label: word, stroke, width: 1.5, value });
    if (!least || !most) continue;
    const edge = { show: true, stroke: "transparent", width: 0, points: { show: false } };
    bands.push({ series: [drawn.length + 1, drawn.length], fill: faded(stroke) });
    drawn.push({ ...edge, label: `${word} min`, value }, { ...edge, label: `${word} max`, value });
  }
  return {
    width,
    height: HEIGHT,
    series: drawn,
    bands,
    cursor: { y: false },
    axes: [axis, { ...axis, size: 70, values: (_, ticks) => ticks.map((at) => format(at)) }],
  };
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
