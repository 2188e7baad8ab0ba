import type { CommandLine } from "../command_line.ts";
import { CommandFailure, usageFailure } from "../failure.ts";
import { visible } from "../terminal/visible.ts";

/** What can be done with the machine of a display. */
export const POWER_ORDERS = ["restart", "shutdown"] as const;
export type PowerOrder = typeof POWER_ORDERS[number];

/**
 * Lets a restart or shutdown pass once it was said with `--yes`, or once the display's name was typed by the person at
 * the terminal. Throws where neither is so.
 */
export async function confirmedPower(
  { console, texts, typist }: CommandLine,
  what: PowerOrder,
  name: string,
  yes: boolean,
): Promise<void> {
  if (yes) return;
  if (typist === undefined) throw usageFailure(texts.nodes.sayYes(`power ${what}`));
  console.line(texts.displays.danger[what]);
  const word = visible(name);
  const answer = await typist.ask(texts.nodes.typeToGoOn(`power ${what}`, word, word));
  if (answer !== word) throw new CommandFailure(texts.nodes.nothingSent);
}
