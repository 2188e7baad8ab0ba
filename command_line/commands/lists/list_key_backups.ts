import type { Command } from "commander";
import { Backup } from "../../../protocols/api/backup.ts";
import { findNode, targetName } from "../../api/find_node.ts";
import { ago, limitOf, printListing } from "../../api/listing.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { usageFailure } from "../../failure.ts";
import { visible } from "../../terminal/visible.ts";

interface Options extends ClientOptions {
  readonly node?: string;
  readonly container?: string;
  readonly limit?: string;
}

const USUAL_LIMIT = "50";

/** `list key-backups` */
export function addListKeyBackups(list: Command, cli: CommandLine): void {
  const { past: { about, options }, options: usual, defaultOf } = cli.texts;
  const command = list.command("key-backups").description(about.keyBackups)
    .option("--node <client>", options.ofNode)
    .option("--container <name>", options.ofContainer)
    .option("--limit <count>", `${usual.limit} (${defaultOf(USUAL_LIMIT)})`);
  cli.clientOptions(command);
  cli.examples(command, "list key-backups", "list key-backups --node client123");
  command.action(cli.action((flags: Options) => showBackups(cli, flags)));
}

async function showBackups(cli: CommandLine, flags: Options): Promise<number> {
  const { texts, texts: { past: { columns, backupSources, fileUntold } } } = cli;
  const limit = limitOf(flags.limit ?? USUAL_LIMIT, cli);
  const { node, container } = flags;
  if (node === undefined && container !== undefined) {
    throw usageFailure(texts.accounts.containerNeedsNode);
  }
  const api = cli.api(flags);
  const serverId = node === undefined ? undefined : (await findNode(api, node, texts)).serverId;
  const query = { serverId, container };
  const { items, more } = await api.pages(Backup, { path: "/backups", query }, limit);
  return printListing(cli, {
    kind: "key-backups",
    items,
    query,
    cutAt: more ? limit : undefined,
    heads: [columns.container, columns.made, columns.source, columns.file],
    row: (backup) => [
      visible(targetName(backup)),
      ago(backup.at, cli),
      backupSources[backup.source],
      visible(backup.file ?? fileUntold),
    ],
  }, flags.json === true);
}
