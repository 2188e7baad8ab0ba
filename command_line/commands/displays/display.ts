import type { Command } from "commander";
import type { CommandLine } from "../../command_line.ts";
import { addDisplayAdd } from "./display_add.ts";
import { addDisplayForget, addDisplayMerge } from "./display_end.ts";
import { addDisplayClearMac, addDisplaySetMac } from "./display_mac.ts";
import { addDisplayAlias, addDisplayRename } from "./display_names.ts";

/** `display add`, `rename`, `alias`, `merge`, `forget`, `set-mac` and `clear-mac` */
export function addDisplay(program: Command, cli: CommandLine): void {
  const display = program.command("display").description(cli.texts.displays.about.display);
  cli.examples(
    display,
    "display add Display_01 --mac 02:00:5E:00:53:01",
    'display rename Display_01 "Wall left"',
    "display set-mac Display_01 02:00:5E:00:53:01",
  );
  addDisplayAdd(display, cli);
  addDisplayRename(display, cli);
  addDisplayAlias(display, cli);
  addDisplayMerge(display, cli);
  addDisplayForget(display, cli);
  addDisplaySetMac(display, cli);
  addDisplayClearMac(display, cli);
}
