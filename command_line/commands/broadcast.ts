import type { Command } from "commander";
import { NodeSubmission } from "../../protocols/api/node_command.ts";
import { NODE_COMMANDS } from "../../protocols/mserver/commands.ts";
import type { ApiClient } from "../api/api_client.ts";
import type { ClientOptions, CommandLine } from "../command_line.ts";
import { confirmed } from "../orders/confirm.ts";
import { parseDurationBetween } from "../terminal/durations.ts";
import { EXIT } from "../failure.ts";
import { findNode } from "../api/find_node.ts";
import { followSubmission } from "../orders/follow_nodes.ts";
import { nodeParams } from "../orders/node_params.ts";
import { nodeTimingOf, type OrderOptions, orderOptions } from "../orders/order_options.ts";
import { oneOf, repeated } from "../terminal/typed_values.ts";
import { refuseOptions, takeAnyWords } from "../terminal/typed_words.ts";
import { visible } from "../terminal/visible.ts";

/** Whom a command is for, as typed. */
export interface FilterOptions {
  readonly node?: readonly string[];
  readonly container?: readonly string[];
  readonly type?: readonly string[];
  readonly connected?: true;
}

type Options = ClientOptions & OrderOptions & FilterOptions & {
  readonly pause?: string;
  readonly yes?: true;
};

/** The API's bounds. */
const PAUSES = ["0s", "1h"] as const;

/** `broadcast` */
export function addBroadcast(program: Command, cli: CommandLine): void {
  const { nodes } = cli.texts;
  const command = program.command("broadcast").description(nodes.about.broadcast)
    .argument("<command>", nodes.arguments.command)
    .argument("[words...]", nodes.arguments.words)
    .option("--node <client>", nodes.options.node, repeated)
    .option("--container <name>", nodes.options.container, repeated)
    .option("--type <type>", nodes.options.type, repeated)
    .option("--connected", nodes.options.connected)
    .option("--pause <time>", nodes.options.pause)
    .option("--yes", nodes.options.yes);
  orderOptions(command, cli, nodes.usualDeadline);
  cli.clientOptions(command);
  takeAnyWords(command, cli);
  cli.examples(
    command,
    "broadcast status",
    "broadcast logs 20 --node client123 --node client124",
    "broadcast rotate_keys --container 3node0 --connected --pause 10m",
  );
  command.action(cli.action((name: string, words: readonly string[], flags: Options) => {
    if (name !== "exec") refuseOptions(command, words);
    return broadcast(cli, name, words, flags);
  }));
}

async function broadcast(
  cli: CommandLine,
  name: string,
  words: readonly string[],
  flags: Options,
): Promise<number> {
  const { console, texts } = cli;
  const rule = NODE_COMMANDS.get(oneOf("<command>", name, [...NODE_COMMANDS.keys()], texts));
  if (rule === undefined) throw new RangeError(`the table has no ${name}`);
  const body = {
    command: rule.name,
    params: nodeParams(rule, words, texts, cli.printing.sentence),
    ...nodeTimingOf(rule, flags, cli),
    ...(flags.pause === undefined
      ? {}
      : { pauseMs: parseDurationBetween("--pause", flags.pause, PAUSES, texts) }),
  };
  const api = cli.api(flags);
  const filter = await filterOf(api, flags, cli);
  const whom = wordTargets(filter, cli);
  await confirmed(cli, rule, { whom, word: rule.name, yes: flags.yes === true });
  const made = await api.ask(NodeSubmission, {
    method: "POST",
    path: "/nodes/commands",
    body: { ...body, filter },
    idempotencyKey: crypto.randomUUID(),
  });
  if (!flags.json) console.line(accepted(made, cli));
  if (flags.wait) return await followSubmission(cli, api, made, flags.json === true);
  if (flags.json) console.json(made);
  return EXIT.ok;
}

function accepted({ commands, rotation }: NodeSubmission, { texts }: CommandLine): string {
  const id = rotation?.id ?? (commands.length === 1 ? commands[0]?.id : undefined);
  return id === undefined ? texts.nodes.acceptedFor(commands.length) : texts.accepted(id);
}

/** `client123, client124: 3node0`, as far as something was left out. */
function wordTargets(
  { serverIds, containers }: {
    readonly serverIds?: readonly string[];
    readonly containers?: readonly string[];
  },
  { texts }: CommandLine,
): string {
  const hosts = serverIds?.join(", ") ?? texts.nodes.everyHost;
  return visible(containers === undefined ? hosts : `${hosts}: ${containers.join(", ")}`);
}

/** Hosts go by what people call them; the API takes their server ids. */
export async function filterOf(api: ApiClient, flags: FilterOptions, { texts }: CommandLine) {
  const found = [];
  for (const typed of flags.node ?? []) found.push(await findNode(api, typed, texts));
  const { container, type, connected } = flags;
  return {
    ...(found.length === 0 ? {} : { serverIds: found.map(({ serverId }) => serverId) }),
    ...(container === undefined ? {} : { containers: container }),
    ...(type === undefined ? {} : { nodeTypes: type }),
    ...(connected === undefined ? {} : { connected }),
  };
}
