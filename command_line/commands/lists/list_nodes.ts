import type { Command } from "commander";
import type { Container } from "../../../protocols/api/container.ts";
import { Node } from "../../../protocols/api/node.ts";
import { Liveness } from "../../../protocols/api/scalars.ts";
import type { ApiClient } from "../../api/api_client.ts";
import type { ClientOptions, CommandLine } from "../../command_line.ts";
import { containersOf, findNode } from "../../api/find_node.ts";
import { ago, limitOf, printListing } from "../../api/listing.ts";
import { oneOf, repeated } from "../../terminal/typed_values.ts";
import { visible } from "../../terminal/visible.ts";
import { presenceCell } from "../../terminal/presence_cell.ts";

interface NodeOptions extends ClientOptions {
  readonly query?: string;
  readonly liveness?: string;
  readonly limit?: string;
}

interface ContainerOptions extends ClientOptions {
  readonly node?: readonly string[];
  readonly limit?: string;
}

const USUAL_LIMIT = "1000";
/** Hosts asked at the same time: enough to hide the way there and back, too few to be load. */
const AT_ONCE = 8;

/** `list nodes` */
export function addListNodes(list: Command, cli: CommandLine): void {
  const { options, defaultOf, nodes } = cli.texts;
  const command = list.command("nodes").description(nodes.about.listNodes)
    .option("--query <text>", nodes.options.query)
    .option("--liveness <state>", options.liveness)
    .option("--limit <count>", `${options.limit} (${defaultOf(USUAL_LIMIT)})`);
  cli.clientOptions(command);
  cli.examples(command, "list nodes", "list nodes --liveness offline --json");
  command.action(cli.action((flags: NodeOptions) => showNodes(cli, flags)));
}

async function showNodes(cli: CommandLine, flags: NodeOptions): Promise<number> {
  const limit = limitOf(flags.limit ?? USUAL_LIMIT, cli);
  const liveness = flags.liveness === undefined
    ? undefined
    : oneOf("--liveness", flags.liveness, Liveness.options, cli.texts);
  const query = { q: flags.query, liveness };
  const { items, more } = await cli.api(flags).pages(Node, { path: "/nodes", query }, limit);
  const { name, state, health, address, version, lastSeen, reason } = cli.texts.columns;
  const { client, containers, work } = cli.texts.nodes.columns;
  return printListing(cli, {
    kind: "nodes",
    items,
    query,
    cutAt: more ? limit : undefined,
    heads: [client, name, state, health, containers, work, address, version, lastSeen, reason],
    spare: 6,
    row: (node) => nodeCells(node, cli),
  }, flags.json === true);
}

function nodeCells(node: Node, cli: CommandLine): string[] {
  const { total, running } = node.containers;
  return [
    visible(node.serverId),
    visible(node.name),
    presenceCell(node.liveness.state, node.maintenance, cli),
    cli.console.state(node.health === "unknown" ? "never_seen" : node.health),
    `${running}/${total}`,
    workOf(node),
    visible(node.peerAddress ?? "-"),
    visible(node.version),
    ago(node.liveness.lastSeenAt, cli),
    cli.console.sentence(node.liveness.state === "online" ? node.reason : node.liveness.reason),
  ];
}

/** `logs 3node0 +2`: what the client is at, and how many commands wait behind it. */
function workOf({ work, queued }: Node): string {
  if (work === null) return "-";
  // The host stands in front of the row already.
  const container = work.target.slice(work.target.indexOf("/") + 1);
  return `${visible(work.action)} ${visible(container)}${queued === 0 ? "" : ` +${queued}`}`;
}

/** `list containers` */
export function addListContainers(list: Command, cli: CommandLine): void {
  const { defaultOf, nodes } = cli.texts;
  const command = list.command("containers").description(nodes.about.listContainers)
    .option("--node <client>", nodes.options.node, repeated)
    .option("--limit <count>", `${nodes.options.hostLimit} (${defaultOf(USUAL_LIMIT)})`);
  cli.clientOptions(command);
  cli.examples(command, "list containers", "list containers --node client123");
  command.action(cli.action((flags: ContainerOptions) => showContainers(cli, flags)));
}

async function showContainers(cli: CommandLine, flags: ContainerOptions): Promise<number> {
  const limit = limitOf(flags.limit ?? USUAL_LIMIT, cli);
  const api = cli.api(flags);
  const { ids, more } = await hostsOf(api, flags.node, limit, cli);
  const items: Container[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const some = ids.slice(at, at + AT_ONCE);
    items.push(...(await Promise.all(some.map((id) => containersOf(api, id)))).flat());
  }
  const { name, state, health, reason } = cli.texts.columns;
  const { client, type, height, peers, cpu, memory } = cli.texts.nodes.columns;
  return printListing(cli, {
    kind: "containers",
    items,
    cutAt: more ? limit : undefined,
    heads: [client, name, type, state, health, height, peers, cpu, memory, reason],
    spare: 2,
    row: (container) => containerCells(container, cli),
  }, flags.json === true);
}

async function hostsOf(
  api: ApiClient,
  typed: readonly string[] | undefined,
  limit: number,
  { texts }: CommandLine,
): Promise<{ readonly ids: readonly string[]; readonly more: boolean }> {
  if (typed === undefined) {
    const { items, more } = await api.pages(Node, { path: "/nodes" }, limit);
    return { ids: items.map(({ serverId }) => serverId), more };
  }
  const found = await Promise.all(typed.map((name) => findNode(api, name, texts)));
  return { ids: [...new Set(found.map(({ serverId }) => serverId))], more: false };
}

function containerCells(container: Container, cli: CommandLine): string[] {
  const { serverId, name, liveness, maintenance, health, reason, stats, present } = container;
  const now = present ? stats : null;
  return [
    visible(serverId),
    visible(name),
    visible(stats?.nodeType ?? "-"),
    presenceCell(liveness, maintenance, cli),
    cli.console.state(health === "running" ? "containerRunning" : health),
    count(now?.currentBlock),
    count(now?.peers),
    now === null ? "-" : `${Math.round(now.cpuPercent)} %`,
    now === null ? "-" : `${Math.round(now.memoryUsedBytes / MIB)} MiB`,
    cli.console.sentence(reason),
  ];
}

const MIB = 1_048_576;

function count(value: number | null | undefined): string {
  return value === null || value === undefined ? "-" : String(value);
}
