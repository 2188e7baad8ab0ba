import type { Command } from "commander";
import type { ClientOptions, CommandLine } from "../command_line.ts";
import { EXIT } from "../failure.ts";
import type { Dossier, NoteLine } from "../members/dossier.ts";
import { alertLine, commandLine, type Fact, lastCommands, openAlerts } from "../members/facts.ts";
import { findMember } from "../members/find_member.ts";
import { memberKeyOf, type MemberKind } from "../members/member.ts";
import { readDossier } from "../members/read_dossier.ts";
import { secondsTime } from "../terminal/moments.ts";
import { wholeNumber } from "../terminal/typed_values.ts";

interface Options extends ClientOptions {
  readonly notes?: string;
}

const USUAL_NOTES = "10";
/** As many as a node host keeps. */
const MOST_NOTES = 200;
/** Who can be told to do something: nobody else is in the ledger. */
const TAKES_COMMANDS: ReadonlySet<string> = new Set(["display", "node", "container", "camera"]);

/** `show` */
export function addShow(program: Command, cli: CommandLine): void {
  const { show: { about, arguments: named, options }, defaultOf } = cli.texts;
  const command = program.command("show").description(about.show)
    .argument("<member>", named.member)
    .option("--notes <count>", `${options.notes} (${defaultOf(USUAL_NOTES)})`);
  cli.clientOptions(command);
  cli.examples(
    command,
    "show Display_01",
    "show client123",
    "show client123/3node0 --notes 50",
    "show camera:3",
    "show sync:Left --json",
    "show machine:192.0.2.7",
  );
  command.action(cli.action((typed: string, flags: Options) => showMember(cli, typed, flags)));
}

async function showMember(cli: CommandLine, typed: string, flags: Options): Promise<number> {
  const most = wholeNumber("--notes", flags.notes ?? USUAL_NOTES, [0, MOST_NOTES], cli.texts);
  const api = cli.api(flags);
  const member = await findMember(api, typed, cli.texts);
  const dossier = await readDossier(api, member, most, cli);
  const { parts } = dossier;
  const [alerts, commands] = await Promise.all([
    openAlerts(api, parts),
    lastCommands(api, parts.filter(({ kind }) => TAKES_COMMANDS.has(kind))),
  ]);
  const notes = dossier.notes.slice(0, most);
  if (flags.json) {
    const raw = notes.map((note) => note.raw);
    cli.console.json({ kind: member.kind, member: dossier.member, alerts, commands, notes: raw });
    return EXIT.ok;
  }
  const { labels } = cli.texts.show;
  const self = memberKeyOf(member);
  printFacts(member.kind, dossier, [
    [labels.alerts, ...alerts.map((alert) => alertLine(alert, cli))],
    [labels.commands, ...commands.map((row) => commandLine(row, self, cli))],
  ], cli);
  printNotes(notes, cli);
  return EXIT.ok;
}

/** What people on call want first stands first: it is there or not, and whether somebody was told. */
function printFacts(
  kind: MemberKind,
  { title, facts }: Dossier,
  deeds: readonly Fact[],
  { console, texts }: CommandLine,
): void {
  const rows = [...facts, ...deeds].flatMap(([label, ...lines]) =>
    lines.filter((line) => line !== null).map((line, nth) => [nth === 0 ? label : "", line])
  );
  console.table([texts.show.kinds[kind], title], rows);
}

function printNotes(notes: readonly NoteLine[], cli: CommandLine): void {
  if (notes.length === 0) return;
  const { console, texts: { show: { columns } }, timeZone } = cli;
  console.line("");
  console.table(
    [columns.when(timeZone), columns.what, columns.details],
    notes.map(({ at, what, text }) => [secondsTime(at, cli), what, text]),
    { rigid: 1 },
  );
}
