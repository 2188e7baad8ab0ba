import { type Arm, isErlang } from "./arms.ts";
import { figureText, summarise, type Summary, summaryText } from "./figures.ts";
import type { Outcome } from "./rounds.ts";
import type { Row, Target, Workload } from "./rows.ts";

/** The table as text: the first line is its head, the notes belong below it. */
export interface Report {
  readonly head: readonly string[];
  readonly lines: readonly (readonly string[])[];
  readonly notes: readonly string[];
}

/** What was measured of one workload. */
export interface Measured {
  readonly workload: Workload;
  readonly outcomes: ReadonlyMap<Arm, Outcome>;
}

/** Makes a table of what was measured: a line for each row, a column for each arm. */
export function reportOf(measured: readonly Measured[], arms: readonly Arm[]): Report {
  const notes: string[] = [];
  const lines = measured.flatMap(({ workload, outcomes }) =>
    workload.rows.map((row) => lineOf(row, outcomes, arms, notes))
  );
  const head = ["workload", ...arms.map(({ title }) => title), "× Erlang", "target", "met"];
  return { head, lines, notes };
}

function lineOf(
  row: Row,
  outcomes: ReadonlyMap<Arm, Outcome>,
  arms: readonly Arm[],
  notes: string[],
): string[] {
  const summaries = new Map<Arm, Summary>();
  const cells = arms.map((arm) => {
    const summary = summaryOf(row, outcomes.get(arm));
    if (typeof summary === "string") return `– ${noteNumber(summary, notes)}`;
    summaries.set(arm, summary);
    return summaryText(summary, row.unit);
  });
  return [row.title, ...cells, ...verdict(row, arms, summaries)];
}

function summaryOf({ figure }: Row, outcome: Outcome | undefined): Summary | string {
  if (outcome === undefined) return "not run";
  if ("missing" in outcome) return outcome.missing;
  const samples = outcome.samples.get(figure);
  return samples === undefined ? "it has nothing of the kind" : summarise(samples);
}

/** Ratio to the better Erlang, target, and whether it is met. */
function verdict(row: Row, arms: readonly Arm[], summaries: ReadonlyMap<Arm, Summary>): string[] {
  const ours = arms[0] === undefined ? undefined : summaries.get(arms[0])?.median;
  const erlangs = [...summaries].filter(([arm]) => isErlang(arm)).map(([, { median }]) => median);
  const ratio = ours === undefined ? NaN : ratioOf(row, ours, erlangs);
  const { target } = row;
  const shown = Number.isFinite(ratio) ? ratio.toFixed(ratio < 10 ? 2 : 0) : "";
  if (target === undefined || ours === undefined) return [shown, "", ""];
  const met = "atMost" in target ? ours <= target.atMost : ratio >= target.timesErlang;
  return [shown, targetText(target, row), met ? "yes" : "NO"];
}

/** How many times better ours is than the better Erlang. */
function ratioOf({ better, unit }: Row, ours: number, erlangs: readonly number[]): number {
  // What is left of a heap is noise around nought, and a share is a ratio already.
  if (erlangs.length === 0 || unit === "megabytes" || unit === "percent") return NaN;
  return better === "more" ? ours / Math.max(...erlangs) : Math.min(...erlangs) / ours;
}

function targetText(target: Target, { unit }: Row): string {
  if ("timesErlang" in target) return `≥ ${target.timesErlang} ×`;
  return `≤ ${figureText(target.atMost, unit)}`;
}

/** `[2]`: the place of a note below the table, where it stands once. */
function noteNumber(note: string, notes: string[]): string {
  const known = notes.indexOf(note);
  return `[${known < 0 ? notes.push(note) : known + 1}]`;
}
