import type { Command } from "../../protocols/api/command.ts";
import { visible } from "../terminal/visible.ts";

/** What of a command line is shown in a table; all of it is in `--json`. */
const MAX_SHOWN = 40;

/** What a command is, as it is typed: `execute: sleep 600`. */
export function orderWords({ action, params }: Pick<Command, "action" | "params">): string {
  const { command } = params;
  if (typeof command !== "string") return visible(action);
  const line = visible(command);
  return `${visible(action)}: ${line.length > MAX_SHOWN ? `${line.slice(0, MAX_SHOWN)}…` : line}`;
}
