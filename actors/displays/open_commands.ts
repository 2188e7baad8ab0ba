import type { Command } from "../ledger/command.ts";
import type { ExecutionReported, PresetId } from "../../protocols/switchboard/events.ts";

/**
 * A command in this display's hands. `waiting`: for the display to come online. `ready`: the ledger was asked
 * for its release. `sent`: the bytes have left.
 */
export interface OpenCommand {
  readonly command: Command;
  phase: "waiting" | "ready" | "sent";
  /** Said to have begun. */
  running: boolean;
  /** Monotonic ms since when the connection is gone that a power command was to end; null: it is there. */
  awayAt: number | null;
}

/** The preset that an order belongs to, or null. */
export function presetOf(command: Command): PresetId | null {
  const { presetId } = command.order.params;
  return typeof presetId === "number" ? presetId : null;
}

/** The command line of an `execute`, or an empty text. */
export function commandLineOf(command: Command): string {
  const { command: line } = command.order.params;
  return typeof line === "string" ? line : "";
}

/** Sent commands of one action, oldest first. */
export function sentCommands(
  open: ReadonlyMap<string, OpenCommand>,
  action: string,
): OpenCommand[] {
  const found: OpenCommand[] = [];
  for (const entry of open.values()) {
    if (entry.phase === "sent" && entry.command.order.action === action) found.push(entry);
  }
  return found;
}

/**
 * Finds the command that a report speaks of. Only one build echoes our id; the others echo the preset, the
 * command line, or nothing, so each clue narrows the choice and the oldest one left is meant. An echo that
 * matches none of them belongs to something we did not send.
 */
export function matchReport(
  candidates: readonly OpenCommand[],
  report: Pick<ExecutionReported, "executionId" | "presetId" | "command">,
): OpenCommand | undefined {
  if (report.executionId !== undefined) {
    return candidates.find((entry) => entry.command.id === report.executionId);
  }
  let left = candidates;
  if (report.presetId !== undefined) {
    left = left.filter((entry) => presetOf(entry.command) === report.presetId);
  }
  if (report.command !== undefined) {
    left = left.filter((entry) => commandLineOf(entry.command) === report.command);
  }
  return left[0];
}
