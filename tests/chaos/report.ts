import Table from "cli-table3";
import type { ChaosResult } from "./chaos_run.ts";
import type { Torment } from "./torments/torment_plan.ts";

/** Violations of one promise that are told one by one; the rest is counted. */
const TOLD = 5;

/** What came of a run, as tables for people. */
export function reportOf(result: ChaosResult, seed: number): string {
  return [
    tableOf(["Torment", "Times", "Seconds in all"], torments(result)),
    tableOf(["Requests", "Accepted", "Refused", "No answer", "Repeated"], requests(result)),
    tableOf(["Commands in the ledger", ...STATES], commands(result)),
    tableOf(["Alerts", "Opened", "Resolved"], alerts(result)),
    tableOf(["Beside", "Figure"], beside(result)),
    ...violations(result, seed),
  ].join("\n");
}

type Cell = string | number;

function tableOf(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const table = new Table({ head: [...head], style: { head: [], border: [] } });
  table.push(...rows.map((row) => [...row]));
  return table.toString();
}

function torments({ timeline: { troubles } }: ChaosResult): Cell[][] {
  return [...Map.groupBy(troubles, ({ torment }) => nameOf(torment))].sort().map(([name, mine]) => [
    name,
    mine.length,
    Math.round(sum(mine.map(({ from, until }) => until - from)) / 1_000),
  ]);
}

function nameOf(torment: Torment): string {
  return torment.kind === "faults" ? `fault ${torment.name}` : torment.kind;
}

function requests({ evidence: { answered } }: ChaosResult): Cell[][] {
  return [...Map.groupBy(answered, ({ wish }) => wish.kind)].sort().map(([kind, mine]) => [
    kind,
    mine.filter(({ status }) => status !== null && status < 300).length,
    mine.filter(({ status }) => status !== null && status >= 300).length,
    mine.filter(({ status }) => status === null).length,
    mine.filter(({ lost, refusals }) => lost + refusals.length > 0).length,
  ]);
}

const STATES = ["completed", "failed", "timed_out", "unknown", "cancelled", "open"] as const;

function commands({ evidence: { account } }: ChaosResult): Cell[][] {
  return [...Map.groupBy(account.commands, ({ action }) => action)].sort().map(([action, mine]) => {
    const counts = STATES.map((state) => mine.filter((each) => each.state === state).length);
    const over = sum(counts);
    return [action, ...counts.slice(0, -1), mine.length - over];
  });
}

function alerts({ evidence: { account } }: ChaosResult): Cell[][] {
  const of = (alert: typeof account.alerts[number]) => `${alert.rule} of a ${alert.subject.kind}`;
  return [...Map.groupBy(account.alerts, of)].sort().map(([name, mine]) => [
    name,
    mine.length,
    mine.filter(({ state }) => state === "resolved").length,
  ]);
}

function beside(
  { timeline: { lives, late }, evidence, recordingsCut, logLevels }: ChaosResult,
): Cell[][] {
  const ready = lives.slice(1).map(({ readyMs }) => readyMs).sort((one, other) => one - other);
  const middle = ready[Math.floor(ready.length / 2)];
  return [
    ["members of the fleet", evidence.truth.members.length],
    ["restarts after kill -9", ready.length],
    ["process to /readyz, ms: median, worst", `${middle ?? "-"}, ${ready.at(-1) ?? "-"}`],
    ["kills of a steady recording that were examined", recordingsCut],
    [
      "keys made by containers",
      evidence.truth.deeds.filter(({ what }) => what === "rotated").length,
    ],
    ["moments at which this machine was late", late.length],
    ["lines in the log", [...logLevels].map(([level, count]) => `${level} ${count}`).join(", ")],
  ];
}

function violations({ violations: all }: ChaosResult, seed: number): readonly string[] {
  if (all.length === 0) return [`No violation (seed ${seed}).`];
  return [
    `${all.length} VIOLATIONS (seed ${seed}):`,
    ...[...Map.groupBy(all, ({ promise }) => promise)].flatMap(([promise, mine]) => [
      `- ${promise}: broken ${mine.length} times`,
      ...mine.slice(0, TOLD).map(({ evidence }) => `    ${evidence}`),
    ]),
  ];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
