import { Command } from "../../protocols/api/command.ts";
import { type Node } from "../../protocols/api/node.ts";
import { NodeSubmission } from "../../protocols/api/node_command.ts";
import { ALL_CONTAINERS, type NodeCommandRule } from "../../protocols/mserver/commands.ts";
import type { ApiClient } from "../api/api_client.ts";
import type { ClientOptions, CommandLine } from "../command_line.ts";
import { confirmed } from "../orders/confirm.ts";
import { EXIT, usageFailure } from "../failure.ts";
import {
  containerPathOf,
  findContainer,
  nodePath,
  type NodeTarget,
  targetName,
} from "../api/find_node.ts";
import { followLog } from "../orders/follow_log.ts";
import { followCommands } from "../orders/follow_nodes.ts";
import { nodeParams, type TypedParams } from "../orders/node_params.ts";
import { type NodeTiming, nodeTimingOf, type OrderOptions } from "../orders/order_options.ts";
import { visible } from "../terminal/visible.ts";

export type NodeFlags = ClientOptions & OrderOptions & {
  readonly yes?: true;
  readonly follow?: true;
};

/** What was typed: a command of the table, the words behind it, and the container behind the slash. */
export interface NodeWish {
  readonly rule: NodeCommandRule;
  readonly words: readonly string[];
  readonly container: string | undefined;
}

/** Sends one command to one container, or to all of a host in one message, and follows it. */
export async function sendToNode(
  cli: CommandLine,
  api: ApiClient,
  find: () => Promise<Node>,
  { rule, words, container }: NodeWish,
  flags: NodeFlags,
): Promise<number> {
  const { console, texts } = cli;
  if (flags.follow && rule.name !== "logs") throw usageFailure(texts.nodes.onlyLogs(rule.name));
  const typed = flags.follow ? [...words, "follow=true"] : words;
  const params = nodeParams(rule, typed, texts, cli.printing.sentence);
  const timing = nodeTimingOf(rule, flags, cli);
  const { serverId } = await find();
  const target = await findContainer(cli, api, rule, { serverId, container });
  const whom = visible(targetName(target));
  await confirmed(cli, rule, { whom, word: target.container, yes: flags.yes === true });
  const command = await submit(api, target, { command: rule.name, params, ...timing });
  if (!flags.json) console.line(texts.accepted(command.id));
  const json = flags.json === true;
  const following = rule.name === "logs" && params.follow === true;
  if (flags.wait && following) return await followLog(cli, api, command, { json });
  if (flags.wait) return await followCommands(cli, api, [command], { json, one: true });
  if (json) console.json(command);
  return EXIT.ok;
}

type Order = NodeTiming & { readonly command: string; readonly params: TypedParams };

async function submit(
  api: ApiClient,
  { serverId, container }: NodeTarget,
  order: Order,
): Promise<Command> {
  const request = { method: "POST", idempotencyKey: crypto.randomUUID() } as const;
  if (container !== ALL_CONTAINERS) {
    const path = `${containerPathOf({ serverId, name: container })}/commands`;
    return await api.ask(Command, { ...request, path, body: order });
  }
  const path = `${nodePath(serverId)}/commands`;
  const one = NodeSubmission.extend({ commands: NodeSubmission.shape.commands.length(1) });
  const { commands } = await api.ask(one, { ...request, path, body: { ...order, as: "host" } });
  const [command] = commands;
  if (command === undefined) throw new RangeError("an order for a host is one command");
  return command;
}
