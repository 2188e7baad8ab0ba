import type { Command } from "commander";
import { limitOf, printListing } from "../api/listing.ts";
import type { ClientOptions, CommandLine } from "../command_line.ts";
import { EXIT, usageFailure } from "../failure.ts";
import { findMember } from "../members/find_member.ts";
import { readPast } from "../members/past.ts";
import { parseDurationBetween } from "../terminal/durations.ts";
import { secondsTime } from "../terminal/moments.ts";
import { oneOf, repeated } from "../terminal/typed_values.ts";
import { showStrips, STRIP_KINDS } from "./history_strips.ts";

interface Options extends ClientOptions {
  readonly since?: string;
  readonly limit?: string;
  readonly all?: true;
  readonly kind?: readonly string[];
}

/** A screenful. */
const USUAL_LIMIT = "50";
/** Strips are one line each. */
const USUAL_STRIPS = "200";
const USUAL_SPAN = "24h";
/** A month is kept. */
const KEPT = "31d";

/** `history` */
export function addHistory(program: Command, cli: CommandLine): void {
  const { past: { about, options }, show, options: usual, defaultOf } = cli.texts;
  const command = program.command("history").description(about.history)
    .argument("[member]", show.arguments.member)
    .option("--since <duration>", options.since)
    .option("--all", `${options.all} (${defaultOf(USUAL_SPAN)})`)
    .option("--kind <kind>", options.kind, repeated)
    .option("--limit <count>", `${usual.limit} (${defaultOf(USUAL_LIMIT)})`);
  cli.clientOptions(command);
  cli.examples(
    command,
    "history Display_01",
    "history client123/3node0 --since 24h",
    "history wall:Hall --limit 5",
    "history --all --kind display",
    "history --all --since 7d --json",
  );
  command.action(
    cli.action((typed: string | undefined, flags: Options) => {
      const forAll = flags.all === true || flags.kind !== undefined;
      if ((typed === undefined) !== forAll) throw usageFailure(cli.texts.past.whom);
      return typed === undefined ? ofAll(cli, flags) : ofOne(cli, typed, flags);
    }),
  );
}

async function ofOne(cli: CommandLine, typed: string, flags: Options): Promise<number> {
  const { texts: { past: { columns }, show }, clock, timeZone } = cli;
  const limit = limitOf(flags.limit ?? USUAL_LIMIT, cli);
  const backMs = flags.since === undefined ? undefined : spanOf(flags.since, "1s", cli);
  const api = cli.api(flags);
  const member = await findMember(api, typed, cli.texts);
  const since = backMs === undefined ? undefined : clock.now() - backMs;
  const { lines, more } = await readPast(api, member, { limit, since }, cli);
  if (flags.json) {
    cli.console.json(lines.map(({ raw }) => raw));
    if (more) cli.console.warn(cli.texts.moreThere(limit));
    return EXIT.ok;
  }
  return printListing(cli, {
    kind: "changes",
    items: lines,
    query: { since },
    cutAt: more ? limit : undefined,
    heads: [show.columns.when(timeZone), columns.state, columns.before, columns.why],
    rigid: 1,
    row: ({ at, state, before, reason }) => [secondsTime(at, cli), state, before, reason],
  }, false);
}

async function ofAll(cli: CommandLine, flags: Options): Promise<number> {
  const kinds = (flags.kind ?? STRIP_KINDS).map((word) =>
    oneOf("--kind", word, STRIP_KINDS, cli.texts)
  );
  const limit = limitOf(flags.limit ?? USUAL_STRIPS, cli);
  const hours = Math.ceil(spanOf(flags.since ?? USUAL_SPAN, "1h", cli) / HOUR_MS);
  return await showStrips(cli, cli.api(flags), { kinds, hours, limit }, flags.json === true);
}

const HOUR_MS = 3_600_000;

function spanOf(typed: string, least: string, { texts }: CommandLine): number {
  return parseDurationBetween("--since", typed, [least, KEPT], texts);
}
