import type { CommandLine } from "../command_line.ts";
import { visible } from "../terminal/visible.ts";
import { confirmedDeed } from "./confirm_deed.ts";

/** What can be done with the machine of a display. */
export const POWER_ORDERS = ["restart", "shutdown"] as const;
export type PowerOrder = typeof POWER_ORDERS[number];

/**
 * Lets a restart or shutdown pass once it was said with `--yes`, or once the display's name was typed by the person at
 * the terminal. Throws where neither is so.
 */
export async function confirmedPower(
  cli: CommandLine,
  what: PowerOrder,
  name: string,
  yes: boolean,
): Promise<void> {
  const { displays, nodes: { nothingSent: declined } } = cli.texts;
  const deed = { name: `power ${what}`, danger: displays.danger[what], whom: visible(name) };
  await confirmedDeed(cli, { ...deed, declined }, yes);
}
