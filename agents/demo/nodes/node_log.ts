import { BLOCK_MS } from "./chain.ts";
import { hexOf, scatter } from "./noise.ts";

/** A time in which something was so; `to` is absent while it still is. Epoch milliseconds. */
export interface Span {
  readonly from: number;
  to?: number;
}

/** What a node's log tells of. */
export interface LogStory {
  readonly seed: number;
  readonly name: string;
  /** When it ran, oldest first. */
  readonly runs: readonly Span[];
  /** When its disk was slow, oldest first. */
  readonly slow: readonly Span[];
  /** The best block at a time. */
  readonly blockAt: (now: number) => number;
}

const STEP_MS = 5_000;
/** Looked at for one tail, at most: a day of a node that writes nothing but this. */
const MAX_STEPS = 17_280;

/** A line, and when it was written. */
export interface LogLine {
  readonly at: number;
  readonly text: string;
}

/** The last lines up to now, oldest first. */
export function lastLines(story: LogStory, count: number, now: number): readonly LogLine[] {
  const lines: LogLine[] = [];
  const newest = Math.floor(now / STEP_MS);
  for (let step = newest; step > newest - MAX_STEPS && lines.length < count; step--) {
    lines.unshift(...linesOfStep(story, step).filter(({ at }) => at <= now));
  }
  return count === 0 ? [] : lines.slice(-count);
}

/** What was written after `after` and up to `until`. */
export function linesBetween(story: LogStory, after: number, until: number): readonly LogLine[] {
  const lines: LogLine[] = [];
  for (let step = Math.floor(after / STEP_MS); step <= Math.floor(until / STEP_MS); step++) {
    lines.push(...linesOfStep(story, step).filter(({ at }) => at > after && at <= until));
  }
  return lines;
}

/** Nothing is kept: a line is made whenever somebody wants to read it, and is the same each time. */
function linesOfStep(story: LogStory, step: number): readonly LogLine[] {
  const from = step * STEP_MS;
  const until = from + STEP_MS;
  // A start tells of itself for more than a second, and so into the next step.
  const begun = story.runs.filter((run) => run.from >= from - STEP_MS && run.from < until);
  const lines = [
    ...begun.flatMap((run) => startLines(story, run.from)),
    ...usualLines(story, from),
  ];
  const written = lines.filter(({ at }) => at >= from && at < until && isWithin(story.runs, at));
  return written.sort((one, other) => one.at - other.at)
    .map(({ at, text }) => ({ at, text: `${stampOf(at)} ${text}` }));
}

function usualLines(story: LogStory, from: number): readonly LogLine[] {
  const { seed, slow, blockAt } = story;
  const chance = scatter(seed, from / STEP_MS);
  const best = blockAt(from);
  const at = from + chance % 900;
  const lines = [{ at, text: idleText(chance, best) }];
  if (from % BLOCK_MS === 0) {
    const hash = `0x${hexOf(seed, best, 8)}`;
    const took = isWithin(slow, at) ? 2_100 + chance % 4_000 : 4 + chance % 30;
    lines.push({ at: at + 120, text: `block #${best} taken in, ${hash}, after ${took} ms` });
    lines.push({ at: at + 900, text: `block #${best - 2} is final` });
  }
  if (isWithin(slow, at)) {
    const tookS = (2 + chance % 50 / 10).toFixed(1);
    lines.push({ at: at + 300, text: `WARN the database took ${tookS} s to write a batch` });
  }
  return lines;
}

function idleText(chance: number, best: number): string {
  const [down, up] = [(8 + chance % 90 / 10).toFixed(1), (6 + chance % 70 / 10).toFixed(1)];
  return `idle, ${28 + chance % 12} peers, best #${best}, down ${down} kB/s, up ${up} kB/s`;
}

function startLines({ name, seed }: LogStory, from: number): readonly LogLine[] {
  return [
    "creditcoin node 3.61.0",
    `name at the telemetry: ${name}`,
    `identity on the network: 12D3KooW${hexOf(seed, 7, 12)}`,
    "the database is open",
    "rpc is served",
  ].map((text, n) => ({ at: from + n * 350, text }));
}

function isWithin(spans: readonly Span[], at: number): boolean {
  return spans.some(({ from, to = Infinity }) => at >= from && at < to);
}

/** `2026-02-03 04:05:06.789`, as a node writes the time. */
function stampOf(at: number): string {
  return new Date(at).toISOString().replace("T", " ").slice(0, -1);
}
