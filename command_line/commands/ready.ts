import type { Command } from "commander";
import { Ready, type ReadyBlocker, ReadyKind } from "../../protocols/api/ready.ts";
import type { ClientOptions, CommandLine } from "../command_line.ts";
import { wordDuration } from "../terminal/durations.ts";
import { EXIT } from "../failure.ts";
import { ago } from "../api/listing.ts";
import { visible } from "../terminal/visible.ts";

/** `ready` */
export function addReady(program: Command, cli: CommandLine): void {
  const command = program.command("ready").description(cli.texts.ready.about);
  cli.clientOptions(command);
  cli.examples(command, "ready", "ready && signalbox preset run Opening");
  command.action(cli.action(async (flags: ClientOptions) => {
    const verdict = await cli.api(flags).ask(Ready, { path: "/ready" });
    if (flags.json) cli.console.json(verdict);
    else print(verdict, cli);
    return verdict.ready ? EXIT.ok : EXIT.failure;
  }));
}

function print(verdict: Ready, cli: CommandLine): void {
  const { console, texts: { ready: words } } = cli;
  console.line(headline(verdict, cli));
  const { severity, kind, name, since, why } = words.columns;
  if (verdict.blockers.length > 0) {
    const rows = verdict.blockers.map((blocker) => rowOf(blocker, cli));
    console.table([severity, kind, name, since, why], rows, { spare: 3 });
  }
  if (verdict.more > 0) console.line(words.more(verdict.more));
  const counts = ReadyKind.options.flatMap((each) => {
    const { total, ready, ignored } = verdict.counts[each];
    return total === 0 ? [] : [words.count(words.kinds[each], ready, total, ignored)];
  });
  if (counts.length > 0) console.line(counts.join("; "));
}

function headline({ state, since, warmUpUntil }: Ready, { texts, clock }: CommandLine): string {
  const { ready: words } = texts;
  const held = wordDuration(clock.now() - Date.parse(since), texts);
  if (state === "ready") return words.ready(held);
  if (state === "not_ready") return words.notReady(held);
  if (warmUpUntil === null) return words.unknown;
  const leftMs = Date.parse(warmUpUntil) - clock.now();
  return `${words.unknown} ${words.warmingUp(wordDuration(leftMs, texts))}`;
}

function rowOf({ severity, kind, name, since, reason }: ReadyBlocker, cli: CommandLine): string[] {
  const { texts: { language, ready: words } } = cli;
  return [
    words.severity[severity],
    words.kind[kind],
    visible(name),
    ago(since, cli),
    visible(reason[language]),
  ];
}
