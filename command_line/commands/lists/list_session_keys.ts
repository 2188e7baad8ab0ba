import { type Command, Option } from "commander";
import { SessionKey, SessionKeyList } from "../../../protocols/api/session_key.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { usageFailure } from "../../failure.ts";
import { ago, limitOf, printListing } from "../../api/listing.ts";
import type { ApiClient } from "../../api/api_client.ts";
import type { NodeTarget } from "../../api/find_node.ts";
import { findKeeper } from "../../api/find_session_key.ts";
import { visible } from "../../terminal/visible.ts";

interface Options extends ClientOptions {
  readonly node?: string;
  /** The older word for `node`. */
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
    .option("--node <client>", named.ofNode)
    .addOption(new Option("--host <client>", named.ofNode).hideHelp())
    .option("--container <name>", named.ofContainer)
    .option("--limit <count>", `${options.limit} (${defaultOf(USUAL_LIMIT)})`);
  cli.clientOptions(command);
  cli.examples(
    command,
    "list session-keys",
    "list session-keys --node 4F1A09C27B3E --container 3node0",
  );
  command.action(cli.action((flags: Options) => showKeys(cli, flags)));
}

async function showKeys(cli: CommandLine, flags: Options): Promise<number> {
  const { texts } = cli;
  const limit = limitOf(flags.limit ?? USUAL_LIMIT, cli);
  const typed = flags.node ?? flags.host;
  const { container } = flags;
  if (typed === undefined && container !== undefined) {
    throw usageFailure(texts.accounts.containerNeedsNode);
  }
  const api = cli.api(flags);
  const serverId = typed === undefined ? undefined : await findKeeper(api, typed, texts);
  const { items, more } = serverId === undefined || container === undefined
    ? await api.pages(SessionKey, { path: "/session-keys", query: { serverId } }, limit)
    : await historyOf(api, { serverId, container }, limit);
  const { columns } = texts.accounts;
  return printListing(cli, {
    kind: "session-keys",
    items,
    query: { typed },
    cutAt: more ? items.length : undefined,
    heads: [
      ...[columns.id, columns.container, columns.key],
      ...[columns.arrived, columns.verified, columns.source],
    ],
    spare: 5,
    row: (each) => cells(each, cli),
  }, flags.json === true);
}

async function historyOf(api: ApiClient, of: NodeTarget, limit: number) {
  // One more than is shown tells whether there is another.
  const query = { ...of, limit: String(Math.min(limit + 1, MOST_OF_ONE)) };
  const path = "/session-keys/history";
  const { items } = await api.ask(SessionKeyList, { path, query });
  return { items: items.slice(0, limit), more: items.length > limit };
}

function cells(key: SessionKey, cli: CommandLine): string[] {
  const { verification: words } = cli.texts.accounts;
  const { verification } = key;
  const verified = verification === null
    ? words.notAsked
    : verification.verified
    ? words.yes
    : `${words.no}: ${cli.console.sentence(verification.detail)}`;
  return [
    key.keyId,
    `${visible(key.serverId)}/${visible(key.container)}`,
    visible(key.masked),
    ago(key.at, cli),
    verified,
    key.source,
  ];
}
