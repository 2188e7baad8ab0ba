import type { NodeCommandRule } from "../../protocols/mserver/commands.ts";
import type { CommandLine } from "../command_line.ts";
import { visible } from "../terminal/visible.ts";
import { confirmedDeed } from "./confirm_deed.ts";

/**
 * Lets a command pass that cannot be taken back (exec, rotate_keys, payout, backup_keys) once it was said with
 * `--yes`, or once `word` was typed by the person at the terminal. Throws where neither is so. All others pass.
 *
 * @param whom whom the command is for, in words
 */
export async function confirmed(
  cli: CommandLine,
  rule: NodeCommandRule,
  { whom, word, yes }: { readonly whom: string; readonly word: string; readonly yes: boolean },
): Promise<void> {
  if (rule.repeatable) return;
  const { danger, nothingSent: declined } = cli.texts.nodes;
  const deed = { name: rule.name, danger: danger[rule.name] ?? "", whom, word: visible(word) };
  await confirmedDeed(cli, { ...deed, declined }, yes);
}
