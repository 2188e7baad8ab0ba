import type { Json } from "../ledger/command.ts";
import type { CommandReported } from "../ledger/messages.ts";
import type { DisplayState } from "./display_state.ts";
import type { OpenCommand } from "./open_commands.ts";

/** The device said that it has begun. */
export function begun(state: DisplayState, entry: OpenCommand | undefined): void {
  if (!entry || entry.running) return;
  entry.running = true;
  state.args.ledger.tell({ type: "commandReported", id: entry.command.id, state: "running" });
}

/** How a command ended. */
export interface Conclusion {
  readonly state: Exclude<CommandReported["state"], "acknowledged" | "running">;
  readonly reason?: string;
  readonly result?: { readonly [key: string]: Json };
}

/** Reports the end of a command, once. */
export function conclude(
  state: DisplayState,
  entry: OpenCommand | undefined,
  conclusion: Conclusion,
): void {
  if (!entry) return;
  state.commands.delete(entry.command.id);
  state.args.ledger.tell({ type: "commandReported", id: entry.command.id, ...conclusion });
}

/** What the ledger is to say when nothing comes of a command before its deadline. */
export function waitOn(state: DisplayState, entry: OpenCommand, otherwise: string): void {
  state.args.ledger.tell({ type: "commandAwaited", id: entry.command.id, otherwise });
}
