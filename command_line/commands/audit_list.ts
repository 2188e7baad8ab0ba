import type { Command } from "commander";
import { AuditEntry, AuditKind, AuditSubjectKind, outcomeOf } from "../../protocols/api/audit.ts";
import type { ClientOptions, CommandLine } from "../command_line.ts";
import { usageFailure } from "../failure.ts";
import { limitOf, printListing } from "../api/listing.ts";
import { localTime, readMoment } from "../terminal/moments.ts";
import { oneOf } from "../terminal/typed_values.ts";
import { visible } from "../terminal/visible.ts";

interface Options extends ClientOptions {
  readonly who?: string;
  readonly kind?: string;
  readonly subject?: string;
  readonly from?: string;
  readonly to?: string;
  readonly limit?: string;
}

/** A screenful; the trail is long. */
const USUAL_LIMIT = "50";

/** `audit list` and `list audit` */
export function addAuditList(parent: Command, name: "list" | "audit", cli: CommandLine): void {
  const { audit: words, options, defaultOf } = cli.texts;
  const command = parent.command(name).description(words.about.list)
    .option("--who <name>", words.options.who)
    .option("--kind <kind>", words.options.kind)
    .option("--subject <kind/key>", words.options.subject)
    .option("--from <moment>", words.options.from)
    .option("--to <moment>", words.options.to)
    .option("--limit <count>", `${options.limit} (${defaultOf(USUAL_LIMIT)})`);
  cli.clientOptions(command);
  const typed = name === "list" ? "audit list" : "list audit";
  cli.examples(command, typed, `${typed} --subject preset/3 --from 2030-01-08`);
  command.action(cli.action((flags: Options) => show(cli, flags)));
}

async function show(cli: CommandLine, flags: Options): Promise<number> {
  const { texts: { audit: words } } = cli;
  const { columns } = words;
  const limit = limitOf(flags.limit ?? USUAL_LIMIT, cli);
  const query = queryOf(flags, cli);
  const { items, more } = await cli.api(flags).pages(AuditEntry, { path: "/audit", query }, limit);
  return printListing(cli, {
    kind: "audit",
    items,
    query,
    cutAt: more ? limit : undefined,
    heads: [columns.when, columns.who, columns.from, columns.what, columns.subject],
    spare: 2,
    row: (entry) => [
      localTime(entry.at, cli),
      visible(authorOf(entry, cli)),
      entry.address === "local" ? words.local : visible(entry.address),
      deedOf(entry, cli),
      entry.subject.kind === "host" ? words.host : visible(entry.subject.name),
    ],
  }, flags.json === true);
}

/** Who it was, for people. A token may be called as one of those without one. */
function authorOf({ who, tokenId }: AuditEntry, { texts: { audit } }: CommandLine): string {
  return (tokenId === null ? audit.authors[who] : undefined) ?? who;
}

/** The name that the trail knows somebody by; whoever looks for one types what the list calls it. */
function nameOf(typed: string, { texts: { audit } }: CommandLine): string {
  return Object.entries(audit.authors).find(([, word]) => word === typed)?.[0] ?? typed;
}

/** What is done or has changed needs no word more. */
function deedOf(entry: AuditEntry, { texts }: CommandLine): string {
  const outcome = outcomeOf(entry);
  if (outcome === null || outcome === "done") return entry.kind;
  return `${entry.kind} (${texts.audit.outcomes[outcome]})`;
}

function queryOf({ who, kind, subject, from, to }: Options, cli: CommandLine) {
  const { texts } = cli;
  const slash = subject?.indexOf("/") ?? -1;
  const subjectKind = slash < 0 ? subject : subject?.slice(0, slash);
  return {
    who: who === undefined ? undefined : nameOf(who, cli),
    kind: kind === undefined ? undefined : oneOf("--kind", kind, AuditKind.options, texts),
    subjectKind: subjectKind === undefined
      ? undefined
      : oneOf("--subject", subjectKind, AuditSubjectKind.options, texts),
    subjectKey: slash < 0 ? undefined : subject?.slice(slash + 1),
    from: momentOf("--from", from, cli),
    to: momentOf("--to", to, cli),
  };
}

function momentOf(
  option: string,
  typed: string | undefined,
  cli: CommandLine,
): string | undefined {
  if (typed === undefined) return undefined;
  const time = readMoment(typed, cli);
  if (time === undefined) throw usageFailure(`${option}: ${cli.texts.audit.badMoment}`);
  return new Date(time).toISOString();
}
