import type { Command } from "commander";
import { ActorReport } from "../../../protocols/api/actor.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { EXIT } from "../../failure.ts";
import { ago } from "../../api/listing.ts";
import { visible } from "../../terminal/visible.ts";

/** `list actors` */
export function addListActors(list: Command, cli: CommandLine): void {
  const command = list.command("actors").description(cli.texts.about.listActors);
  cli.clientOptions(command);
  cli.examples(command, "list actors", "list actors --json");
  command.action(cli.action(async (flags: ClientOptions) => {
    const root = await cli.api(flags).ask(ActorReport, { path: "/actors" });
    if (flags.json) cli.console.json(root);
    else printTree(root, cli);
    return EXIT.ok;
  }));
}

function printTree(root: ActorReport, cli: CommandLine): void {
  const { actor, state, mailbox, handled, restarts, restartsLeft, lastError } = cli.texts.columns;
  cli.console.table(
    [actor, state, mailbox, handled, restarts, restartsLeft, lastError],
    branch(root, "", "", cli),
  );
}

/** One row per actor. `ahead` stands before its name, `below` before the names of its children. */
function branch(actor: ActorReport, ahead: string, below: string, cli: CommandLine): string[][] {
  const last = actor.children.length - 1;
  return [
    [`${ahead}${visible(nameOf(actor))}`, ...figures(actor, cli)],
    ...actor.children.flatMap((child, index) =>
      index < last
        ? branch(child, `${below}├ `, `${below}│ `, cli)
        : branch(child, `${below}└ `, `${below}  `, cli)
    ),
  ];
}

function nameOf({ kind, key }: ActorReport): string {
  return key === kind || key === "" ? kind : `${kind} ${key}`;
}

function figures(actor: ActorReport, cli: CommandLine): string[] {
  const { lastError } = actor;
  return [
    cli.console.state(actor.state),
    `${actor.mailboxDepth}/${actor.mailboxCapacity}`,
    String(actor.handled),
    String(actor.restarts),
    String(actor.restartsLeft),
    lastError === null
      ? ""
      : `${cli.console.sentence(lastError.message)} (${ago(lastError.at, cli)})`,
  ];
}
