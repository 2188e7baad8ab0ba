import { Alert } from "../../protocols/api/alert.ts";
import { Command } from "../../protocols/api/command.ts";
import type { LivenessVerdict } from "../../protocols/api/liveness.ts";
import type { UnderMaintenance } from "../../protocols/api/maintenance.ts";
import type { ApiClient } from "../api/api_client.ts";
import { ago } from "../api/listing.ts";
import type { CommandLine } from "../command_line.ts";
import { orderWords } from "../orders/order_words.ts";
import { wordDuration } from "../terminal/durations.ts";
import { localTime } from "../terminal/moments.ts";
import { visible } from "../terminal/visible.ts";
import type { MemberKey } from "./member.ts";

/** Something that is known: what it is, and what stands beside it, line by line. Without a line it is left out. */
export type Fact = readonly [label: string, ...lines: readonly (string | null)[]];

/** What people on call want first: whether it is there, since when, why, and whether somebody works on it. */
export function presenceFacts(
  { liveness, maintenance }: {
    readonly liveness: LivenessVerdict;
    readonly maintenance: UnderMaintenance;
  },
  cli: CommandLine,
): readonly Fact[] {
  const { labels } = cli.texts.show;
  return [
    [labels.state, heldSince(cli.console.state(liveness.state), liveness.since, cli)],
    [labels.why, cli.console.sentence(liveness.reason) || null],
    [labels.lastHeard, ago(liveness.lastSeenAt, cli)],
    maintenanceFact(maintenance, cli),
  ];
}

/** Work that is done on it now. */
export function maintenanceFact(maintenance: UnderMaintenance, cli: CommandLine): Fact {
  const { labels, underWork } = cli.texts.show;
  if (maintenance === null) return [labels.maintenance];
  const { until, by, note } = maintenance;
  return [labels.maintenance, underWork(localTime(until, cli), visible(by), visible(note))];
}

/** A state, and since when it holds. */
export function heldSince(state: string, since: string | null, cli: CommandLine): string {
  if (since === null) return state;
  const held = wordDuration(cli.clock.now() - Date.parse(since), cli.texts);
  return cli.texts.show.since(state, localTime(since, cli), held);
}

/** What a device said, safe to print; null where it said nothing. */
export function told(text: string | number | null): string | null {
  return text === null || text === "" ? null : visible(String(text));
}

/** Alerts about any of these members that are not resolved. */
export async function openAlerts(
  api: ApiClient,
  members: readonly MemberKey[],
): Promise<readonly Alert[]> {
  const found = await Promise.all(
    members.map(({ kind, key }) =>
      api.pages(Alert, { path: "/alerts", query: { state: "unresolved", kind, key } }, MOST_ALERTS)
    ),
  );
  return newestFirst(found.flatMap(({ items }) => items), ({ openedAt }) => openedAt, MOST_ALERTS);
}

/** The newest commands to any of these members. */
export async function lastCommands(
  api: ApiClient,
  members: readonly MemberKey[],
): Promise<readonly Command[]> {
  const found = await Promise.all(
    members.map(({ kind, key }) =>
      api.pages(Command, { path: "/commands", query: { target: `${kind}/${key}` } }, MOST_COMMANDS)
    ),
  );
  const rows = found.flatMap(({ items }) => items);
  return newestFirst(rows, ({ createdAt }) => createdAt, MOST_COMMANDS);
}

/** More are read with `list alerts`. */
const MOST_ALERTS = 10;
/** Enough to see what was tried before somebody called; more are read with `list commands`. */
const MOST_COMMANDS = 5;

function newestFirst<T>(items: readonly T[], at: (item: T) => string, most: number): readonly T[] {
  // Times of the API are of equal length, so that their letters sort as they do.
  return items.toSorted((a, b) => at(a) < at(b) ? 1 : -1).slice(0, most);
}

/** One alert in a line. */
export function alertLine(alert: Alert, cli: CommandLine): string {
  const { texts: { show, language, alerts } } = cli;
  const { id, severity, rule, openedAt, reason, state } = alert;
  const taken = state === "acknowledged" ? ` (${alerts.states.acknowledged})` : "";
  const words = `${alerts.severity[severity]}: ${alerts.rules[rule]}${taken}`;
  return show.alert(id, words, visible(reason[language]), ago(openedAt, cli));
}

/** One command in a line: what came of it, what it was, and where it went where that is not told already. */
export function commandLine(row: Command, self: MemberKey, cli: CommandLine): string {
  const { console } = cli;
  const { kind, key, name } = row.target;
  const whom = kind === self.kind && key === self.key ? "" : `${visible(name)} `;
  const parts = [
    console.state(row.state, "command"),
    whom + orderWords(row),
    ago(row.createdAt, cli),
    console.sentence(row.reason ?? ""),
  ];
  return parts.filter((part) => part !== "").join(" · ");
}
