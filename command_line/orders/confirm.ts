import type { NodeCommandRule } from "../../protocols/mserver/commands.ts";
import type { CommandLine } from "../command_line.ts";
import { CommandFailure, usageFailure } from "../failure.ts";
import { visible } from "../terminal/visible.ts";

/**
 * Lets a command pass that cannot be taken back (exec, rotate_keys, payout, backup_keys) once it was said with
 * `--yes`, or once `word` was typed by the person at the terminal. Throws where neither is so. All others pass.
 *
 * @param whom whom the command is for, in words
 */
export async function confirmed(
  { console, texts, typist }: CommandLine,
  rule: NodeCommandRule,
  { whom, word, yes }: { readonly whom: string; readonly word: string; readonly yes: boolean },
): Promise<void> {
  if (rule.repeatable || yes) return;
  if (typist === undefined) throw usageFailure(texts.nodes.sayYes(rule.name));
  console.line(texts.nodes.danger[rule.name] ?? "");
  const answer = await typist.ask(texts.nodes.typeToGoOn(rule.name, whom, visible(word)));
  if (answer !== visible(word)) throw new CommandFailure(texts.nodes.nothingSent);
}
