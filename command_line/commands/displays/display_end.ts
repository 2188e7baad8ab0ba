import type { Command } from "commander";
import { DisplayDetail } from "../../../protocols/api/display.ts";
import { displayPathOf, findDisplay } from "../../api/find.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { EXIT } from "../../failure.ts";
import { confirmedDeed } from "../../orders/confirm_deed.ts";
import { visible } from "../../terminal/visible.ts";
import { addForget } from "../forget.ts";

type MergeOptions = ClientOptions & { readonly into: string; readonly yes?: true };

/** `display merge` */
export function addDisplayMerge(display: Command, cli: CommandLine): void {
  const { about, arguments: named, options } = cli.texts.displays;
  const command = display.command("merge").description(about.merge)
    .argument("<display>", named.goes)
    .requiredOption("--into <display>", options.into)
    .option("--yes", options.yes);
  cli.clientOptions(command);
  cli.examples(command, 'display merge PC-17 --into "Wall left"', "display merge 9 --into 7 --yes");
  command.action(cli.action((typed: string, flags: MergeOptions) => merge(cli, typed, flags)));
}

async function merge(cli: CommandLine, typed: string, flags: MergeOptions): Promise<number> {
  const { texts, console } = cli;
  const api = cli.api(flags);
  const from = await findDisplay(api, typed, texts);
  const into = await findDisplay(api, flags.into, texts);
  const gone = visible(from.name);
  const { mergeDanger: danger, merged } = texts.displays;
  const deed = { name: "display merge", danger, whom: gone, declined: texts.nothingDone };
  await confirmedDeed(cli, deed, flags.yes === true);
  const stays = await api.ask(DisplayDetail, {
    method: "POST",
    path: `${displayPathOf(from)}/merge`,
    body: { into: `id:${into.id}` },
  });
  if (flags.json) console.json(stays);
  else console.line(merged(gone, visible(stays.name)));
  return EXIT.ok;
}

/** `display forget` */
export function addDisplayForget(display: Command, cli: CommandLine): void {
  const { texts } = cli;
  const { about, arguments: named, options, forgotten } = texts.displays;
  addForget(display, cli, {
    about: about.forget,
    argument: ["<display>", named.display],
    force: options.force,
    example: "display forget Display_01",
    async find(api, typed) {
      const found = await findDisplay(api, typed, texts);
      const { id, name } = found;
      return { path: displayPathOf(found), told: { id, name }, said: forgotten(visible(name)) };
    },
  });
}
