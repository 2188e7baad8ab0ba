import type { Command } from "../ledger/command.ts";
import type { ExecutionReported, PresetId } from "../../protocols/switchboard/events.ts";

/**
 * A command in this display's hands. `waiting`: for the display to come online. `ready`: the ledger was asked
 * for its release. `held`: released, and another order has its turn. `sent`: the bytes have left.
 */
export interface OpenCommand {
  readonly command: Command;
  phase: "waiting" | "ready" | "held" | "sent";
  /** Said to have begun. */
  running: boolean;
  /** Monotonic ms at which the bytes have left; null: they have not. */
  sentAt: number | null;
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
    const echoed = inkOf(report.command);
    left = left.filter((entry) => inkOf(commandLineOf(entry.command)) === echoed);
  }
  return left[0];
}

/**
 * Finds the stop that an answer speaks of. One that was to end everything may be answered with the preset that it
 * has ended (fielded build C3).
 */
export function matchStop(
  candidates: readonly OpenCommand[],
  report: Pick<ExecutionReported, "executionId" | "presetId">,
): OpenCommand | undefined {
  const found = matchReport(candidates, report);
  if (found !== undefined || report.executionId !== undefined) return found;
  return candidates.find((entry) => presetOf(entry.command) === null);
}

/** What can be seen of a command line: tabs, line breaks and other controls do not come back in an echo. */
function inkOf(line: string): string {
  return line.replace(/[\p{C}\p{Z}]/gu, "");
}
