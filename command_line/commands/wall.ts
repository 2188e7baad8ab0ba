import type { Command } from "commander";
import { WallList, WallNote } from "../../protocols/api/wall.ts";
import type { ApiClient } from "../api/api_client.ts";
import type { ClientOptions, CommandLine } from "../command_line.ts";
import { EXIT } from "../failure.ts";
import { tellMissing } from "../api/find.ts";
import { visible } from "../terminal/visible.ts";

/** `wall note` */
export function addWall(program: Command, cli: CommandLine): void {
  const { about, arguments: named } = cli.texts;
  const wall = program.command("wall").description(about.wall);
  cli.examples(wall, 'wall note Hall "Reseated the sync cable of PC 3."');
  const note = wall.command("note").description(about.wallNote)
    .argument("<wall>", named.wall)
    .argument("<text...>", named.noteText);
  cli.clientOptions(note);
  cli.examples(note, 'wall note Hall "Reseated the sync cable of PC 3."');
  note.action(
    cli.action((name: string, words: readonly string[], flags: ClientOptions) =>
      write(cli, name, words.join(" "), flags)
    ),
  );
}

async function write(
  cli: CommandLine,
  name: string,
  text: string,
  flags: ClientOptions,
): Promise<number> {
  const api = cli.api(flags);
  const path = `/walls/${encodeURIComponent(name)}/notes`;
  const note = await api.ask(WallNote, { method: "POST", path, body: { text } })
    .catch((cause) => tellMissing(cause, "wall", name, () => namesOf(api), cli.texts));
  if (flags.json) cli.console.json(note);
  else cli.console.line(cli.texts.noted(visible(name), note.by));
  return EXIT.ok;
}

async function namesOf(api: ApiClient): Promise<readonly string[]> {
  const { items } = await api.ask(WallList, { path: "/walls" });
  return items.map(({ name }) => name);
}
