import type { Command } from "commander";
import { SessionKey, SessionKeyList } from "../../protocols/api/session_key.ts";
import type { ClientOptions, CommandLine } from "../command_line.ts";
import { usageFailure } from "../failure.ts";
import { ago, limitOf, printListing } from "../api/listing.ts";
import { visible } from "../terminal/visible.ts";

interface Options extends ClientOptions {
  readonly host?: string;
  readonly container?: string;
  readonly limit?: string;
}

const USUAL_LIMIT = "1000";
/** What one answer of a container's history holds. */
const MOST_OF_ONE = 500;

/** `list session-keys` */
export function addListSessionKeys(list: Command, cli: CommandLine): void {
  const { accounts: { about, options: named }, options, defaultOf } = cli.texts;
  const command = list.command("session-keys").description(about.listKeys)
    .option("--host <serverId>", named.ofHost)
    .option("--container <name>", named.ofContainer)
    .option("--limit <count>", `${options.limit} (${defaultOf(USUAL_LIMIT)})`);
  cli.clientOptions(command);
  cli.examples(
    command,
    "list session-keys",
    "list session-keys --host 4F1A09C27B3E --container 3node0",
  );
  command.action(cli.action((flags: Options) => showKeys(cli, flags)));
}

async function showKeys(cli: CommandLine, flags: Options): Promise<number> {
  const limit = limitOf(flags.limit ?? USUAL_LIMIT, cli);
  const { items, more } = flags.container === undefined
    ? await newest(cli, flags, limit)
    : await historyOf(cli, flags, flags.container, limit);
  const { columns } = cli.texts.accounts;
  const { container, key, arrived, verified, source } = columns;
  return printListing(cli, {
    kind: "session-keys",
    items,
    query: { host: flags.host },
    cutAt: more ? items.length : undefined,
    heads: [columns.id, container, key, arrived, verified, source],
    spare: 5,
    row: (each) => cells(each, cli),
  }, flags.json === true);
}

function newest(cli: CommandLine, flags: Options, limit: number) {
  const query = { serverId: flags.host };
  return cli.api(flags).pages(SessionKey, { path: "/session-keys", query }, limit);
}

async function historyOf(cli: CommandLine, flags: Options, container: string, limit: number) {
  const serverId = flags.host;
  if (serverId === undefined) throw usageFailure(cli.texts.accounts.containerNeedsHost);
  // One more than is shown tells whether there is another.
  const query = { serverId, container, limit: String(Math.min(limit + 1, MOST_OF_ONE)) };
  const path = "/session-keys/history";
  const { items } = await cli.api(flags).ask(SessionKeyList, { path, query });
  return { items: items.slice(0, limit), more: items.length > limit };
}

function cells(key: SessionKey, cli: CommandLine): string[] {
  const { verification: words } = cli.texts.accounts;
  const { verification } = key;
  const verified = verification === null
    ? words.notAsked
    : verification.verified
    ? words.yes
    : `${words.no}: ${visible(verification.detail)}`;
  return [
    key.keyId,
    `${visible(key.serverId)}/${visible(key.container)}`,
    visible(key.masked),
    ago(key.at, cli),
    verified,
    key.source,
  ];
}
