import type { Command } from "commander";
import { TokenList } from "../../../protocols/api/token.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { printListing } from "../../api/listing.ts";
import { tokenCells, tokenHeads } from "../../terminal/token_row.ts";

/** `list tokens`: over the network, unlike `token list` */
export function addListTokens(list: Command, cli: CommandLine): void {
  const command = list.command("tokens").description(cli.texts.about.listTokens);
  cli.clientOptions(command);
  cli.examples(command, "list tokens");
  command.action(cli.action(async (flags: ClientOptions) => {
    const { items } = await cli.api(flags).ask(TokenList, { path: "/tokens" });
    return printListing(cli, {
      kind: "tokens",
      items,
      heads: tokenHeads(cli),
      row: (token) => tokenCells(token, cli),
    }, flags.json === true);
  }));
}
