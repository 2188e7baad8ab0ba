import type { Unit } from "./figures.ts";

/** What a figure must reach: a multiple of the better Erlang, or a bound of its own. */
export type Target = { readonly timesErlang: number } | { readonly atMost: number };

/** One row of the table. */
export interface Row {
  /** Name of the figure in a round's answer. */
  readonly figure: string;
  readonly title: string;
  readonly unit: Unit;
  readonly better: "more" | "less";
  readonly target?: Target;
}

/** One workload and the rows that its rounds fill. */
export interface Workload {
  readonly name: string;
  readonly rows: readonly Row[];
}

/** A collection does not find the same heap to the byte; one byte for each of a million would be 0.95. */
const BASELINE_MB = 0.5;

/** All workloads in the order of the table. */
export const WORKLOADS: readonly Workload[] = [
  { name: "tell", rows: [rate("tell, 100,000 at once", times(2.5))] },
  { name: "fanIn", rows: [rate("fan-in, 100 → 1", times(2))] },
  { name: "pingPong", rows: [rate("ping-pong", times(5))] },
  { name: "ring", rows: [rate("ring of 1,000")] },
  {
    name: "askSequential",
    rows: [rate("ask, one at a time", times(5)), ...latency("ask, one at a time")],
  },
  {
    name: "askConcurrent",
    rows: [rate("ask, 1,000 in flight", times(5)), ...latency("ask, 1,000 in flight")],
  },
  {
    name: "spawnStop",
    rows: [
      { ...rate("spawn", times(10)), figure: "spawn" },
      { ...rate("spawn, named and registered"), figure: "named" },
      { ...rate("stop, told and noticed"), figure: "stop" },
    ],
  },
  { name: "skynet", rows: [rate("skynet, 1,111,111 actors", times(1.3))] },
  { name: "behaviours", rows: [rate("16 behaviours × 16 shapes")] },
  {
    name: "idle",
    rows: [
      less("bytes", "an idle actor of 100,000", "bytes", 200),
      rate("tell 1,000 of 100,000"),
    ],
  },
  {
    name: "crashStorm",
    rows: [
      { ...rate("crash storm, restarts"), figure: "restarts" },
      { figure: "share", title: "neighbours beside it, of calm", unit: "percent", better: "more" },
    ],
  },
  {
    name: "overload",
    rows: [
      less("growth", "overload, memory at its end", "megabytes"),
      less("dropped", "overload, dropped", "percent"),
    ],
  },
  {
    name: "echo",
    rows: [
      less("p50", "echo while saturated, p50", "microseconds"),
      less("p99", "echo while saturated, p99", "microseconds", 2000),
      rate("messages handled beside it"),
    ],
  },
  {
    name: "heap",
    rows: [
      less("lives", "left by 1 M spawn and stop", "megabytes", BASELINE_MB),
      less("watches", "left by 1 M watch and unwatch", "megabytes", BASELINE_MB),
      less("subscriptions", "left by 1 M subscriptions", "megabytes", BASELINE_MB),
    ],
  },
];

function less(figure: string, title: string, unit: Unit, atMost?: number): Row {
  const row = { figure, title, unit, better: "less" } as const;
  return atMost === undefined ? row : { ...row, target: { atMost } };
}

function rate(title: string, target?: Target): Row {
  const row = { figure: "rate", title, unit: "perSecond", better: "more" } as const;
  return target === undefined ? row : { ...row, target };
}

function latency(title: string): Row[] {
  const of = (figure: string): Row => ({
    figure,
    title: `${title}, ${figure}`,
    unit: "microseconds",
    better: "less",
  });
  return [of("p50"), of("p99")];
}

function times(timesErlang: number): Target {
  return { timesErlang };
}
