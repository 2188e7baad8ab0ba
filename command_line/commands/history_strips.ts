import type { ApiClient } from "../api/api_client.ts";
import type { CommandLine } from "../command_line.ts";
import { EXIT } from "../failure.ts";
import { KIND_WORDS } from "../members/member.ts";
import { cellsOf, onlineShare, readStrips, type Strips } from "../members/strips.ts";
import { widthOf } from "../terminal/console.ts";
import { drawStrip, stripLegend } from "../terminal/strip_signs.ts";
import { GAP } from "../terminal/text_columns.ts";
import { visible } from "../terminal/visible.ts";

/** Kinds whose presence is recorded, as they are typed. */
export const STRIP_KINDS = ["display", "node", "container", "sync", "camera"] as const;

type StripKind = typeof STRIP_KINDS[number];

/** Wider ones are no easier to read. */
const MOST_CELLS = 96;
/** An hour of a day is still two of them. */
const LEAST_CELLS = 24;
/** A longer name is cut: the strip is what is looked at. */
const MAX_NAME = 24;

/** Of `100.0 %` */
const SHARE_WIDTH = 7;

/** Prints what each member of some kinds was, as a row of signs: one row each, in colour on a terminal. */
export async function showStrips(
  cli: CommandLine,
  api: ApiClient,
  { kinds, hours, limit }: {
    readonly kinds: readonly StripKind[];
    readonly hours: number;
    readonly limit: number;
  },
  json: boolean,
): Promise<number> {
  const pages: Strips[] = [];
  for (const kind of kinds) {
    pages.push(await readStrips(api, kind === "sync" ? "syncHost" : kind, hours, limit));
  }
  if (json) cli.console.json(pages.map(told));
  else printStrips(pages.filter(({ items }) => items.length > 0), hours, cli);
  if (pages.some(({ more }) => more)) cli.console.warn(cli.texts.moreThere(limit));
  return EXIT.ok;
}

/** For programs. */
function told({ kind, from, to, items }: Strips) {
  return { kind, from: new Date(from).toISOString(), to: new Date(to).toISOString(), items };
}

function printStrips(pages: readonly Strips[], hours: number, cli: CommandLine): void {
  const { console, texts: { past, columns, nothingThere }, host } = cli;
  if (pages.length === 0) return console.line(nothingThere("changes"));
  const names = pages.flatMap(({ kind, items }) =>
    items.map(({ key, name }) =>
      // A container is called as those of other clients are.
      cut(`${KIND_WORDS[kind]} ${visible(kind === "container" ? key : name)}`)
    )
  );
  const widest = Math.max(widthOf(columns.name), ...names.map(widthOf));
  const around = widest + Math.max(widthOf(past.columns.online), SHARE_WIDTH) + 3 * GAP;
  const cells = Math.min(MOST_CELLS, Math.max(LEAST_CELLS, host.columns - around));
  const rows = pages.flatMap((page) => page.items.map((strip) => ({ page, strip })));
  console.table(
    [columns.name, scale(hours, cells, cli), past.columns.online],
    rows.map(({ page, strip }, nth) => [
      names[nth] ?? "",
      drawStrip(cellsOf(strip, page, cells), console),
      wordShare(onlineShare(strip, page.to)),
    ]),
  );
  console.line(stripLegend(console));
}

function cut(name: string): string {
  return widthOf(name) <= MAX_NAME ? name : `${[...name].slice(0, MAX_NAME - 1).join("")}…`;
}

/** `24 h ago                 now`, as wide as a strip. */
function scale(hours: number, cells: number, { texts: { past } }: CommandLine): string {
  const [begin, end] = [past.hoursAgo(hours), past.now];
  return begin + " ".repeat(Math.max(1, cells - widthOf(begin) - widthOf(end))) + end;
}

function wordShare(share: number | null): string {
  // What was not online all the time is never shown as if it were.
  return share === null ? "-" : `${(Math.floor(share * 1_000) / 10).toFixed(1)} %`;
}
