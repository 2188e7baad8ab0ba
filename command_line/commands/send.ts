import type { Command } from "commander";
import { NODE_COMMANDS } from "../../protocols/mserver/commands.ts";
import type { CommandLine } from "../command_line.ts";
import { usageFailure } from "../failure.ts";
import { findNode } from "../api/find_node.ts";
import { orderOptions } from "../orders/order_options.ts";
import { sendTarget } from "../orders/send_target.ts";
import { oneOf } from "../terminal/typed_values.ts";
import { refuseOptions, takeAnyWords } from "../terminal/typed_words.ts";
import { DISPLAY_ACTIONS, type DisplayFlags, sendToDisplay } from "./send_display.ts";
import { type NodeFlags, sendToNode } from "./send_node.ts";

type Options = DisplayFlags & NodeFlags;

/** What was typed without its options. */
interface Sentence {
  readonly target: string;
  readonly action: string;
  readonly words: readonly string[];
}

/** `send` */
export function addSend(program: Command, cli: CommandLine): void {
  const { options, nodes } = cli.texts;
  const command = program.command("send").description(nodes.about.send)
    .argument("<target>", nodes.arguments.target)
    .argument("<action>", nodes.arguments.action)
    .argument("[words...]", nodes.arguments.words)
    .option("--preset <preset>", options.presetOf)
    .option("--follow", nodes.options.follow)
    .option("--yes", nodes.options.yes);
  orderOptions(command, cli, nodes.usualDeadline);
  cli.clientOptions(command);
  takeAnyWords(command, cli);
  cli.examples(
    command,
    'send Display_01 execute "sleep 600"',
    "send Display_01 stop --preset 1",
    "send Display_01 wake",
    "send Display_01 power restart",
    "send client123/3node0 logs 100",
    "send client123/3node0 logs --follow",
    "send client123 exec df -h --yes",
    "send client123/all status --json",
  );
  command.action(
    cli.action((target: string, action: string, words: readonly string[], flags: Options) => {
      if (action !== "exec") refuseOptions(command, words);
      return send(cli, { target, action, words }, flags);
    }),
  );
}

const ACTIONS = [...new Set([...DISPLAY_ACTIONS, ...NODE_COMMANDS.keys()])];

async function send(cli: CommandLine, sentence: Sentence, flags: Options): Promise<number> {
  const { texts } = cli;
  const { words } = sentence;
  const action = oneOf("<action>", sentence.action, ACTIONS, texts);
  const rule = NODE_COMMANDS.get(action);
  const displayAction = DISPLAY_ACTIONS.find((one) => one === action);
  // Only displays have presets.
  const takers = {
    node: rule !== undefined && flags.preset === undefined,
    display: displayAction !== undefined,
  };
  // What both kinds know takes nothing behind it.
  if (takers.node && takers.display && words.length > 0) {
    throw usageFailure(texts.commandLineUnneeded(action));
  }
  const api = cli.api(flags);
  const target = await sendTarget(api, sentence.target, takers, cli);
  if (target.kind === "display") {
    if (flags.follow) throw usageFailure(texts.nodes.onlyLogs(action));
    const wish = { action: oneOf("<action>", action, DISPLAY_ACTIONS, texts), line: words[0] };
    if (words.length > 1) throw usageFailure(texts.usage.tooManyArguments(3, 2 + words.length));
    return await sendToDisplay(cli, target.name, wish, flags);
  }
  if (rule === undefined) {
    throw usageFailure(texts.nodes.notOfNodes(action, [...NODE_COMMANDS.keys()].join(", ")));
  }
  const find = () => findNode(api, target.host, texts);
  return await sendToNode(cli, api, find, { rule, words, container: target.container }, flags);
}
