import type { Container } from "../../protocols/api/container.ts";
import { Node } from "../../protocols/api/node.ts";
import type { ApiClient } from "../api/api_client.ts";
import type { CommandLine } from "../command_line.ts";
import { EXIT } from "../failure.ts";
import { containersOf } from "../api/find_node.ts";
import { ago } from "../api/listing.ts";
import { visible } from "../terminal/visible.ts";
import { presenceCell } from "../terminal/presence_cell.ts";

/** More hosts than a few screens are better listed with filters: `list nodes`. */
const MOST_HOSTS = 100;

/** Shows every client with its containers below it. */
export async function showOverview(cli: CommandLine, api: ApiClient): Promise<number> {
  const { console, texts } = cli;
  const { items: hosts, more } = await api.pages(Node, { path: "/nodes" }, MOST_HOSTS);
  if (hosts.length === 0) {
    console.line(texts.nothingThere("nodes"));
    console.line(texts.nodes.firstNode);
    return EXIT.ok;
  }
  const rows: string[][] = [];
  for (const host of hosts) {
    rows.push(hostRow(host, cli));
    const containers = await containersOf(api, host.serverId);
    rows.push(...containers.map((container) => containerRow(container, cli)));
  }
  const { name, state, lastSeen, reason } = texts.columns;
  console.table([texts.nodes.columns.client, name, state, lastSeen, reason], rows);
  if (more) console.warn(texts.nodes.moreHosts(MOST_HOSTS));
  return EXIT.ok;
}

function hostRow(host: Node, cli: CommandLine): string[] {
  const { serverId, name, liveness, maintenance, reason } = host;
  return [
    visible(serverId),
    visible(name),
    presenceCell(liveness.state, maintenance, cli),
    ago(liveness.lastSeenAt, cli),
    cli.console.sentence(liveness.state === "online" ? reason : liveness.reason),
  ];
}

/** What a container was when its host was heard last is not what it is. */
function containerRow(container: Container, cli: CommandLine): string[] {
  const { name, health, reason, stats, liveness, maintenance } = container;
  const heard = liveness === "online";
  const state = health === "running" ? "containerRunning" : health;
  return [
    `  /${visible(name)}`,
    visible(stats?.nickname ?? ""),
    heard ? cli.console.state(state) : presenceCell(liveness, maintenance, cli),
    "",
    heard ? cli.console.sentence(reason) : "",
  ];
}
