import { type Container, ContainerList } from "../../protocols/api/container.ts";
import { Node } from "../../protocols/api/node.ts";
import { ALL_CONTAINERS, type NodeCommandRule } from "../../protocols/mserver/commands.ts";
import type { ApiClient } from "./api_client.ts";
import type { CommandLine } from "../command_line.ts";
import { CommandFailure, usageFailure } from "../failure.ts";
import { MOST_NAMES, noSuch } from "./find.ts";
import type { Texts } from "../texts/texts.ts";
import { visible } from "../terminal/visible.ts";

/** Where a command for a node host goes; `container` is {@link ALL_CONTAINERS} for the host as a whole. */
export interface NodeTarget {
  readonly serverId: string;
  readonly container: string;
}

/** Longest text that the API searches for; nothing longer is a name or an address. */
export const MAX_QUERY = 255;

/** How a target is typed and shown: `client123/3node0`. */
export function targetName({ serverId, container }: NodeTarget): string {
  return `${serverId}/${container}`;
}

/** A target as it was typed: a client by server id or machine name, and perhaps one of its containers. */
export interface TypedTarget {
  readonly host: string;
  /** Undefined: nothing stood behind the host. */
  readonly container: string | undefined;
}

/** Takes apart what {@link targetName} puts together. A machine's name may have a slash, a container's has none. */
export function typedTarget(typed: string): TypedTarget {
  const slash = typed.lastIndexOf("/");
  if (slash < 0) return { host: typed, container: undefined };
  return { host: typed.slice(0, slash), container: typed.slice(slash + 1) };
}

/** Where the API takes commands and answers questions about a host. */
export function nodePath(serverId: string): string {
  return `/nodes/${encodeURIComponent(serverId)}`;
}

/** Where the API takes commands and answers questions about a container. */
export function containerPathOf(
  { serverId, name }: { readonly serverId: string; readonly name: string },
): string {
  return `${nodePath(serverId)}/containers/${encodeURIComponent(name)}`;
}

/** Node hosts that go by a name: the server id as it is, else server id or machine name in any letter case. */
export async function nodesCalled(api: ApiClient, typed: string): Promise<readonly Node[]> {
  if (typed === "" || typed.length > MAX_QUERY) return [];
  const { items } = await api.pages(Node, { path: "/nodes", query: { q: typed } }, MOST_NAMES);
  const exact = items.filter(({ serverId }) => serverId === typed);
  if (exact.length > 0) return exact;
  const wanted = typed.toLowerCase();
  return items.filter(({ serverId, name }) =>
    serverId.toLowerCase() === wanted || name.toLowerCase() === wanted
  );
}

/** The one node host that goes by a name; where there is none, the nearest name is told. */
export async function findNode(api: ApiClient, typed: string, texts: Texts): Promise<Node> {
  const found = await onlyNode(api, typed, texts);
  if (found !== undefined) return found;
  const { items } = await api.pages(Node, { path: "/nodes" }, MOST_NAMES);
  throw noSuch("node", typed, items.flatMap(({ serverId, name }) => [serverId, name]), texts);
}

/** As {@link findNode}; undefined where there is none. Fails where there are several. */
export async function onlyNode(
  api: ApiClient,
  typed: string,
  texts: Texts,
): Promise<Node | undefined> {
  const [first, ...others] = await nodesCalled(api, typed);
  if (first === undefined || others.length === 0) return first;
  const ids = [first, ...others].map(({ serverId }) => visible(serverId)).join(", ");
  throw new CommandFailure(texts.nodes.severalHosts(visible(typed), ids));
}

/** The containers of a host, ordered by name. */
export async function containersOf(
  api: ApiClient,
  serverId: string,
): Promise<readonly Container[]> {
  const { items } = await api.ask(ContainerList, { path: `${nodePath(serverId)}/containers` });
  return items;
}

/** Whom a command is for: what was typed behind the slash, else the host's only container. */
export async function findContainer(
  cli: CommandLine,
  api: ApiClient,
  rule: NodeCommandRule,
  typed: { readonly serverId: string; readonly container: string | undefined },
): Promise<NodeTarget> {
  const { texts } = cli;
  const { serverId, container } = typed;
  if (container === ALL_CONTAINERS) {
    if (rule.target === "containerOrAll") return { serverId, container };
    throw usageFailure(
      texts.nodes.notForAll(rule.name),
      texts.nodes.eachInstead(`${cli.ownName}broadcast ${rule.name} --node ${visible(serverId)}`),
    );
  }
  const names = (await containersOf(api, serverId))
    .filter(({ present, configured, name }) => present || configured || name === container)
    .map(({ name }) => name);
  if (container === undefined) {
    return { serverId, container: await only(cli, rule, serverId, names) };
  }
  if (names.includes(container)) return { serverId, container };
  throw noSuch("container", container, names, texts);
}

async function only(
  cli: CommandLine,
  rule: NodeCommandRule,
  serverId: string,
  names: readonly string[],
): Promise<string> {
  const { texts, typist } = cli;
  const [first, second] = names;
  if (first === undefined) throw new CommandFailure(texts.nodes.noContainer(visible(serverId)));
  if (second === undefined) return first;
  const choices = rule.target === "containerOrAll" ? [...names, ALL_CONTAINERS] : names;
  if (typist?.picks) return await picked(cli, visible(serverId), choices);
  const targets = choices.map((container) => visible(targetName({ serverId, container })));
  throw usageFailure(texts.nodes.severalContainers(visible(serverId), targets.join(", ")));
}

/** A number or a name. Nothing, or anything else, gives up: a guess could reach the wrong container. */
async function picked(
  { console, texts, typist }: CommandLine,
  host: string,
  choices: readonly string[],
): Promise<string> {
  console.line(texts.nodes.whichContainer(host));
  choices.forEach((name, at) => console.line(`  ${at + 1}  ${visible(name)}`));
  const answer = await typist?.ask(texts.nodes.numberOrName) ?? "";
  const chosen = choices.find((name) => name === answer) ?? choices[Number(answer) - 1];
  if (chosen === undefined) throw new CommandFailure(texts.nodes.nothingSent);
  return chosen;
}
